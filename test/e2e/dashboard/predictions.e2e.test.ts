import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';
import { leaveCart } from './story.ts';

const route = /\/v1\/predictions\/report/;

test('a prediction is shown within seconds, is not judged before its time, and the model says what it is', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId, role: 'analyst' });
  await open('/predictions');
  await page.getByText('Nothing was predicted in this period').first().waitFor();
  await check('predictions-empty');
  await leaveCart(client, shopUrl);
  const asked = async (): Promise<number> => {
    await page.reload();
    await page.getByRole('heading', { name: 'The model in use' }).waitFor();
    return page.getByText(/of 1\./).count();
  };
  await expect.poll(asked).toBe(1);
  await page.getByText('Not enough yet').waitFor();
  await page.getByText('Online Shoppers Purchasing Intention Dataset').first().waitFor();
  const card = page.getByText('Its model card: what it is for, and where it is wrong').first();
  await card.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Sessions are not abandoned carts.').waitFor();
  await check('predictions-first');
});

test('predicted and observed stand side by side, as a picture and as a table that says what is too few', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const look of looks) {
    const { page, open, check } = await openDashboard({ storeId, look });
    await page.route(route, async (request) => {
      const answer = await request.fetch();
      const told = await answer.json();
      const bins = told.bins.map((bin: { from: number; to: number }, index: number) => {
        const matured = [412, 640, 288, 96, 40, 12, 0, 0, 0, 0][index] ?? 0;
        const share = Math.min(1, bin.from * 0.9 + 0.06);
        return {
          ...{
            ...bin,
            matured,
            predictions: Math.round(matured * 1.2),
            predicted: matured > 0 ? bin.from + 0.05 : null,
          },
          ...{ bought: Math.round(matured * share), boughtAfterMessage: Math.round(matured * share * 0.3) },
          observed: matured < 30 ? null : { share, low: share - 0.04, high: share + 0.05 },
        };
      });
      await request.fulfill({
        response: answer,
        json: {
          ...{
            ...told,
            bins,
            total: { ...told.total, predictions: 1_786, matured: 1_488, bought: 281, boughtAfterMessage: 84 },
          },
          reasons: [
            { feature: 'product_views', raises: 912, lowers: 402, meanContribution: 0.41 },
            { feature: 'returning_visitor', raises: 310, lowers: 641, meanContribution: 0.22 },
          ],
          days: told.days.map((day: object, index: number) => ({
            ...{ ...day, forRecoveries: 40 + ((index * 7) % 23), forApi: index % 5, medianMs: 4.1, p95Ms: 11.8 },
          })),
        },
      });
    });
    await open('/predictions');
    const german = look.locale === 'de';
    await page
      .getByRole('img', {
        name: german ? 'Beobachtete Käufe nach vorhergesagter Chance' : 'Observed purchases by predicted chance',
      })
      .waitFor();
    await check('predictions');
    await page.getByRole('button', { name: german ? /Als Tabelle.*Beobachtete/ : /as a table.*Observed/ }).click();
    await page.getByText(german ? 'noch nicht genug' : 'not enough yet').waitFor();
  }
});
