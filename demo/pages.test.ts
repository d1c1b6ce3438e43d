import { expect, test } from 'vitest';
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

test('an unknown cart is not found', async () => {
  expect((await createDemoPages().routes.request('/cart/cart-1')).status).toBe(404);
});

test('each product has a picture', async () => {
  const picture = await createDemoPages().routes.request('/pictures/rug-clay.svg');
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
});
