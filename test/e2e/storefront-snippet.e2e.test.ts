import { describe, expect, vi } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../tools/traffic/api-client.ts';
import { chromiumPath } from './launch-browser.ts';
import { calling, lampCart, readCarts, test, untilCart } from './shop-page.ts';

const lampInApi = {
  currency: 'EUR',
  valueMinor: 17_900,
  lines: [{ productId: 'lamp', quantity: 2, name: 'Oak lamp' }],
};
const patience = { timeout: 60_000, interval: 50 };

const linkedData = (sku: string) =>
  `<script type="application/ld+json">${JSON.stringify({
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'WebPage' },
      {
        '@type': 'Product',
        sku,
        name: 'Oak lamp',
        image: ['/lamp.jpg'],
        offers: [{ '@type': 'Offer', price: '89.50', priceCurrency: 'eur' }],
      },
    ],
  })}</script>`;
const buyForm = '<form action="/basket/add" method="post"><input name="quantity" value="3"><button>Buy</button></form>';

const customers = z.object({ items: z.array(z.object({ id: z.string() })) });
const customer = z.object({ identities: z.array(z.object({ kind: z.string(), value: z.string() })) });

async function knownAddresses(client: ApiClient): Promise<string[]> {
  const { items } = customers.parse(await client.get('/v1/customers'));
  const found = await Promise.all(items.map(async ({ id }) => customer.parse(await client.get(`/v1/customers/${id}`))));
  return found.flatMap(({ identities }) => identities.filter(({ kind }) => kind === 'email').map(({ value }) => value));
}

describe.skipIf(!chromiumPath)('the storefront snippet (Chromium)', () => {
  test('brings a cart into the API that the page named before the script was there (I19)', async ({ openShop }) => {
    const shop = await openShop();
    shop.serve(() => ({ html: `${calling(['cart', lampCart])}${shop.tag}` }));
    const { page, errors } = await shop.visit();
    await page.goto(shop.url);
    const { lines } = await untilCart(shop.client, lampInApi);
    expect(lines[0]).toMatchObject({ unitPriceMinor: 8_950, url: `${shop.url}/p/lamp` });
    expect(errors).toEqual([]);
  });

  test('leaves one name on the page, and none of its own', async ({ openShop }) => {
    const shop = await openShop();
    const { page } = await shop.visit();
    const namesOn = async (html: string) => {
      shop.serve(() => ({ html }));
      await page.goto(shop.url, { waitUntil: 'networkidle' });
      return new Set((await page.evaluate('Object.getOwnPropertyNames(window)')) as string[]);
    };
    const bare = await namesOn('');
    expect([...(await namesOn(shop.tag))].filter((name) => !bare.has(name))).toEqual(['cartRecovery']);
  });

  test('tells adding, removing, checkout and purchase of the same cart under one visitor, what happens at once in its order', async ({
    openShop,
  }) => {
    const shop = await openShop();
    const stopClock = '<script>{const now=Date.now();Date.now=()=>now}</script>';
    shop.serve(() => ({
      html: `${stopClock}${calling(
        ['add', { id: 'lamp', price: 10, currency: 'EUR', quantity: 3 }],
        ['remove', { id: 'lamp', quantity: 1 }],
        ['add', { id: 'rug', price: 20, currency: 'EUR' }],
      )}${shop.tag}`,
    }));
    const { page } = await shop.visit();
    await page.goto(shop.url);
    await untilCart(shop.client, { valueMinor: 4_000, stage: 'cart' });
    await page.evaluate(`cartRecovery('checkout', ${JSON.stringify(lampCart)})`);
    await untilCart(shop.client, { ...lampInApi, stage: 'checkout' });
    await page.evaluate("cartRecovery('order')");
    await untilCart(shop.client, { lines: [] });
    await page.evaluate(`cartRecovery('cart', ${JSON.stringify(lampCart)})`);
    await vi.waitFor(async () => expect(await readCarts(shop.client)).toHaveLength(2), patience);
  });

  test('reads the product of a page from its markup when a form puts it into the cart, and the page is left at once', async ({
    openShop,
  }) => {
    const shop = await openShop();
    shop.serve(({ path }) => ({
      html: path === '/p/lamp' ? `${linkedData('lamp')}${buyForm}${shop.tag}` : 'the cart, without a snippet',
      policy: `default-src 'self'; script-src ${shop.apiOrigin}; connect-src ${shop.apiOrigin}`,
    }));
    const { page, errors } = await shop.visit();
    await page.goto(`${shop.url}/p/lamp`, { waitUntil: 'networkidle' });
    await page.click('button');
    const cart = await untilCart(shop.client, { currency: 'EUR', valueMinor: 26_850 });
    expect(cart.lines).toMatchObject([
      { productId: 'lamp', quantity: 3, name: 'Oak lamp', imageUrl: `${shop.url}/lamp.jpg` },
    ]);
    expect(errors).toEqual([]);
  });

  test.for([
    [
      'microdata',
      '<div itemscope itemtype="https://schema.org/Product"><meta itemprop="sku" content="lamp"><b itemprop="name">Oak lamp</b><span itemprop="price" content="89.50"></span><meta itemprop="priceCurrency" content="EUR"></div>',
    ],
    [
      'Open Graph',
      '<meta property="product:retailer_item_id" content="lamp"><meta property="og:title" content="Oak lamp"><meta property="product:price:amount" content="89,50"><meta property="product:price:currency" content="EUR">',
    ],
  ] as const)('reads the product from %s', async ([, markup], { openShop }) => {
    const shop = await openShop();
    shop.serve(() => ({ html: `${markup}${buyForm}${shop.tag}` }));
    const { page } = await shop.visit();
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    await page.click('button');
    await untilCart(shop.client, { lines: [{ productId: 'lamp', name: 'Oak lamp', unitPriceMinor: 8_950 }] });
  });

  test('follows the cart of a Shopify shop by its own requests, and ties its webhooks to the visitor', async ({
    openShop,
  }) => {
    const shop = await openShop();
    const token = 'hWN2x4PqzLq7cCqXk1a2b3c4';
    const shopify = { items: [] as object[], attributes: {} as Record<string, string> };
    shop.serve(({ path, method, body }) => {
      if (path === '/cart/add.js') shopify.items.push(JSON.parse(body));
      if (path === '/cart/update.js') Object.assign(shopify.attributes, JSON.parse(body).attributes);
      if (path.startsWith('/cart') && method !== 'PAGE')
        return { json: { token: `${token}?key=secret`, currency: 'EUR', ...shopify } };
      return { html: `<script>window.Shopify={routes:{root:'/'}}</script>${shop.tag}` };
    });
    const { page, errors } = await shop.visit();
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    const item = {
      variant_id: 45_737,
      quantity: 2,
      final_price: 8_950,
      product_title: 'Oak lamp',
      url: '/products/lamp',
    };
    await page.evaluate(`fetch('/cart/add.js', { method: 'POST', body: ${JSON.stringify(JSON.stringify(item))} })`);
    await untilCart(shop.client, {
      externalId: token,
      valueMinor: 17_900,
      restoreUrl: `${shop.url}/cart/45737:2`,
      lines: [{ productId: '45737', unitPriceMinor: 8_950 }],
    });
    expect(shopify.attributes['_anonymous_id']).toBe(await page.evaluate("localStorage['cart_recovery:id']"));
    expect(errors).toEqual([]);
  });

  test('follows the cart of a WooCommerce shop through its Store API', async ({ openShop }) => {
    const shop = await openShop();
    const items: object[] = [];
    shop.serve(({ path }) => {
      if (path === '/?wc-ajax=add_to_cart')
        items.push({
          id: 77,
          quantity: 1,
          name: 'Oak lamp',
          permalink: `${shop.url}/p/lamp`,
          images: [{ src: `${shop.url}/lamp.jpg` }],
          prices: { price: '8950', currency_code: 'EUR', currency_minor_unit: 2 },
        });
      if (path.startsWith('/wp-json') || path.includes('wc-ajax')) return { json: { items } };
      return {
        html: `<link rel="https://api.w.org/" href="/wp-json/"><body class="woocommerce">${shop.tag}`,
      };
    });
    const { page } = await shop.visit();
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    await page.evaluate("fetch('/?wc-ajax=add_to_cart', { method: 'POST' })");
    await untilCart(shop.client, {
      lines: [{ productId: '77', quantity: 1, unitPriceMinor: 8_950, name: 'Oak lamp' }],
    });
  });

  test('takes an address from a form only where the store allows it', async ({ openShop }) => {
    for (const emailCapture of [true, false]) {
      const shop = await openShop({ emailCapture });
      shop.serve(() => ({ html: `<input type="email"><button>x</button>${calling(['cart', lampCart])}${shop.tag}` }));
      const { page } = await shop.visit();
      await page.goto(shop.url, { waitUntil: 'networkidle' });
      await page.fill('input', 'ada@shopper.example');
      await page.focus('button');
      await page.evaluate("cartRecovery('checkout')");
      await untilCart(shop.client, { stage: 'checkout' });
      // The address may travel after the checkout; without leave there is none to wait for.
      if (emailCapture)
        await vi.waitFor(async () => expect(await knownAddresses(shop.client)).toEqual(['ada@shopper.example']), {
          timeout: 60_000,
        });
      else expect(await knownAddresses(shop.client)).toEqual([]);
    }
  });

  test('speaks for a Shopify pixel from its sandbox, with money as whole numbers of minor units', async ({
    openShop,
  }) => {
    const shop = await openShop({ allowedOrigins: ['null'], emailCapture: true });
    const pixel = await (await fetch(`${shop.apiOrigin}/shopify-pixel.js?key=${shop.key}`)).text();
    const variant = { id: '45737', price: { amount: 89.5, currencyCode: 'EUR' }, product: { title: 'Oak lamp' } };
    const events = [
      ['product_added_to_cart', { cartLine: { quantity: 1, merchandise: variant } }],
      [
        'checkout_started',
        {
          checkout: {
            token: 'c0ffee',
            email: 'ada@shopper.example',
            currencyCode: 'EUR',
            lineItems: [{ quantity: 2, title: 'Oak lamp', variant }],
          },
        },
      ],
    ];
    const sandbox = `<script>
      const kept = new Map(), handlers = new Map();
      const analytics = { subscribe: (name, handler) => handlers.set(name, handler) };
      const browser = { localStorage: { getItem: async (name) => kept.get(name) ?? null, setItem: async (name, value) => void kept.set(name, value) } };
      const init = { data: { cart: { id: 'gid://shopify/Cart/hWN2x4PqzLq7cCqXk1a2b3c4?key=x', lines: [] } } };
      ${pixel}
      (async () => { for (const [name, data] of ${JSON.stringify(events)}) await handlers.get(name)({ name, data, clientId: '0f2c7a52-9d0d-4a0e-9d2e-6f6f3b1a7c11' }); })();
    </script>`;
    shop.serve(({ path }) => ({
      html: path === '/sandbox' ? sandbox : '<iframe src="/sandbox" sandbox="allow-scripts allow-forms"></iframe>',
    }));
    const { page, errors } = await shop.visit();
    await page.goto(shop.url);
    await untilCart(shop.client, { externalId: 'hWN2x4PqzLq7cCqXk1a2b3c4', valueMinor: 17_900, stage: 'checkout' });
    expect(errors).toEqual([]);
  });
});
