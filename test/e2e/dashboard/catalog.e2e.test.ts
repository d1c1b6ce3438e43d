import { describe } from 'vitest';
import { startRecordingApi } from '../../recording-api.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

describe.skipIf(!chromiumPath)('stock and prices in the dashboard (Chromium)', () => {
  test.for(looks)('look right: $theme, $locale, $width pixels', async (look, { product, shopUrl, openDashboard }) => {
    const { storeId } = await product.newStore(shopUrl);
    const shop = await startRecordingApi(({ json }) => ({
      body: {
        products: [
          { productId: productIn(json), available: productIn(json) === '11', priceMinor: 1_990, currency: 'EUR' },
        ],
      },
    }));
    const { page, open, check } = await openDashboard({ storeId, look });
    await open('/settings/catalog');
    await check('catalog-off');
    const source = page.getByLabel(/Who is asked|Wer gefragt wird/);
    await source.selectOption('shopify');
    await page.getByText(/No such shop is connected|Kein solcher Shop ist/).waitFor();
    await check('catalog-not-connected');

    await source.selectOption('http');
    await page.getByLabel(/^(Address|Adresse)$/).fill(shop.url);
    await page.getByLabel(/What is sold out|Was ausverkauft ist/).selectOption('mark');
    await page.getByRole('button', { name: /^(Save|Speichern)$/ }).click();
    await page.getByText(/it is not shown again|wird nicht noch einmal gezeigt/).waitFor();
    await page.getByLabel(/Make another secret|Ein anderes Geheimnis/).waitFor();
    const ask = async (productId: string) => {
      await page.getByLabel(/^(Product|Produkt)$/).fill(productId);
      await page.getByRole('button', { name: /^(Ask the shop|Den Shop fragen)$/ }).click();
    };
    await ask('11');
    await page.getByText(/It can be bought|Es ist zu kaufen/).waitFor();
    await check('catalog-for-sale');
    await ask('12');
    await page.getByText(/It cannot be bought now|Es ist zurzeit nicht zu kaufen/).waitFor();
    await check('catalog-sold-out');
  });
});

function productIn(json: unknown): string | undefined {
  return (json as { products: { productId: string }[] }).products[0]?.productId;
}
