import { expect, test } from 'vitest';
import { createApiClient } from '../tools/traffic/api-client.ts';
import { createDemoPages } from './pages.ts';

test('the cart page shows what was left in the cart, and a hostile name as text', async () => {
  const pages = createDemoPages();
  pages.readCartsWith(async () => ({
    status: 'open',
    lines: [{ productId: 'rug-clay', quantity: 2, name: '<script>Clay rug', unitPriceMinor: 28_900 }],
  }));
  const shown = await (await pages.routes.request('/cart/cart-1')).text();
  expect(shown).toContain('€578.00');
  expect(shown).toContain('&lt;script&gt;Clay rug');
});

test('an unknown cart is not found, and its page leads on', async () => {
  const answer = await createDemoPages().routes.request('/cart/cart-1');
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('href="/demo/shop"');
});

test.for(['/', '/cart/cart-1', '/shop', '/shop/p/nothing'])('%s may show its own style and drawings', async (path) => {
  const policy = (await createDemoPages().routes.request(path)).headers.get('content-security-policy');
  expect(policy).toMatch(/style-src 'self'.*img-src 'self'/);
});

test('each product has a picture', async () => {
  const picture = await createDemoPages().routes.request('/pictures/rug-clay.svg');
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
});

test('the shop for people carries the tag, under a policy that lets nothing else in', async () => {
  const pages = createDemoPages();
  const tag = '<script async src="http://localhost:3000/snippet.js?key=pk_1"></script>';
  pages.openShopWith({
    storeId: 's-1',
    tag,
    client: createApiClient({ url: 'http://127.0.0.1:9', key: 'none' }),
    giveUpAfterMs: 0,
  });
  const product = await pages.routes.request('/shop/p/rug-clay');
  expect(product.headers.get('content-security-policy')).toContain("script-src 'self' http://localhost:3000;");
  const shown = await product.text();
  expect(shown).toContain(tag);
  expect(shown).toContain('"priceCurrency":"EUR"');
});

test('the shop for people takes no contact that is none, and says so when the engine is away', async () => {
  const pages = createDemoPages();
  pages.openShopWith({
    storeId: 's-1',
    tag: '',
    client: createApiClient({ url: 'http://127.0.0.1:9', key: 'none' }),
    giveUpAfterMs: 0,
  });
  const post = async (body: object) =>
    (await pages.routes.request('/shop/contact', { method: 'POST', body: JSON.stringify(body) })).status;
  expect(await post({ email: 'nobody', agreed: true })).toBe(422);
  expect(await post({ email: 'ada@shopper.example', agreed: true })).toBe(503);
});
