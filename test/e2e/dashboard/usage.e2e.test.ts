import { describe, expect } from 'vitest';
import { createApiClient } from '../../../tools/traffic/api-client.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

/** The month of now, which the prices of these tests hold from. */
const month = new Date().toISOString().slice(0, 7);

describe.skipIf(!chromiumPath)('usage in the dashboard (Chromium)', () => {
  test.for(looks)(
    'says what was used of the plan and what it costs, and saves the invoice: $theme, $locale, $width pixels',
    async (look, { product, shopUrl, openDashboard }) => {
      const { storeId, client } = await product.newStore(shopUrl);
      const german = look.locale === 'de';
      const operator = createApiClient({ url: product.url, key: product.adminKey });
      await operator.put(`/v1/stores/${storeId}/plan`, {
        name: 'custom',
        limits: { events: { included: 5, hard: false }, messages: { included: 200, hard: true } },
      });
      await operator.put('/v1/platform/price-versions', {
        ...{ validFrom: month, currency: 'EUR' },
        prices: [{ meter: 'events', tiers: [{ upTo: null, minor: 50, per: 2 }] }],
      });
      await client.post('/v1/events', {
        events: Array.from({ length: 4 }, (_, index) => ({
          ...{ id: `view-${index}`, type: 'product_viewed', occurredAt: new Date().toISOString(), productId: 'lamp' },
          who: { anonymousId: 'visitor-1' },
        })),
      });
      const { page, open, check } = await openDashboard({ storeId, look });
      await open('/settings/usage');
      await page.getByText(german ? '4 von 5' : '4 of 5', { exact: true }).waitFor();
      await page.getByText(german ? 'Fast verbraucht' : 'Nearly used up', { exact: true }).waitFor();
      const invoice = page.getByRole('region', { name: german ? 'Was es kostet' : 'What it costs', exact: true });
      await page.getByText(german ? /Summe: 1,00/ : /Total: €1.00/).waitFor();
      await check('usage');
      await invoice.first().scrollIntoViewIfNeeded();
      await check('usage-invoice');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV', exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^usage-.*\.csv$/);
    },
  );

  test('is not for those who may not see it', async ({ product, shopUrl, openDashboard }) => {
    const { storeId } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId, role: 'support' });
    await open('/settings/usage');
    await page.getByText('Your role does not include this').waitFor();
  });
});
