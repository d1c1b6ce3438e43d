import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';

test('an empty store is set up step by step, and what happens in the shop ticks the steps off', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const { items } = (await client.get('/v1/campaigns')) as { items: readonly { id: string }[] };
  for (const { id } of items) await client.post(`/v1/campaigns/${id}/archive`, {});
  for (const look of looks) {
    const { open, check } = await openDashboard({ storeId, look });
    await open('/set-up');
    await check('set-up');
  }
  const { page, open, check } = await openDashboard({ storeId });
  await open('/set-up');
  const steps = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2 }) });
  const next = page.locator('li[aria-current="step"]').getByRole('heading', { level: 2 });
  await page.getByText('1. Your shop').waitFor();
  await expect.poll(() => next.textContent(), { timeout: 60_000 }).toBe('1. Your shop');
  await page.getByLabel('Sender').fill('Loom House');
  await page.getByLabel('Time zone').selectOption('Europe/Vienna');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => next.textContent(), { timeout: 60_000 }).toBe('2. Connect the shop');
  await client.post('/v1/events', {
    id: 'cart-1',
    type: 'cart_updated',
    occurredAt: new Date().toISOString(),
    who: { email: 'ada@shop.example' },
    cartId: 'cart-1042',
    currency: 'EUR',
    lines: [{ productId: 'lamp-7', name: 'Lamp', quantity: 1, unitPriceMinor: 2_500 }],
  });
  await steps.nth(2).getByText('Carts arrive').waitFor();
  await expect.poll(() => next.textContent(), { timeout: 60_000 }).toBe('4. A campaign writes');
  await page.getByRole('button', { name: 'Start with three e-mails' }).focus();
  await page.keyboard.press('Enter');
  await check('set-up-campaign');
  await page.getByRole('dialog').getByRole('button', { name: 'Start with three e-mails' }).click();
  await page.getByText('Everything is set up').waitFor();
  await check('set-up-done');
  const after = (await client.get('/v1/campaigns')) as { items: readonly { status: string; name: string }[] };
  expect(after.items).toContainEqual(expect.objectContaining({ name: 'Cart reminder', status: 'active' }));
  expect(await client.get('/v1/store')).toMatchObject({ senderName: 'Loom House', timeZone: 'Europe/Vienna' });
});
