import { describe, expect, vi } from 'vitest';
import { z } from 'zod';
import { sendEvents } from '../../tools/traffic/send-events.ts';
import { chromiumPath } from './launch-browser.ts';
import { calling, type TaggedShop, test, type Visit } from './shop-page.ts';

const patience = { timeout: 60_000, interval: 100 };
const messages = z.object({ items: z.array(z.object({ id: z.string() })) });

/** Somebody who agreed to reminders leaves a checkout; the engine writes, and the link of the message is opened. */
async function comeBack(shop: TaggedShop, outboxUrl: string, productIds: readonly string[]): Promise<Visit> {
  const base = () => ({
    id: crypto.randomUUID(),
    occurredAt: new Date().toISOString(),
    who: { customerId: 'customer-1', email: 'greta@shopper.example' },
  });
  const lines = productIds.map((productId) => ({
    productId,
    quantity: 2,
    unitPriceMinor: 14_950,
    name: 'Tide runner',
  }));
  await sendEvents(
    shop.client,
    [
      { ...base(), type: 'consent_updated', channel: 'email', status: 'granted', source: 'checkout' },
      {
        ...base(),
        type: 'checkout_started',
        cartId: 'cart-1',
        lines,
        currency: 'EUR',
        restoreUrl: `${shop.url}/welcome`,
      },
    ],
    { giveUpAfterMs: 0 },
  );
  await vi.waitUntil(async () => messages.parse(await shop.client.get('/v1/messages')).items.length > 0, patience);
  const visit = await shop.visit();
  const { page } = visit;
  await vi.waitUntil(async () => {
    await page.goto(`${outboxUrl}/outbox`);
    return (await page.locator(`a[href^="/outbox/${shop.storeId}/"]`).count()) > 0;
  }, patience);
  await page.locator(`a[href^="/outbox/${shop.storeId}/"]`).last().click();
  const link = page.frameLocator('iframe').locator('a[href*="/r/"]').first();
  await page.goto((await link.getAttribute('href')) ?? '');
  await page.getByRole('button', { name: /continue/i }).click();
  return visit;
}

describe.skipIf(!chromiumPath)('a recovery link (Chromium)', () => {
  test('hands the cart to the page of the shop, once, and leaves no token in the address (I5)', async ({
    openShop,
    product,
  }) => {
    const shop = await openShop();
    shop.serve(() => ({
      html: `${calling()}<script>window.restored=[];cartRecovery('onRestore',(cart)=>{restored[restored.length]=cart})</script>${shop.tag}`,
    }));
    const { page, errors } = await comeBack(shop, product.url, ['rug']);
    await page.waitForFunction('window.restored && restored.length > 0');
    expect(await page.evaluate('restored')).toMatchObject([
      { cartId: 'cart-1', currency: 'EUR', lines: [{ productId: 'rug', quantity: 2, name: 'Tide runner' }] },
    ]);
    expect(page.url()).toBe(`${shop.url}/welcome`);
    await page.reload({ waitUntil: 'networkidle' });
    expect(await page.evaluate('restored')).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('puts back what is missing in a Shopify cart, and what is sold out keeps nothing else away (I14, I28)', async ({
    openShop,
    product,
  }) => {
    const shop = await openShop();
    const items: { variant_id: number; quantity: number; final_price: number }[] = [
      { variant_id: 1, quantity: 5, final_price: 100 },
    ];
    shop.serve(({ path, body }) => {
      if (path === '/cart/add.js') {
        const [{ id, quantity }] = JSON.parse(body).items;
        if (id === '2') return { json: { status: 422, description: 'sold out' } };
        items.push({ variant_id: Number(id), quantity, final_price: 100 });
      }
      if (path.startsWith('/cart') && path !== '/cart') return { json: { token: 't', currency: 'EUR', items } };
      return { html: `<script>window.Shopify={routes:{root:'/'}}</script>${shop.tag}` };
    });
    const { page, errors } = await comeBack(shop, product.url, ['1', '2', '3']);
    await page.waitForURL(`${shop.url}/cart`);
    expect(items.map(({ variant_id, quantity }) => [variant_id, quantity])).toEqual([
      [1, 5],
      [3, 2],
    ]);
    expect(errors).toEqual([]);
  });

  test('puts back what is missing in a WooCommerce cart, with the nonce that it asks for (I28)', async ({
    openShop,
    product,
  }) => {
    const shop = await openShop();
    const added: unknown[] = [];
    shop.serve(({ path, body, headers }) => {
      if (path === '/wp-json/wc/store/v1/cart/add-item') added.push([JSON.parse(body), headers['nonce']]);
      if (path.startsWith('/wp-json')) return { json: { items: [] }, headers: { nonce: 'n-1' } };
      return { html: `<link rel="https://api.w.org/" href="/wp-json/"><body class="woocommerce">${shop.tag}` };
    });
    await comeBack(shop, product.url, ['77']);
    await vi.waitFor(() => expect(added).toEqual([[{ id: '77', quantity: 2 }, 'n-1']]), patience);
  });
});
