import { Hono } from 'hono';
import { html } from 'hono/html';
import { formatMoney } from '../domain/money.ts';
import { catalogue, productOf, shop } from './catalogue.ts';
import { pictureOf } from './picture.ts';
import { createShopRoutes, type OpenShop } from './shop/shop-routes.ts';

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
    c.html(
      page(
        'Shelf',
        html`<p>Simulated shoppers visit this shelf. <a href="/demo/shop">The shop for you is next door.</a></p><ul class="shelf">${catalogue.map(
          (product) =>
            html`<li id="${product.id}"><img src="/demo/pictures/${product.id}.svg" alt="" width="120" height="120"><b>${product.name}</b><span>${price(product.priceMinor)}</span></li>`,
        )}</ul>`,
      ),
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
    if (!cart) return c.html(page('Cart', html`<p>There is no such cart.</p>`), 404);
    if (cart.lines.length === 0)
      return c.html(
        page(
          'Cart',
          html`<p>${cart.status === 'purchased' ? 'Thank you: this cart was bought.' : 'This cart is empty.'}</p>`,
        ),
      );
    const totalMinor = cart.lines.reduce((sum, line) => sum + line.quantity * (line.unitPriceMinor ?? 0), 0);
    return c.html(
      page(
        'Your cart',
        html`<table><tbody>${cart.lines.map(
          (line) =>
            html`<tr><td><img src="/demo/pictures/${line.productId}.svg" alt="" width="72" height="72"></td><td>${line.name ?? line.productId}</td><td>${line.quantity} ×</td><td>${price(line.unitPriceMinor ?? 0)}</td></tr>`,
        )}</tbody><tfoot><tr><td colspan="3">Total</td><td><b>${price(totalMinor)}</b></td></tr></tfoot></table><p>Everything is as it was left. The demo shop sells nothing for real.</p>`,
      ),
    );
  });

  return {
    routes,
    openShopWith: shopForPeople.openWith,
    readCartsWith: (reader) => {
      readCart = reader;
    },
  };
}

function price(amountMinor: number): string {
  return formatMoney({ amountMinor, currency: shop.currency }, shop.locale);
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} – ${shop.name}</title><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fffdf8}h1{font-weight:600}table{border-collapse:collapse;width:100%}td{padding:.4rem .6rem;border-bottom:1px solid #e6e0d4}td:last-child{text-align:right}.shelf{list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:1rem;padding:0}.shelf li{display:grid}img{border-radius:8px}
</style></head><body><header><a href="/demo">${shop.name}</a></header><h1>${title}</h1>${body}</body></html>`;
}
