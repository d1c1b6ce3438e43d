import { describe, expect, vi } from 'vitest';
import { z } from 'zod';
import { personalSplitExample, splitExample } from '../../../api/routes/experiments/split-schemas.ts';
import type { StorefrontEvent } from '../../../events/event.ts';
import { type ApiClient, createApiClient } from '../../../tools/traffic/api-client.ts';
import { openStore } from '../../../tools/traffic/open-store.ts';
import { sendEvents } from '../../../tools/traffic/send-events.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

const send = (id: string, template: string) => ({
  ...{ id, kind: 'send', channel: 'email', template, conditions: {}, next: 'end-1' },
});
const flow = {
  ...{ messagesMax: 1, start: 'split-1' },
  steps: [
    {
      ...{ id: 'split-1', kind: 'split', by: 'person' },
      arms: [
        { id: 'a', share: 1, next: 'message-1' },
        { id: 'b', share: 1, next: 'message-2' },
      ],
    },
    send('message-1', 'cart-reminder-1'),
    send('message-2', 'cart-reminder-2'),
    { id: 'end-1', kind: 'end' },
  ],
};
const patience = { timeout: 150_000, interval: 200 };
const campaigns = z.object({ items: z.array(z.object({ id: z.string() })) });

async function activeFlow(client: ApiClient, program: object = flow): Promise<string> {
  const { id } = z
    .object({ id: z.string() })
    .parse(await client.post('/v1/campaigns', { name: 'Autumn', flow: program }));
  for (const other of campaigns.parse(await client.get('/v1/campaigns')).items)
    if (other.id !== id) await client.post(`/v1/campaigns/${other.id}/archive`, {});
  await client.post(`/v1/campaigns/${id}/activate`, {});
  return id;
}

const splits = z.object({
  items: z.array(
    z.object({ heldOut: z.int(), arms: z.array(z.object({ id: z.string(), people: z.int(), matured: z.int() })) }),
  ),
});
const sent = z.object({ items: z.array(z.object({ ruleId: z.string(), state: z.string() })) });
const people = 12;

test('everybody takes one arm, gets its message, and is counted when their days to buy are over', async ({
  product,
  shopUrl,
}) => {
  // A week of this store is over in six seconds.
  const { apiKey } = await openStore({
    ...{ url: product.url, adminKey: product.adminKey, name: 'Loom House', shopUrl, timeScale: 100_000 },
  });
  const client = createApiClient({ url: product.url, key: apiKey });
  const [split, ...others] = flow.steps;
  const id = await activeFlow(client, { ...flow, steps: [{ ...split, allocation: 'learning' }, ...others] });
  await client.put(`/v1/campaigns/${id}/holdout`, { percent: 0 });
  await sendEvents(client, Array.from({ length: people }, (_, n) => leavesCart(n)).flat(), { giveUpAfterMs: 0 });
  const found = await vi.waitUntil(async () => {
    const [first] = splits.parse(await client.get('/v1/splits')).items;
    return first?.arms.reduce((sum, { matured }) => sum + matured, 0) === people ? first : undefined;
  }, patience);
  // A week that is six seconds long may be over before a busy machine has sent the message.
  const accepted = await vi.waitUntil(async () => {
    const { items } = sent.parse(await client.get('/v1/messages?limit=200'));
    const taken = items.filter(({ state }) => state === 'accepted');
    return taken.length === people ? taken : undefined;
  }, patience);
  const countOf = (ruleId: string) => accepted.filter((one) => one.ruleId === ruleId).length;
  expect(found.arms.map(({ id: arm, people: count }) => [arm, count])).toEqual([
    ['a', countOf('message-1')],
    ['b', countOf('message-2')],
  ]);
  expect(found.heldOut).toBe(0);
});

/** What a person tells of themselves who leaves a cart and agreed to e-mail. */
function leavesCart(n: number): readonly StorefrontEvent[] {
  const base = () => ({
    ...{ id: crypto.randomUUID(), occurredAt: new Date().toISOString() },
    who: { customerId: `customer-${n}`, email: `person-${n}@shopper.example` },
  });
  return [
    { ...base(), type: 'consent_updated', channel: 'email', status: 'granted', source: 'checkout' },
    {
      ...{ ...base(), type: 'checkout_started', cartId: `cart-${n}`, currency: 'EUR' },
      lines: [{ productId: 'rug', quantity: 1, unitPriceMinor: 14_950, name: 'Tide runner' }],
    },
  ];
}

describe.skipIf(!chromiumPath)('splits in the dashboard (Chromium)', () => {
  test.for(looks)('look right: $theme, $locale, $width pixels', async (look, { product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const [split, ...others] = flow.steps;
    const id = await activeFlow(client, { ...flow, steps: [{ ...split, allocation: 'learning' }, ...others] });
    const { page, open, check } = await openDashboard({ storeId, look });
    const german = look.locale === 'de';
    await open(`/campaigns/${id}?view=list&step=split-1`);
    await page
      .getByLabel(german ? 'Mindestanteil eines Weges, in Prozent' : 'Least share of a way, in percent')
      .waitFor();
    await check('split-editor');

    await open(`/experiments?campaign=${id}`);
    const section = page.getByRole('region', { name: german ? 'Aufteilungen nach Zufall' : 'Splits by chance' });
    await section.getByText(german ? 'Noch zu früh für ein Urteil' : 'Too early to say').waitFor();
    await check('splits-early');
    // As many people as no test lets come by.
    await page.route(/\/v1\/splits(\?|$)/, (request) =>
      request.fulfill({
        json: {
          items: [
            { ...splitExample, campaignId: id },
            {
              ...{ ...splitExample, campaignId: id, splitId: 'split-2', allocation: 'fixed', floorPercent: null },
              ...{ verdict: 'undecided', best: null, winner: null, missing: { plannedLift: 0.2, people: 3_400 } },
            },
          ],
        },
      }),
    );
    await page.reload();
    await section.getByRole('button', { name: german ? 'Widersprechen' : 'Object' }).waitFor();
    await check('splits');
  });

  test('learn as somebody sets them by keyboard, within their bounds', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const id = await activeFlow(client);
    const { page, open } = await openDashboard({ storeId, role: 'marketer' });
    await open(`/campaigns/${id}?view=list&step=split-1`);
    await page.getByLabel('Shares of the ways').selectOption('learning');
    await page.getByLabel('A way is better when').selectOption('revenue');
    const floor = page.getByLabel('Least share of a way, in percent');
    await floor.fill('26');
    expect(await floor.getAttribute('aria-invalid')).toBe('true');
    await floor.fill('10');
    await page.keyboard.press('Control+s');
    await page
      .getByText(/^Draft saved/)
      .first()
      .waitFor();
    expect(await client.get(`/v1/campaigns/${id}`)).toMatchObject({
      draft: { flow: { steps: expect.arrayContaining([expect.objectContaining(learning)]) } },
    });
  });

  test('learn by context where somebody sets them so, and a policy or the history takes its place again', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const [split, ...others] = flow.steps;
    const id = await activeFlow(client, { ...flow, steps: [{ ...split, allocation: 'personal' }, ...others] });
    const { page, open } = await openDashboard({ storeId, role: 'marketer' });
    await open(`/campaigns/${id}?view=list&step=split-1`);
    await page.getByLabel('Who chooses').selectOption('What the ways brought for carts alike');
    await page.getByText(/^Learns from people whose seven days to buy are over/).waitFor();
    await page.keyboard.press('Control+s');
    await page
      .getByText(/^Draft saved/)
      .first()
      .waitFor();
    const learning = expect.objectContaining({ allocation: 'personal', choosesBy: 'context' });
    expect(await client.get(`/v1/campaigns/${id}`)).toMatchObject({
      draft: { flow: { steps: expect.arrayContaining([learning]) } },
    });
    await page.getByLabel('Who chooses').selectOption('What is known of the person');
    expect(await page.getByText(/^Learns from people whose/).count()).toBe(0);
  });

  test.for(looks)(
    'that choose for each person look right: $theme, $locale, $width pixels',
    async (look, { product, shopUrl, openDashboard }) => {
      const { storeId, client } = await product.newStore(shopUrl);
      const [split, ...others] = flow.steps;
      const id = await activeFlow(client, { ...flow, steps: [{ ...split, allocation: 'personal' }, ...others] });
      const { page, open, check } = await openDashboard({ storeId, look });
      const german = look.locale === 'de';
      await open(`/campaigns/${id}?view=list&step=split-1`);
      await page
        .getByLabel(german ? 'Vergleichsgruppe, in Prozent der Personen' : 'Baseline, in percent of the people')
        .waitFor();
      await check('personal-split-editor');

      await open(`/experiments?campaign=${id}`);
      await page.getByText(german ? 'Für sie gewählt' : 'Chosen for them').waitFor();
      await check('personal-split-early');
      // As many people as no test lets come by.
      await page.route(/\/v1\/splits(\?|$)/, (request) =>
        request.fulfill({ json: { items: [{ ...personalSplitExample, campaignId: id, choosesBy: 'context' }] } }),
      );
      await page.reload();
      await page.getByText(german ? /Jeder Weg behält einen Mindestanteil/ : /Each way keeps a least share/).waitFor();
      await page.getByText(german ? 'Das Wählen lohnt sich' : 'Choosing pays').waitFor();
      await check('personal-split');

      await page.route(/\/v1\/campaigns\/[^/]+\/explain$/, (request) => request.fulfill({ json: explained }));
      await open(`/campaigns/${id}?period=7d&explain=${explained.cartId}`);
      await page
        .getByRole('dialog')
        .getByText(german ? /hat die Person 3 angeklickt/ : /the person clicked 3/)
        .waitFor();
      await page
        .getByRole('dialog')
        .getByText(german ? /kein Modell für uplift ist im Einsatz/ : /no model of uplift is served/)
        .waitFor();
      await check('personal-split-explained');
    },
  );

  test('show a winner to whoever only reads, without the ways to decide', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const id = await activeFlow(client);
    const { page, open } = await openDashboard({ storeId, role: 'analyst' });
    await page.route(/\/v1\/splits(\?|$)/, (request) =>
      request.fulfill({ json: { items: [{ ...splitExample, campaignId: id }] } }),
    );
    await open(`/experiments?campaign=${id}`);
    await page.getByText(/it takes all new people, unless you object/).waitFor();
    expect(await page.getByRole('button', { name: 'Object' }).count()).toBe(0);
  });
});

const learning = { kind: 'split', allocation: 'learning', goal: 'revenue', floorPercent: 10 };

const explained = {
  ...{ cartId: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21', abandonedAt: '2026-11-22T10:12:00.000Z' },
  ...{ standing: 'running', startsNot: null },
  turns: [
    {
      ...{ at: '2026-11-22T18:00:00.000Z', basis: 'recorded', kind: 'sent', stepId: 'message-2', channel: 'email' },
      ...{ detail: null, reason: null, reasonText: null, until: null },
    },
  ],
  choices: [
    {
      ...{ splitId: 'split-1', armId: 'b', basis: 'taken', group: 'chosen' },
      because: { trait: 'band', value: 'evening', messages: 4, clicked: 3, bought: 1 },
      ...{ policy: null, context: null },
    },
    {
      ...{ splitId: 'split-2', armId: 'a', basis: 'expected', group: 'baseline', because: null },
      ...{ policy: null, context: null },
    },
    {
      ...{ splitId: 'split-3', armId: 'b', basis: 'taken', group: 'chosen', because: null, policy: null },
      context: [{ feature: 'cart_value', value: 0.4 }],
    },
    {
      ...{ splitId: 'split-4', armId: 'quiet', basis: 'taken', group: 'chosen', because: null, context: null },
      policy: {
        ...{ kind: 'decided', policyId: '019e1c02-7b4e-7a10-9c3d-2f1b8a6e5d41', best: 'quiet', propensity: 0.747 },
        ...{ chances: { none: 0.41, message: 0.415, offer: 0.43 }, valueMinor: 4_990, currency: 'EUR' },
        ...{ modelVersionId: '0199a3e1-9c1e-7d52-a9a4-6f0c7a5f2b11', withheld: [] },
      },
    },
    {
      ...{ splitId: 'split-5', armId: 'rules', basis: 'taken', group: null, because: null, context: null },
      policy: { kind: 'refused', reason: 'model_not_served' },
    },
  ],
} as const;
