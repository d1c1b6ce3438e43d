import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { formatMoney } from '../../domain/money.ts';
import { catalogue, type Product, productOf, shop } from '../../tools/traffic/catalogue.ts';
import type { Markup } from './frame.ts';
import type { OpenShop } from './open-shop.ts';
import { type ShopFrame, shopPage, shopPolicy } from './shop-page.ts';
import { tellContact, tellOrder } from './tell-engine.ts';

export interface ShopRoutes {
  /** To be mounted at `/demo/shop`. */
  readonly routes: Hono;
  openWith(open: OpenShop): void;
  shop(): { readonly storeId: string; readonly path: string } | null;
}

const assetMaxAgeS = 300;
const script = readFileSync(new URL('shop.js', import.meta.url), 'utf8');
const style = readFileSync(new URL('shop.css', import.meta.url), 'utf8');

/** A small shop for people: pick something, go to the checkout, leave, and find the reminder in the outbox. */
export function createShopRoutes(): ShopRoutes {
  let open: OpenShop | null = null;
  const routes = new Hono();

  const show = (c: Context, title: string, body: (frame: ShopFrame) => Markup) => {
    const shopUrl = `${new URL(c.req.url).origin}/demo/shop`;
    const frame = { shopUrl, tag: open?.tag ?? null };
    c.header('content-security-policy', shopPolicy(frame));
    return c.html(shopPage(frame, title, body(frame)));
  };

  routes.get('/', (c) => show(c, 'Lamps and woven things', shelf));
  routes.get('/p/:id', (c) => {
    const product = productOf(c.req.param('id'));
    if (product) return show(c, product.name, (frame) => productBody(product, frame));
    c.status(404);
    return show(c, 'Not here', lostBody);
  });
  routes.get('/cart', (c) => show(c, 'Your cart', cartBody));
  routes.get('/checkout', (c) => show(c, 'Checkout', checkoutBody));
  routes.get('/thanks', (c) =>
    show(
      c,
      'Thank you',
      ({ shopUrl }) =>
        html`<p>Your order is placed, and nobody will remind you of it.</p><p><a class="button" href="${shopUrl}">Back to the shop</a></p>`,
    ),
  );
  routes.get('/shop.js', (c) => asset(c, 'text/javascript; charset=utf-8', script));
  routes.get('/shop.css', (c) => asset(c, 'text/css; charset=utf-8', style));
  routes.post('/contact', async (c) => (open ? tellContact(c, open) : c.json({ ok: false }, 503)));
  routes.post('/orders', async (c) => (open ? tellOrder(c, open) : c.json({ ok: false }, 503)));

  return {
    routes,
    shop: () => open && { storeId: open.storeId, path: '/demo/shop' },
    openWith: (opened) => {
      open = opened;
    },
  };
}

function asset(c: Context, contentType: string, body: string) {
  return c.body(body, 200, { 'content-type': contentType, 'cache-control': `public, max-age=${assetMaxAgeS}` });
}

function shelf({ shopUrl }: ShopFrame): Markup {
  return html`<ul class="shelf">${catalogue.map(
    ({ id, name, priceMinor }) =>
      html`<li><a href="${shopUrl}/p/${id}"><img src="/demo/pictures/${id}.svg" alt="" width="200" height="200"><b>${name}</b><span class="quiet">${price(priceMinor)}</span></a></li>`,
  )}</ul>`;
}

function productBody(product: Product, { shopUrl }: ShopFrame): Markup {
  const { id, name, category, priceMinor } = product;
  const url = `${shopUrl}/p/${id}`;
  const imageUrl = new URL(`/demo/pictures/${id}.svg`, shopUrl).href;
  const line = { productId: id, name, category, unitPriceMinor: priceMinor, url, imageUrl };
  // What search engines read, and the snippet too.
  const markup = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    sku: id,
    name,
    category,
    image: imageUrl,
    offers: { '@type': 'Offer', price: priceMinor / 100, priceCurrency: shop.currency },
  };
  return html`<script type="application/ld+json">${raw(markupText(markup))}</script>
    <div class="two">
      <img src="${imageUrl}" alt="" width="400" height="400">
      <div>
        <p class="price">${price(priceMinor)}</p>
        <p class="quiet">From our ${category}. Made to be looked at in a demo.</p>
        <form data-line="${JSON.stringify(line)}"><label>Quantity<input type="number" name="quantity" value="1" min="1" max="20" required></label><button disabled>Add to cart</button></form>
      </div>
    </div>`;
}

function lostBody({ shopUrl }: ShopFrame): Markup {
  return html`<p>There is no such thing in this shop.</p><p><a class="button" href="${shopUrl}">Have a look around</a></p>`;
}

function cartBody({ shopUrl }: ShopFrame): Markup {
  return html`<div class="note" data-restored hidden><p>Your cart is back, just as you left it.</p></div>
    <p data-if="empty" hidden>It is empty. <a href="${shopUrl}">Have a look around.</a></p>
    <div data-if="full" hidden>
      <ul class="cart" data-cart="changeable"></ul>
      <div class="total"><span>Total</span><span data-total></span></div>
      <a class="button" href="${shopUrl}/checkout">To the checkout</a>
    </div>`;
}

function checkoutBody({ shopUrl }: ShopFrame): Markup {
  return html`<p data-if="empty" hidden>There is nothing to pay for. <a href="${shopUrl}">Have a look around.</a></p>
    <div class="two" data-if="full" hidden>
      <form data-checkout>
        <label>E-mail<input type="email" name="email" autocomplete="email" required placeholder="you@shopper.example"></label>
        <label class="tick"><input type="checkbox" name="agreed"><span>Remind me by e-mail if I leave something in my cart. I can stop this in every message.</span></label>
        <button disabled>Continue</button>
        <button class="second" name="order" disabled>Place the order</button>
        <div role="status">
          <p class="note" data-said="agreed" hidden><b>The shop knows you now.</b> Place the order, or leave this page just like that: the reminder is in <a href="/outbox">the sandbox inbox</a> soon.</p>
          <p class="note" data-said="unasked" hidden><b>The shop knows you now,</b> and will not write to you: tick the box above to be reminded when you leave.</p>
        </div>
      </form>
      <div><ul class="cart" data-cart></ul><div class="total"><span>Total</span><span data-total></span></div></div>
    </div>`;
}

function price(amountMinor: number): string {
  return formatMoney({ amountMinor, currency: shop.currency }, shop.locale);
}

/** JSON inside a script element, where only the end of the element has to be hidden. */
function markupText(markup: object): string {
  return JSON.stringify(markup).replaceAll('<', '\\u003c');
}
