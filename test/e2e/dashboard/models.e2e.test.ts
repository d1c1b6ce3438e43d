import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';

const models = /\/v1\/models$/;

test('the model that comes with the engine answers from the first start on, and its card says where it is wrong', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId, role: 'store_owner' });
  await open('/models');
  await page.getByRole('heading', { name: 'What answers now' }).waitFor();
  await page.getByRole('button', { name: 'prior-1' }).click();
  await page.getByRole('heading', { name: 'Version prior-1' }).waitFor();
  const card = page.getByText('Model card', { exact: true }).first();
  await card.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'How good it is' }).waitFor();
  await page.getByText('prior-1 answers, after nothing').waitFor();
  // For every store it is chosen by administrators: nothing is offered that would be refused.
  expect(await page.getByRole('button', { name: 'Roll back' }).count()).toBe(0);
  await check('models-first');
  await open('/predictions');
  await page.getByRole('link', { name: 'Predictions', exact: true }).and(page.locator('[aria-current]')).waitFor();
});

test('versions stand side by side with what their figures say, and each change is asked why', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const look of looks) {
    const { page, open, check } = await openDashboard({ storeId, look, role: 'store_owner' });
    await page.route(models, async (request) => {
      const answer = await request.fetch();
      const told = await answer.json();
      const [prior] = told.versions;
      const own = (id: string, version: string, stage: string, auc: number) => ({
        ...{ ...prior, id, version, stage, scope: 'store' },
        metrics: { ...prior.metrics, auc: { mean: auc, low: auc - 0.011, high: auc + 0.011 } },
      });
      const [next, now] = ['019e1b77-0c2a-7d52-a9a4-6f0c7a5f2b11', '019e1b77-0c2a-7d52-a9a4-6f0c7a5f2b10'];
      const versions = [own(next, 'store-2', 'canary', 0.768), own(now, 'store-1', 'production', 0.742), prior];
      const served = {
        ...{ ...told.served[0], scope: 'store', primaryVersionId: now, canaryVersionId: next, canaryPercent: 5 },
        ...{ shadowVersionIds: [], rolloutId: next, generation: 4 },
      };
      await request.fulfill({ response: answer, json: { served: [served, ...told.served], versions } });
    });
    const german = look.locale === 'de';
    await open('/models');
    await page.getByText(german ? 'store-2, für 5 % der Warenkörbe' : 'store-2, for 5% of the carts').first().waitFor();
    await check('models');
    await page.getByRole('button', { name: german ? 'Zurücknehmen' : 'Roll back' }).first().click();
    const act = page.getByRole('dialog').getByRole('button', { name: german ? 'Zurücknehmen' : 'Roll back' });
    expect(await act.isDisabled()).toBe(true);
    await page.getByRole('dialog').getByRole('textbox').fill('worse');
    expect(await act.isDisabled()).toBe(false);
    await check('models-roll-back');
  }
});
