import { z } from 'zod';
import { documented, readApiDocument } from '../../api-document.ts';
import { looks, test } from './dashboard.ts';

const answer = z.looseObject({
  items: z.array(
    z.looseObject({ newest: z.looseObject({ report: z.looseObject({}) }), history: z.array(z.looseObject({})) }),
  ),
});

const realised = (carts: number) => ({
  ...{ carts, bought: Math.round(carts * 0.11), predicted: 0.16, auc: { value: 0.66, low: 0.63, high: 0.7 } },
  ...{ logLoss: { value: 0.38, low: 0.36, high: 0.4 }, slope: { value: 0.92, low: 0.7, high: 1.14 } },
  calibrationError: { value: 0.048, low: 0.031, high: 0.066, byChance: 0.016 },
  bins: [{ carts, predicted: 0.16, observed: 0.11 }],
});

/**
 * What the API answers after four weeks in which fewer people come to buy, from its own document: a month of predictions cannot be
 * made here.
 */
async function weeksOfDrift(url: string): Promise<string> {
  const operations = readApiDocument(await (await fetch(`${url}/openapi.json`)).json());
  const content = documented(operations, 'listDrift').answers.get('200');
  const [example] = answer.parse(content?.['application/json']?.example).items;
  if (!example) throw new Error('the document has no example');
  const shares = [0.09, 0.11, 0.1, 0.1, 0.09, 0.11, 0.1, 0.1, 0.1, 0.1];
  const spread = {
    ...{ psi: 0.142, psiLimit: 0.031, p: 2e-9, moved: true, cartsNow: 1_204, cartsThen: 3_391, kl: 0.069 },
    ...{ past: shares, now: [0.2, 0.16, 0.13, 0.1, 0.09, 0.08, 0.07, 0.06, 0.06, 0.05] },
    bins: [0.06, 0.08, 0.1, 0.12, 0.14, 0.17, 0.2, 0.25, 0.33, null].map((to) => ({ to })),
  };
  const share = { now: 0.02, past: 0.02, p: 0.6, moved: false };
  const unseen = { now: 0, past: 0, p: 1, moved: false };
  const change = { direction: 'fewer', sinceDay: 14, seenOnDay: 18, afterCarts: 812, days: 11, lasts: true };
  const report = {
    ...{ state: 'alarmed', cartsNow: 1_204, cartsThen: 3_391, scores: spread },
    features: [
      {
        name: 'returning_visitor',
        spread: {
          ...spread,
          psi: 0.012,
          moved: false,
          bins: [{ value: 0 }, { value: 1 }, { value: null }],
          now: [0.7, 0.3, 0],
          past: [0.68, 0.32, 0],
        },
        missing: share,
        unseen,
      },
      { name: 'product_views', spread, missing: share, unseen: { ...unseen, now: 0.004 } },
      { name: 'weekend', spread: null, missing: share, unseen },
    ],
    slices: [],
    realised: [
      { group: 'untouched', past: realised(1_630), now: realised(1_402), change, cartsToSee: 1_090 },
      { group: 'others', past: null, now: null, change: null, cartsToSee: null },
    ],
    alarms: [
      { kind: 'realised', group: 'untouched', direction: 'fewer', sinceDay: 14, afterCarts: 812, lasts: true },
      { kind: 'scores', psi: 0.142, psiLimit: 0.031 },
    ],
    cause: {
      kind: 'behaviour',
      group: 'untouched',
      direction: 'fewer',
      slice: { feature: 'returning_visitor', value: 1 },
    },
  };
  const history = Array.from({ length: 21 }, (_, index) => ({
    ...{ ...example.history[0], toDay: `2026-11-${String(index + 6).padStart(2, '0')}` },
    calibrationError: {
      value: 0.02 + 0.0014 * index,
      low: 0.01 + 0.001 * index,
      high: 0.035 + 0.0016 * index,
      byChance: 0.016,
    },
  }));
  const newest = { ...example.newest, report, retraining: { kind: 'asked' } };
  const platform = {
    ...{ ...example.newest, scope: 'platform', state: 'learning', alarmedSince: null },
    report: {
      ...report,
      state: 'learning',
      cartsNow: 40,
      cartsThen: 0,
      scores: null,
      features: [],
      alarms: [],
      cause: null,
      realised: [],
    },
  };
  return JSON.stringify({
    items: [
      { newest, history },
      { newest: platform, history: [] },
    ],
  });
}

test('says what moved, what is suspected and what was done about it, and before the first check that there was none', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const body = await weeksOfDrift(product.url);
  for (const [index, look] of looks.entries()) {
    const { page, open, check } = await openDashboard({ storeId, look });
    const german = look.locale === 'de';
    if (index === 0) {
      await open('/models?tab=drift');
      await page.getByText('Nothing was checked yet').waitFor();
      await check('drift-empty');
    }
    await page.route('**/v1/drift', (route) => route.fulfill({ contentType: 'application/json', body }));
    await open('/models?tab=drift');
    await page
      .getByText(german ? /Vermutet: Menschen verhalten sich anders/ : /Suspected: people do otherwise/)
      .waitFor();
    await page.getByText(german ? /Eine neue Version wurde angefragt/ : /A new version was asked for/).waitFor();
    await page.getByRole('img', { name: german ? /Wie sich die Chancen/ : /How the chances were/ }).waitFor();
    await page.getByText(german ? 'Noch nicht genug Warenkörbe' : 'Not enough carts yet').waitFor();
    await check('drift');
  }
});
