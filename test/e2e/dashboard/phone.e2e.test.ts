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

  test('show on their page what carried them, what did not and what that cost', async ({ product, openDashboard }) => {
    const { storeId } = await product.newStore('https://loom.example');
    const id = '0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77';
    const at = '2026-11-27T11:45:00.000Z';
    const message = {
      ...{
        id,
        recoveryId: id,
        cartId: id,
        customerId: id,
        ruleId: 'touch-1',
        channel: 'sms',
        template: 'cart-reminder-1',
      },
      ...{
        provider: 'twilio',
        basis: 'consent',
        state: 'accepted',
        attempts: 2,
        cartVersion: 1,
        providerMessageId: 'SM1',
      },
      ...{ reason: null, reasonText: null, errorCode: null, claimedAt: at, attemptedAt: at, settledAt: at },
      ...{ deliveryState: 'delivered', deliveryTimes: { delivered: at }, campaign: null, content: null },
      carriage: {
        ...{ carrier: 'sms', parts: 2, cost: { currency: 'EUR', amount: '0.1662' } },
        passed: [
          { carrier: 'whatsapp', because: '63024' },
          { carrier: 'rcs', because: 'not_connected' },
        ],
      },
    };
    for (const look of looks) {
      const german = look.locale === 'de';
      const { page, open, check } = await openDashboard({ storeId, look });
      await page.route(new RegExp(`/v1/messages/${id}`), (request) => request.fulfill({ json: message }));
      await open(`/messages/${id}`);
      await page.getByText(german ? /als 2 SMS berechnet/ : /billed as 2 SMS/).waitFor();
      await page.getByText(german ? /hier nicht eingerichtet/ : /it is not set up here/).waitFor();
      await check('message-carriage');
    }
  });
});
