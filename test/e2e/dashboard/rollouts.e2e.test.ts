import { expect } from 'vitest';
import { rolloutDetailExample, rolloutExample } from '../../../api/routes/rollouts/rollout-schemas.ts';
import { looks, test } from './dashboard.ts';

const list = /\/v1\/rollouts(\?|$)/;
const one = /\/v1\/rollouts\/[0-9a-f-]{36}$/;

const gate = (name: string, change: object) => ({
  ...{ gate: name, verdict: 'pass', reason: 'within', text: '', figure: 0.002, limit: 0.01 },
  ...{ sample: 1_240, sampleMin: 100, cartsMissing: null, ...change },
});
const lastLook = {
  ...rolloutExample.lastLook,
  at: new Date(Date.now() - 120_000).toISOString(),
  gates: [
    gate('errors', { figure: 0.0008 }),
    gate('nulls', { figure: 0 }),
    gate('latency', { figure: 0.004 }),
    gate('scores_shift', { figure: 0.061, limit: 0.338 }),
    gate('unsubscribes', {
      verdict: 'hold',
      reason: 'too_few',
      figure: 1.1,
      limit: 1.25,
      sample: 31,
      sampleMin: 50,
      cartsMissing: 4_100,
    }),
    gate('complaints', { verdict: 'hold', reason: 'suspicious', figure: 2.4, limit: 1.25, sample: 60, sampleMin: 50 }),
  ],
};
const ended = {
  ...rolloutExample,
  ...{ id: '0199b6f0-52c1-7e20-8a11-0c9d4b7e6f32', version: '2026-11-18', state: 'rolled_back', stage: 2 },
  ...{ endReason: 'gate', endedAt: '2026-11-21T03:00:00.000Z' },
  lastLook: { ...lastLook, gates: [gate('calibration', { verdict: 'roll_back', reason: 'worse' })] },
};

test('a rollout shows where it stands, what each gate says and misses, and how earlier ones ended', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const look of looks) {
    const { page, open, check } = await openDashboard({ storeId, look });
    await page.route(list, (request) =>
      request.fulfill({ json: { items: [{ ...rolloutExample, lastLook }, ended], nextCursor: null } }),
    );
    await page.route(one, (request) =>
      request.fulfill({ json: { ...rolloutDetailExample, lastLook, looks: [lastLook] } }),
    );
    await open('/models?tab=rollouts');
    const german = look.locale === 'de';
    await page.getByText(german ? 'etwa 4.100 Warenkörbe fehlen' : 'about 4,100 more carts').waitFor();
    await page.getByRole('button', { name: german ? 'Frühere Prüfungen zeigen' : 'Show earlier looks' }).click();
    await page.getByRole('region', { name: german ? 'Frühere Prüfungen' : 'Earlier looks' }).waitFor();
    await check('rollouts');
  }
});

test('whoever undoes a rollout is asked why, and the reason is sent', async ({ product, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId });
  const told: unknown[] = [];
  await page.route(list, (request) =>
    request.fulfill({ json: { items: [{ ...rolloutExample, lastLook }], nextCursor: null } }),
  );
  await page.route(/\/v1\/rollouts\/[0-9a-f-]{36}\/undo$/, async (request) => {
    told.push(request.request().postDataJSON());
    await request.fulfill({ json: { ...rolloutExample, state: 'rolled_back', endReason: 'undone' } });
  });
  await open('/models?tab=rollouts');
  await page.getByRole('button', { name: 'Undo' }).click();
  await check('rollout-undo');
  await page.getByLabel('Why').fill('people complain');
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await page.getByText('was taken out.').waitFor();
  expect(told).toEqual([{ reason: 'people complain' }]);
});
