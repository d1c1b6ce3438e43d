import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { StorefrontEvent } from '../../../events/event.ts';
import { createApiClient } from '../../../tools/traffic/api-client.ts';
import { openStore } from '../../../tools/traffic/open-store.ts';
import { sendEvents } from '../../../tools/traffic/send-events.ts';
import { looks, test } from './dashboard.ts';

const patience = { timeout: 150_000, interval: 200 };
const people = 16;
const arm = z.object({ people: z.int(), matured: z.int(), ownMessages: z.int() });
const experiments = z.object({
  items: z.array(z.object({ campaignId: z.string(), treated: arm, holdout: arm })).min(1),
});
const sent = z.object({ items: z.array(z.object({ customerId: z.string(), state: z.string() })) });

/** What a person tells of themselves who leaves a cart and agreed to e-mail. */
function leaves(n: number): readonly StorefrontEvent[] {
  const base = () => ({
    ...{ id: crypto.randomUUID(), occurredAt: new Date().toISOString() },
    who: { customerId: `customer-${n}`, email: `person-${n}@shopper.example` },
  });
  return [
    { ...base(), type: 'consent_updated', channel: 'email', status: 'granted', source: 'checkout' },
    {
      ...base(),
      type: 'checkout_started',
      cartId: `cart-${n}`,
      currency: 'EUR',
      lines: [{ productId: 'rug', quantity: 1, unitPriceMinor: 14_950, name: 'Tide runner' }],
    },
  ];
}

test('half of the people are held back on every channel, and both halves are compared', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  // A week of this store is over in six seconds.
  const { storeId, apiKey } = await openStore({
    ...{ url: product.url, adminKey: product.adminKey, name: 'Loom House', shopUrl, timeScale: 100_000 },
    settings: { holdoutPercent: 50 },
  });
  const client = createApiClient({ url: product.url, key: apiKey });
  const { page, open, check } = await openDashboard({ storeId });
  await open('/experiments');
  await page.getByText('Nobody has reached a message of this campaign yet', { exact: false }).waitFor();
  await check('experiments-empty');

  await sendEvents(client, Array.from({ length: people }, (_, n) => leaves(n)).flat(), { giveUpAfterMs: 0 });
  const found = await vi.waitUntil(async () => {
    const [first] = experiments.parse(await client.get('/v1/experiments')).items;
    return first && first.treated.matured + first.holdout.matured === people ? first : undefined;
  }, patience);
  expect(Math.min(found.treated.people, found.holdout.people)).toBeGreaterThan(0);
  expect(found.holdout.ownMessages).toBe(0);
  const { items } = sent.parse(await client.get('/v1/messages?limit=200'));
  const written = new Set(items.filter(({ state }) => state === 'accepted').map(({ customerId }) => customerId));
  expect(written.size).toBe(found.treated.people);

  await page.reload();
  const row = page.getByRole('row', { name: /Without \(control group\)/ });
  await row.getByRole('cell').nth(1).getByText(String(found.holdout.people), { exact: true }).waitFor();
});

test('the share is set by the keyboard, within its bounds, and whoever only reads cannot', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId, role: 'marketer' });
  await open('/experiments');
  await page.getByText('Nothing to compare with').waitFor();
  await check('experiments-no-holdout');
  await page.getByRole('button', { name: 'Hold people back' }).focus();
  await page.keyboard.press('Enter');
  const field = page.getByLabel('People without messages, in percent');
  await field.fill('51');
  await page.getByText('Give a whole number from 0 to 50.').waitFor();
  expect(await page.getByRole('button', { name: 'Set the share' }).isDisabled()).toBe(true);
  await field.fill('20');
  await page.getByText(/comparison begins anew/).waitFor();
  await check('experiments-share');
  await field.press('Enter');
  await page.getByText('20% of the people get no message now.').waitFor();
  await page.getByText(/^20% of the people get no message\. Compared since/).waitFor();

  const analyst = await openDashboard({ storeId, role: 'analyst' });
  await analyst.open('/experiments');
  await analyst.page.getByText(/^20% of the people get no message/).waitFor();
  expect(await analyst.page.getByRole('button', { name: 'Change the share' }).count()).toBe(0);
});

const share = {
  difference: 0.0142,
  interval: { low: 0.0021, high: 0.0263 },
  lift: 0.315,
  liftInterval: { low: 0.032, high: 0.91 },
};
const perPerson = {
  difference: 121.4,
  interval: { low: -12.1, high: 254.9 },
  lift: 0.36,
  liftInterval: { low: -0.03, high: 1.2 },
};
/** As many people as no test lets come by. */
const large = {
  name: 'Cart reminder',
  status: 'active',
  holdoutPercent: 10,
  since: '2026-09-01T10:00:00.000Z',
  verdict: 'more',
  treated: { people: 18_640, matured: 18_000, buyers: 1_068, crossed: 3, otherCampaigns: 12, ownMessages: 18_612 },
  holdout: { people: 2_071, matured: 2_000, buyers: 90, crossed: 1, otherCampaigns: 1, ownMessages: 0 },
  sampleRatio: { p: 1, limit: 0.001, wrong: false },
  share,
  missing: null as { plannedLift: number; people: number; days: number | null } | null,
  money: [
    {
      currency: 'EUR',
      treated: { buyers: 1_068, orders: 1_102, amountMinor: 8_264_900, perPersonMinor: 459.2 },
      holdout: { buyers: 90, orders: 92, amountMinor: 675_600, perPersonMinor: 337.8 },
      perPerson,
      withoutPast: { difference: 118.2, interval: { low: 4.2, high: 232.1 } },
      incremental: { amountMinor: 2_185_200, interval: { low: -217_800, high: 4_588_200 } },
      link: { orders: 391, amountMinor: 2_963_300 },
      lastTouch: [
        { channel: 'email', orders: 702, amountMinor: 5_301_000 },
        { channel: 'sms', orders: 211, amountMinor: 1_402_300 },
      ],
    },
  ],
};
const course = Array.from({ length: 60 }, (_, day) => {
  const width = 0.06 / Math.sqrt(1 + day / 3);
  const difference = 0.0142 + 0.01 * Math.sin(day / 5) * (1 - day / 60);
  return {
    day: new Date(Date.UTC(2026, 8, 8 + day)).toISOString().slice(0, 10),
    ...{ difference, lift: difference / 0.045, liftInterval: null },
    interval: day < 6 ? null : { low: difference - width, high: difference + width },
  };
});

test('a large comparison is told in words, numbers and a picture, in both languages and on a phone', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const [first] = experiments.parse(await client.get('/v1/experiments')).items;
  const campaignId = first?.campaignId ?? '';
  for (const look of looks) {
    const german = look.locale === 'de';
    const { page, open, check } = await openDashboard({ storeId, look });
    await page.route(/\/v1\/experiments(\?|$)/, (request) =>
      request.fulfill({ json: { items: [{ ...large, campaignId }] } }),
    );
    await page.route(/\/v1\/experiments\/[0-9a-f-]+$/, (request) =>
      request.fulfill({
        json: { ...large, campaignId, shareCourse: course, money: large.money.map((one) => ({ ...one, course: [] })) },
      }),
    );
    await page.route(/\/v1\/experiments\/[0-9a-f-]+\/orders/, (request) =>
      request.fulfill({
        json: {
          items: [
            {
              ...{ id: crypto.randomUUID(), customerId: crypto.randomUUID(), cartId: null, arm: 'treated' },
              ...{ placedAt: '2026-11-22T11:45:00.000Z', currency: 'EUR', netMinor: 7_490, refundedMinor: 500 },
              ...{ messageId: crypto.randomUUID(), channel: 'sms' },
            },
          ],
          nextCursor: null,
        },
      }),
    );
    await open('/experiments');
    await page.getByText(german ? 'Nachrichten bringen mehr' : 'Messages bring more').waitFor();
    await page.getByRole('img', { name: german ? /zustande kam/ : /came about/ }).waitFor();
    await check('experiments');
    await page.getByRole('link', { name: german ? /^Letzte Nachricht: SMS/ : /^Last message: SMS/ }).click();
    await page
      .getByRole('dialog')
      .getByText(/74[.,]90/)
      .waitFor();
    expect(new URL(page.url()).searchParams.get('figure')).toBe('last_touch');
    await check('experiments-orders');
    await page.keyboard.press('Escape');
    await open('');
    await page
      .getByText(german ? /Durch Ihre Nachrichten, nicht nur nach ihnen/ : /Because of your messages/)
      .waitFor();
    await check('experiments-home');
  }
});

test('groups that cannot be compared are told instead of an answer, and what is missing is counted', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const [first] = experiments.parse(await client.get('/v1/experiments')).items;
  const { page, open, check } = await openDashboard({ storeId });
  const early = {
    ...{ ...large, campaignId: first?.campaignId ?? '', verdict: 'undecided' },
    share: { ...share, interval: { low: -0.01, high: 0.03 }, liftInterval: null },
    missing: { plannedLift: 0.2, people: 12_300, days: 45 },
    ...{ money: [], shareCourse: [] },
  };
  let answer: object = early;
  await page.route(/\/v1\/experiments\/[0-9a-f-]+$/, (request) => request.fulfill({ json: answer }));
  await open('/experiments');
  await page.getByText('about 12,300 more people, about 45 days', { exact: false }).waitFor();
  await page.getByText('Nothing to draw yet').waitFor();
  await check('experiments-missing');
  answer = { ...early, verdict: 'ratio_wrong', sampleRatio: { p: 0.000_01, limit: 0.001, wrong: true }, missing: null };
  await page.reload();
  await page.getByText(/no number below can be believed/).waitFor();
  expect(await page.getByText(/Compared with no messages/).count()).toBe(0);
  await check('experiments-ratio');
});
