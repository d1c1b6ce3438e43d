import { randomUUID } from 'node:crypto';
import { describe, expect, vi } from 'vitest';
import { chromiumPath } from '../launch-browser.ts';
import { test } from './dashboard.ts';

describe.skipIf(!chromiumPath)('the erasure of a person (Chromium)', () => {
  test('says before what goes, goes from stage to stage by itself, and looks right', { timeout: 120_000 }, async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const who = { email: `${randomUUID()}@shopper.example`, customerId: randomUUID() };
    const at = { occurredAt: new Date().toISOString(), who };
    const lines = [{ productId: 'lamp', quantity: 1, unitPriceMinor: 4_900, name: 'Lamp' }];
    await client.post('/v1/events', {
      events: [
        { id: randomUUID(), type: 'customer_identified', ...at, firstName: 'Ada' },
        { id: randomUUID(), type: 'cart_updated', ...at, cartId: randomUUID(), currency: 'EUR', lines },
      ],
    });
    const { page, open, check } = await openDashboard({ storeId });
    await vi.waitFor(async () => {
      await open('/customers');
      await page.getByRole('row').nth(1).getByRole('link').first().click({ timeout: 1_000 });
    }, 30_000);
    await page.getByRole('button', { name: 'Erase', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/entries are deleted/).waitFor();
    await check('erasure-asked');
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByText(/This person is being erased/).waitFor();

    await open('/settings/privacy');
    await page.getByText('Final check').waitFor({ timeout: 30_000 });
    await check('erasures');
    const onPhone = await openDashboard({ storeId, look: { theme: 'dark', locale: 'de', width: 390 } });
    await onPhone.open('/settings/privacy');
    await onPhone.page.getByRole('table').first().waitFor();
    await onPhone.check('erasures');
    await open('/customers');
    expect(await page.getByText('Ada', { exact: true }).count()).toBe(0);
  });
});
