import { describe, expect } from 'vitest';
import { evaluationExample } from '../../../api/routes/uplift/evaluation-schemas.ts';
import { policyExample } from '../../../api/routes/uplift/policy-schemas.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

/** As many people as no test lets come by. */
const curve = Array.from({ length: 21 }, (_, place) => {
  const share = place / 20;
  const perPerson = 0.03 * share * (1.7 - share);
  return { share, perPerson, low: perPerson - 0.009 * Math.sqrt(share), high: perPerson + 0.009 * Math.sqrt(share) };
});
const { ranking } = evaluationExample;
const group = (name: string, people: number, none: number, message: number, spread: number | null) => ({
  ...{ group: name, people, told: { none, message }, seen: { none: none + 0.004, message: message - 0.003 } },
  difference: spread === null ? null : message - none - 0.007,
  interval: spread === null ? null : { low: message - none - 0.007 - spread, high: message - none - 0.007 + spread },
});
const evaluation = {
  ...evaluationExample,
  groups: [
    group('persuadable', 3_902, 0.081, 0.128, 0.028),
    group('sure_thing', 1_811, 0.412, 0.415, 0.05),
    group('lost_cause', 1_204, 0.021, 0.023, 0.02),
    {
      group: 'sleeping_dog',
      people: 0,
      told: null,
      seen: { none: null, message: null },
      difference: null,
      interval: null,
    },
  ],
  ranking: { ...ranking, curve },
};
const noGroup = { people: 0, told: null, seen: { none: null, message: null }, difference: null, interval: null };
const judged = { ...policyExample, evaluation };
const refused = {
  ...policyExample,
  ...{ id: '019e1c02-7b4e-7a10-9c3d-2f1b8a6e5d41', version: 1, state: 'archived' },
  evaluation: {
    ...evaluationExample,
    difference: { kind: 'refused', reason: 'sample_too_small', effectiveSample: 412.3, missing: 10_118 },
    leftAlone: {
      ...evaluationExample.leftAlone,
      ...{ saved: null, refused: { reason: 'sample_too_small', effectiveSample: 212.1, missing: 4_120 } },
    },
    groups: evaluation.groups.map((one) => ({ ...one, ...noGroup })),
    ranking: null,
  },
};

const rules = [
  { reason: 'features_unknown', recoveries: 12 },
  { reason: 'model_not_served', recoveries: 1 },
];
const nothingDecided = { decisions: 0, byModel: 0, leftAlone: 0, refused: [] };

describe.skipIf(!chromiumPath)('uplift in the dashboard (Chromium)', () => {
  test.for(looks)('looks right: $theme, $locale, $width pixels', async (look, { product, shopUrl, openDashboard }) => {
    const { storeId } = await product.newStore(shopUrl);
    const { page, open, check } = await openDashboard({ storeId, look });
    const german = look.locale === 'de';
    await open('/models?tab=uplift');
    await page.getByText(german ? 'Noch keine Regelung beurteilt' : 'No policy was judged yet').waitFor();
    await check('uplift-empty');
    await page.getByRole('button', { name: german ? 'Regelung entwerfen' : 'Draft a policy' }).click();
    await page.getByRole('dialog').waitFor();
    await check('uplift-draft');
    await page.getByLabel(german ? 'Richtet sich nach' : 'Goes by', { exact: true }).selectOption('served');
    await page.getByText(german ? /^Was die Version von uplift/ : /^What the served version/).waitFor();
    await check('uplift-draft-served');

    await page.route(/\/v1\/uplift(\?|$)/, (request) =>
      request.fulfill({ json: { policy: judged, decisions: 1_840, byModel: 1_204, leftAlone: 611, refused: rules } }),
    );
    await page.route(/\/v1\/policies(\?|$)/, (request) => request.fulfill({ json: { items: [judged, refused] } }));
    await open('/models?tab=uplift');
    await page.getByText(german ? 'Werden vertrieben' : 'Driven off').waitFor();
    await page
      .getByText(german ? /^Für 12 Warenkörbe galten stattdessen/ : /^12 carts went by the rules instead/)
      .waitFor();
    await check('uplift');

    await page.route(/\/v1\/uplift(\?|$)/, (request) =>
      request.fulfill({ json: { policy: refused, ...nothingDecided } }),
    );
    await page.reload();
    await page.getByText(german ? /Wirksame Stichprobe 412/ : /Effective sample 412, needs 1,000/).waitFor();
    await check('uplift-refused');
  });

  test('drafts a policy, judges it, is told plainly that nothing was drawn, and archives it', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId, role: 'store_owner' });
    await open('/models?tab=uplift');
    await page.getByRole('button', { name: 'Draft a policy' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Leave alone who buys anyway');
    await page.getByLabel('Discount of an offer, percent').fill('60');
    expect(await page.getByLabel('Discount of an offer, percent').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Discount of an offer, percent').fill('15');
    await page.getByRole('button', { name: 'Draft it' }).click();
    await page.getByRole('button', { name: /^Judge/ }).click();
    await page
      .getByText(/^Nothing to judge by/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^Archive/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
    await page.getByText('Archived').waitFor();
    expect(await client.get('/v1/policies')).toMatchObject({
      items: [
        { name: 'Leave alone who buys anyway', state: 'archived', terms: { economics: { discountPercent: 15 } } },
      ],
    });
  });

  test('is shown to whoever only reads, without the ways to change it', async ({ product, shopUrl, openDashboard }) => {
    const { storeId } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId, role: 'analyst' });
    await page.route(/\/v1\/policies(\?|$)/, (request) => request.fulfill({ json: { items: [judged] } }));
    await open('/models?tab=uplift');
    await page.getByText('Leave alone who buys anyway, version 2').first().waitFor();
    for (const name of ['Draft a policy', /^Judge/, /^Archive/])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
  });
});
