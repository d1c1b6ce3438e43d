import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';

const route = /\/v1\/training-runs\?/;
const checksRoute = /\/v1\/feature-checks/;

const measured = (mean: number, half: number) => ({ mean, low: mean - half, high: mean + half });
const measures = (auc: number) => ({
  ...{ auc: measured(auc, 0.012), averagePrecision: measured(auc - 0.4, 0.02), logLoss: measured(1.1 - auc, 0.009) },
  ...{ brier: measured(0.116, 0.003), ece: measured(0.0088, 0.004) },
});
const result = {
  candidate: 'own_trees',
  candidates: [
    { name: 'served_moved', logLoss: 0.401 },
    { name: 'own_trees', logLoss: 0.369 },
  ],
  gates: [
    { code: 'parity', name: 'parity', found: 2.1e-7, asked: '< 1e-05', passed: true },
    { code: 'calibration_error', name: 'ece', found: 0.0312, asked: '<= 0.02', passed: false },
    { code: 'calibration_slope', name: 'slope', found: 1.02, asked: '0.9 to 1.1', passed: true },
    { code: 'better_than_served', name: 'gain', found: 0.026, asked: '> 0', passed: true },
  ],
  ...{ metrics: measures(0.741), served: measures(0.66), gain: measured(0.031, 0.005), slope: 1.02 },
  reliability: Array.from({ length: 12 }, (_, bin) => ({
    ...{ rows: 420, predicted: 0.03 + bin * 0.03, observed: 0.035 + bin * 0.028 + (bin % 3) * 0.008 },
  })),
  slices: (['low', 'middle', 'high'] as const).map((value) => ({
    ...{ by: 'value', value, rows: 1_700, buyers: 210 },
    measures: { auc: measured(0.73, 0.02), logLoss: measured(0.37, 0.01), ece: measured(0.012, 0.005) },
  })),
  importance: [
    { feature: 'activity_age_seconds', share: 0.31 },
    { feature: 'previous_orders', share: 0.22 },
    { feature: 'product_views', share: 0.14 },
    { feature: 'cart_value_log', share: 0.08 },
  ],
  rows: { all: 38_211, buyers: 5_412, drawn: 31_980, learned: 26_747, calibrated: 948, asked: 951 },
  ...{ rounds: 120, cpuSeconds: 11.4 },
};

const upliftResult = {
  learner: 'DR',
  learners: [
    { name: 'S', qini: 0.041 },
    { name: 'T', qini: 0.052 },
    { name: 'X', qini: 0.055 },
    { name: 'DR', qini: 0.061 },
  ],
  actions: ['none', 'message'],
  gates: [
    { code: 'parity', name: 'parity', found: 2.1e-7, asked: '< 1e-05', passed: true },
    { code: 'ranks_by_chance', name: 'qini', found: 0.021, asked: '> 0', passed: true },
    { code: 'calibration_error', name: 'ece', found: 0, asked: '<= 0.02', passed: true },
  ],
  ...{ qini: measured(0.058, 0.037), auuc: measured(0.031, 0.02), ate: measured(0.042, 0.018) },
  curve: Array.from({ length: 21 }, (_, place) => {
    const [share, spread] = [place / 20, 0.009 * Math.sqrt(place / 20)];
    const perPerson = 0.025 * share * (2.6 - 1.6 * share);
    return { share, perPerson, low: perPerson - spread, high: perPerson + spread };
  }),
  rows: {
    ...{ all: 24_000, buyers: 4_120, people: 22_811, none: 11_204, message: 12_796, offer: 0 },
    ...{ learned: 14_400, chosen: 4_800, asked: 4_800 },
  },
  ...{ beyondLuck: 0, cpuSeconds: 14.2 },
};

const run = (id: string, change: object) => ({
  ...{ id: `0199a3e1-4b1e-7c52-9c31-5d0e8f2a4b${id}`, scope: 'store', model: 'purchase', reason: 'asked' },
  ...{ state: 'registered', endReason: null, progress: { step: 'writing', done: 0 }, result, upliftResult: null },
  cancelAsked: false,
  ...{ versionId: null, requestedAt: '2026-11-27T10:00:00.000Z', startedAt: '2026-11-27T10:00:01.000Z' },
  endedAt: '2026-11-27T10:00:31.000Z',
  ...change,
});

test('a run is asked for, begins, and says why there is no model of a new store', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId });
  await open('/models?tab=training');
  await page.getByText('Nothing was trained yet').waitFor();
  await check('training-empty');
  await page.getByRole('button', { name: 'Train on this store' }).click();
  await page.getByText('Too few carts say what happens without a message').waitFor();
  await check('training-too-few');
  const reader = await openDashboard({ storeId, role: 'analyst' });
  await reader.open('/models?tab=training');
  await reader.page.getByText('Your role may look and not train.').waitFor();
  expect(await reader.page.getByRole('button', { name: 'Train on this store' }).count()).toBe(0);
});

test('a run that goes on shows its steps, and one that was refused the gate, the measures and the slices', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const look of looks) {
    const { page, open, check } = await openDashboard({ storeId, look });
    const going = { state: 'training', endedAt: null, result: null, progress: { step: 'training', done: 0.4 } };
    const items = [run('10', going), run('11', { state: 'refused', endReason: 'calibration_error' })];
    await page.route(route, (request) => request.fulfill({ json: { items, nextCursor: null } }));
    await page.route(checksRoute, (request) =>
      request.fulfill({
        json: {
          items: [
            { day: '2026-11-27', checked: 412, differing: 2, byFeature: { product_views: 2, activity_age_seconds: 1 } },
            { day: '2026-11-26', checked: 388, differing: 0, byFeature: {} },
          ],
        },
      }),
    );
    await open('/models?tab=training');
    const german = look.locale === 'de';
    await page.getByText(german ? 'Lernt: 40' : 'Learns: 40').waitFor();
    await check(`training-going-${look.theme}-${look.width}`);
    await page.getByRole('button', { name: german ? 'Anzeigen' : 'Show' }).click();
    await page.getByText(german ? 'Seine Chancen stimmen nicht' : 'Its chances are not right').waitFor();
    await page.getByRole('img', { name: german ? 'Gekauft gegen vorhergesagt' : 'Bought against predicted' }).waitFor();
    await check(`training-refused-${look.theme}-${look.width}`);
  }
});

test('a run that learns what messages change is asked for, and shows how well it tells people apart', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const own = await openDashboard({ storeId });
  await own.open('/models?tab=training');
  await own.page.getByLabel('Model', { exact: true }).selectOption('uplift');
  await own.page.getByRole('button', { name: 'Train on this store' }).click();
  await own.page.getByText('Too few decisions that chance made').waitFor();
  for (const look of looks) {
    const { page, open, check } = await openDashboard({ storeId, look });
    const items = [run('12', { model: 'uplift', result: null, upliftResult })];
    await page.route(route, (request) => request.fulfill({ json: { items, nextCursor: null } }));
    await open('/models?tab=training');
    await page.getByText(look.locale === 'de' ? 'DR, nach ihrem Qini' : 'DR, by their Qini').waitFor();
    await check(`training-uplift-${look.theme}-${look.width}`);
  }
});
