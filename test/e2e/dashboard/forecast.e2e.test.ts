import { z } from 'zod';
import { sendEvents } from '../../../tools/traffic/send-events.ts';
import { documented, readApiDocument } from '../../api-document.ts';
import { looks, test } from './dashboard.ts';
import { leaveCart } from './story.ts';

const dayMs = 86_400_000;

const forecast = z.looseObject({ forecast: z.looseObject({ days: z.array(z.looseObject({})) }) });

/**
 * What the API answers where there are weeks of recovered orders, from its own document. Orders of the past cannot be made here:
 * one from before its message is credited to none.
 */
async function readyForecast(url: string): Promise<string> {
  const operations = readApiDocument(await (await fetch(`${url}/openapi.json`)).json());
  const content = documented(operations, 'getForecast').answers.get('200');
  const example = forecast.parse(content?.['application/json']?.example);
  const dayAfter = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
  const days = Array.from({ length: 14 }, (_, index) => ({ ...example.forecast.days[0], day: dayAfter(index) }));
  const past = Array.from({ length: 56 }, (_, index) => ({ day: dayAfter(index - 56), value: 40_000 + index }));
  return JSON.stringify({ ...example, timeZone: 'UTC', past, forecast: { ...example.forecast, days } });
}

test('home says what the next days are expected to bring, draws it on wish, and says why where it cannot', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await leaveCart(client, shopUrl);
  await sendEvents(
    client,
    [
      {
        ...{ id: crypto.randomUUID(), type: 'order_placed', orderId: 'order-1', totalMinor: 18_000, currency: 'EUR' },
        ...{ occurredAt: new Date().toISOString(), who: { customerId: 'customer-1' } },
      },
    ],
    { giveUpAfterMs: 0 },
  );
  const body = await readyForecast(product.url);
  for (const look of looks) {
    const { page, open, check } = await openDashboard({ storeId, look });
    const german = look.locale === 'de';
    await page.route(/\/v1\/analytics\/forecast\?.*metric=recovered_revenue/, (route) =>
      route.fulfill({ contentType: 'application/json', body }),
    );
    await open('');
    await page.getByText(german ? 'Noch nicht genug Tage' : 'Not enough days yet').waitFor();
    await page
      .getByText(german ? /In acht von zehn Fällen/ : /In eight of ten cases between/)
      .first()
      .waitFor();
    const shown = page.getByRole('checkbox', { name: german ? 'Mit Prognose' : 'With forecast' });
    await shown.focus();
    await page.keyboard.press('Space');
    await page.getByRole('img', { name: german ? /Erwartet vom/ : /Expected from/ }).waitFor();
    await page.waitForURL(/forecast=shown/);
    await page
      .getByText(german ? 'So entsteht die Zahl' : 'How this is made')
      .first()
      .click();
    await check('forecast');
    await page.reload();
    await page.getByRole('img', { name: german ? /Erwartet vom/ : /Expected from/ }).waitFor();
  }
});
