import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { formatMoney } from '../domain/money.ts';
import { catalogue, productOf, shop } from '../tools/traffic/catalogue.ts';
import { pictureOf } from './picture.ts';
import { framed, type Markup } from './shop/frame.ts';
import type { OpenShop } from './shop/open-shop.ts';
import { createShopRoutes } from './shop/shop-routes.ts';

/** A cart as the demo's cart page shows it. */
export interface ShownCart {
  readonly status: 'open' | 'purchased';
  readonly lines: readonly {
    readonly productId: string;
    readonly quantity: number;
    readonly name?: string;
    readonly unitPriceMinor?: number;
  }[];
}
/** By the shop's own cart id; null: no such cart. */
export type ReadCart = (cartId: string) => Promise<ShownCart | null>;

export interface DemoPages {
  /** To be mounted at `/demo`. */
  readonly routes: Hono;
  /** The shop for people, and whose carts are left in it; null until it is open. */
  shop(): { readonly storeId: string; readonly path: string } | null;
  /** The carts come from the product itself, once the demo store is there. */
  readCartsWith(readCart: ReadCart): void;
  /** Opens the shop for people, as soon as its store is there. */
  openShopWith(open: OpenShop): void;
}

const pictureMaxAgeS = 86_400;

/** The little that the demo shop needs of a storefront: a shelf, drawings, and the cart that a recovery link opens. */
export function createDemoPages(): DemoPages {
  let readCart: ReadCart = async () => null;
  const routes = new Hono();
  const shopForPeople = createShopRoutes();
  routes.route('/shop', shopForPeople.routes);

  routes.get('/', (c) =>
    show(
      c,
      'Shelf',
      html`<p>Simulated shoppers visit this shelf all day, and most leave their cart behind; what they are reminded of is in <a href="/outbox">the sandbox inbox</a>.</p>
      <p><a class="button" href="/demo/shop">Fill a cart of your own</a></p>
      <ul class="shelf">${catalogue.map(
        ({ id, name, priceMinor }) =>
          html`<li id="${id}"><img src="/demo/pictures/${id}.svg" alt="" width="200" height="200"><b>${name}</b><br><span class="quiet">${price(priceMinor)}</span></li>`,
      )}</ul>`,
    ),
  );

  routes.get('/pictures/:file{[a-z-]+\\.svg}', (c) => {
    const product = productOf(c.req.param('file').replace(/\.svg$/, ''));
    if (!product) return c.notFound();
    return c.body(pictureOf(product), 200, {
      'content-type': 'image/svg+xml',
      'cache-control': `public, max-age=${pictureMaxAgeS}`,
    });
  });

  routes.get('/cart/:id', async (c) => {
    const cart = await readCart(c.req.param('id'));
    if (!cart) return show(c, 'No such cart', html`<p>The demo shop has no cart of this number.</p>${wayOn}`, 404);
    if (cart.lines.length === 0)
      return show(
        c,
        'Cart',
        html`<p>${cart.status === 'purchased' ? 'Thank you: this cart was bought.' : 'This cart is empty.'}</p>${wayOn}`,
      );
    const totalMinor = cart.lines.reduce((sum, line) => sum + line.quantity * (line.unitPriceMinor ?? 0), 0);
    return show(
      c,
      'Your cart',
      html`<p>Everything is as it was left.</p>
      <ul class="cart">${cart.lines.map(
        ({ productId, quantity, name, unitPriceMinor = 0 }) =>
          html`<li><img src="/demo/pictures/${productId}.svg" alt="" width="72" height="72"><span>${name ?? productId}</span><span class="quiet">${quantity} × ${price(unitPriceMinor)}</span><b>${price(quantity * unitPriceMinor)}</b></li>`,
      )}</ul>
      <div class="total"><span>Total</span><span>${price(totalMinor)}</span></div>
      <p class="quiet">This is the cart of a simulated shopper, and the end of the way: nothing can be bought here.</p>${wayOn}`,
    );
  });

  return {
    routes,
    openShopWith: shopForPeople.openWith,
    shop: shopForPeople.shop,
    readCartsWith: (reader) => {
      readCart = reader;
    },
  };
}

function price(amountMinor: number): string {
  return formatMoney({ amountMinor, currency: shop.currency }, shop.locale);
}

const wayOn = html`<p><a class="button" href="/demo/shop">Fill a cart of your own</a></p>`;

/** Its own style sheet and drawings, and nothing else. */
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

function show(c: Context, title: string, body: Markup, status: 200 | 404 = 200) {
  c.header('content-security-policy', policy);
  const nav = html`<a href="/demo/shop">The shop for you</a>`;
  return c.html(framed({ title, homeUrl: '/demo', styleUrl: '/demo/shop/shop.css', nav, body }), status);
}
