import { describe, expect } from 'vitest';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

describe.skipIf(!chromiumPath)('messages to phones (Chromium)', () => {
  test('are set up on a page that says what is missing, and keeps what was said', { timeout: 240_000 }, async ({
    product,
    openDashboard,
  }) => {
    const { storeId } = await product.newStore('https://loom.example');
    const { open, page } = await openDashboard({ storeId });
    await open('/settings/phone');
    await page.getByLabel('Messages go by').selectOption('whatsapp');
    await page.getByText('No source is named yet').waitFor();
    await page.getByText('no sender for WhatsApp').waitFor();
    await page.getByLabel('Consents that name WhatsApp').fill('checkout: texts and WhatsApp');
    await page.getByRole('button', { name: 'Add an approved template' }).click();
    await page.getByLabel('Content SID').fill('HX1');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('must be HX and 32 characters').waitFor();
    await page.getByLabel('Content SID').fill('HX0123456789abcdef0123456789abcdef');
    await page.getByLabel('Currency of the prices').fill('eur');
    await page.getByLabel('Price of one part by country').fill('AT 0.0831');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    await page.reload();
    await page.getByLabel('Content SID').waitFor();
    expect(await page.getByLabel('Price of one part by country').inputValue()).toBe('AT 0.0831');
    expect(await page.getByLabel('Messages go by').inputValue()).toBe('whatsapp');
    for (const look of looks) {
      const dashboard = await openDashboard({ storeId, look });
      await dashboard.open('/settings/phone');
      await dashboard.check('phone');
    }
    const analyst = await openDashboard({ storeId, role: 'analyst' });
    await analyst.open('/settings/phone');
    expect(await analyst.page.getByRole('button', { name: 'Save' }).count()).toBe(0);
  });
});
