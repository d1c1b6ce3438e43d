import { vi } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { createSeededRandom } from '../../../tools/traffic/seeded-random.ts';
import { sendEvents } from '../../../tools/traffic/send-events.ts';
import { looks, test } from './dashboard.ts';
import { leaveCart } from './story.ts';

const dayMs = 86_400_000;
const daysTold = 70;
const answer = z.object({ forecast: z.looseObject({ kind: z.string() }) });

/** Orders of somebody who was written to, as a shop dates them that tells of its past late: more on weekends, and never twice the same. */
async function buyOnEachDay(client: ApiClient): Promise<void> {
  const noon = Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2;
  const random = createSeededRandom(7);
  const events = Array.from({ length: daysTold }, (_, index) => {
    const day = new Date(noon - (daysTold - index) * dayMs);
    const isWeekend = day.getUTCDay() % 6 === 0;
    return {
      id: crypto.randomUUID(),
      occurredAt: day.toISOString(),
      who: { customerId: 'customer-1' },
      type: 'order_placed' as const,
      orderId: `order-${index}`,
      totalMinor: (isWeekend ? 31_000 : 18_000) + random.between(0, 12_000),
      currency: 'EUR',
    };
  });
  await sendEvents(client, events, { giveUpAfterMs: 0 });
}

test('home says what the next days are expected to bring, draws it on wish, and says why where it cannot', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await leaveCart(client, shopUrl);
  await buyOnEachDay(client);
  await vi.waitUntil(
    async () => {
      const found = await client.get('/v1/analytics/forecast?metric=recovered_revenue');
      return answer.parse(found).forecast.kind === 'ready';
    },
    { timeout: 60_000, interval: 200 },
  );
  for (const look of looks) {
    const { page, open, check } = await openDashboard({ storeId, look });
    const german = look.locale === 'de';
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
