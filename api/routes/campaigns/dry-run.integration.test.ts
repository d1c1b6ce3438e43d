import { describe, expect } from 'vitest';
import { abandonments, offers, splitArms } from '../../../db/postgres/schema/index.ts';
import type { KeyScope } from '../../../domain/key-scope.ts';
import type { OfferTerms } from '../../../domain/offers/offer.ts';
import { startDryRun } from '../../../services/recovery/campaigns/dry-run/dry-run.ts';
import { createRunPlaces } from '../../../services/recovery/campaigns/dry-run/run-places.ts';
import { uuidV7 } from '../../../services/shared/ids.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop, oneEmail, type Shop, type ShopOptions } from '../../../test/shop-factory.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const rule = {
  ...{ id: 'touch-1', trigger: 'cart_abandoned', delayMs: hourMs, channel: 'email', template: 'cart-reminder-1' },
  conditions: {},
} as const;
const range = { from: '2026-11-10', to: '2026-11-10' };
const noon = Date.UTC(2026, 10, 10, 12);

async function shopWithKey(
  api: ApiFixture,
  options: ShopOptions = {},
  scopes: readonly KeyScope[] = ['campaigns:read', 'carts:read'],
) {
  const shop = await createShop(api.database, { campaign: { holdoutPercent: 0 }, ...options });
  return { shop, key: await api.newKey(shop.storeId, ...scopes) };
}

/** A cart that was left at a moment. */
async function left(
  shop: Shop,
  customerId: string | null,
  at = noon,
  wanted: Partial<typeof abandonments.$inferInsert> = {},
) {
  const cart = await shop.cart({ customerId, lastActivityAt: new Date(at - hourMs), abandonAt: null });
  await leftAgain(shop, cart.id, at, wanted);
  return cart;
}

const leftAgain = (shop: Shop, cartId: string, at: number, wanted: Partial<typeof abandonments.$inferInsert> = {}) =>
  shop.write((tx) =>
    tx.insert(abandonments).values({
      ...{ storeId: shop.storeId, id: uuidV7(), cartId, n: 1, abandonedAt: new Date(at), stage: 'cart' },
      ...{ valueMinor: 2_500, currency: 'EUR', reach: 'reachable', reason: null, ...wanted },
    }),
  );

async function run(api: ApiFixture, { shop, key }: { shop: Shop; key: string }, body: object = {}) {
  const answer = await api.call(`/v1/campaigns/${shop.campaignId}/dry-run`, {
    ...{ method: 'POST', key, body: { rules: [rule], ...range, ...body } },
    headers: { accept: 'application/json' },
  });
  return answer;
}

describe('a dry run', () => {
  test('says who would get what and when, and who not and why', async ({ api }) => {
    const one = await shopWithKey(api);
    const { shop } = one;
    const reached = await left(shop, await shop.customer({ email: 'a@shopper.example' }));
    await left(shop, null);
    await left(shop, await shop.customer({ email: 'b@shopper.example', consents: [] }));
    await left(shop, await shop.customer({ email: 'c@shopper.example' }), noon + 2 * dayMs);
    const { status, json } = await run(api, one);
    expect(status).toBe(200);
    expect(json).toMatchObject({ done: true, truncated: false, carts: 3, reached: 1, people: 1 });
    expect(json.steps).toMatchObject([
      {
        ...{ stepId: 'touch-1', channel: 'email', sent: 1, firstAt: new Date(noon + hourMs).toISOString() },
        examples: [{ cartId: reached.id }],
      },
    ]);
    expect(
      json.outcomes.map(({ reason, carts }: { reason: string; carts: number }) => `${reason} ${carts}`).sort(),
    ).toEqual(['anonymous 1', 'no_consent 1', 'no_touch_left 1']);
    expect(json.hours).toEqual([{ hour: 13, channel: 'email', messages: 1 }]);
  });

  test('lets what falls into quiet hours wait until they are over (I25)', async ({ api }) => {
    const quietHours = { from: '12:30', until: '20:00', channels: ['email'] } as const;
    const one = await shopWithKey(api, { quietHours });
    await left(one.shop, await one.shop.customer({ email: 'a@shopper.example' }));
    const { json } = await run(api, one);
    expect(json.steps[0]).toMatchObject({
      ...{ sent: 1, firstAt: '2026-11-10T20:00:00.000Z' },
      postponed: [{ reason: 'quiet_hours', count: 1 }],
    });
  });

  test('sends nothing after a purchase, and says of which messages it was in the way', async ({ api }) => {
    const one = await shopWithKey(api);
    const { shop } = one;
    const [before, after] = [
      await shop.customer({ email: 'a@shopper.example' }),
      await shop.customer({ email: 'b@shopper.example' }),
    ];
    await left(shop, before);
    await left(shop, after);
    await shop.order({ customerId: before, placedAt: new Date(noon + hourMs / 2) });
    await shop.order({ customerId: after, placedAt: new Date(noon + 2 * hourMs) });
    const { json } = await run(api, one, { rules: [rule, { ...rule, id: 'touch-2', delayMs: dayMs }] });
    const told = json.steps.map(
      ({
        stepId,
        channel,
        sent,
        skipped,
      }: {
        stepId: string;
        channel: string;
        sent: number;
        skipped: { reason: string; count: number }[];
      }) => [stepId, channel, sent, ...skipped.map(({ reason, count }) => `${reason} ${count}`)].join(' '),
    );
    expect(told).toEqual(['touch-1  0 purchased_elsewhere 1', 'touch-1 email 1', 'touch-2  0 purchased_elsewhere 2']);
  });

  test('says what codes of offers would take off, by the rules of a message that carries one', async ({ api }) => {
    const one = await shopWithKey(api);
    const { shop } = one;
    const terms: OfferTerms = {
      ...{ kind: 'percent', value: 10, currency: 'EUR', cartMinorMin: 0, discountMinorMax: null, validDays: 7 },
      ...{ messagesBefore: 1, marginPercent: 60, floorMarginPercent: 0, upliftPoints: 20 },
      ...{ monthlyCodesMax: null, monthlyMinorMax: null, lockoutRecoveries: null, lockoutDays: 180 },
    };
    await shop.write((tx) =>
      tx.insert(offers).values({ storeId: shop.storeId, id: uuidV7(), key: 'ten', name: 'Ten', minter: 'http', terms }),
    );
    const send = (id: string, next: string) =>
      ({ id, kind: 'send', channel: 'email', template: 'cart-reminder-1', conditions: {}, next }) as const;
    const wait = (id: string, next: string) => ({ id, kind: 'wait', until: 'duration', ms: hourMs, next }) as const;
    const flow = (steps: readonly object[]) => ({
      rules: undefined,
      flow: {
        messagesMax: 3,
        start: 'w1',
        steps: [wait('w1', 'm1'), send('m1', 'offer'), ...steps, { id: 'end', kind: 'end' }],
      },
    });
    await left(shop, await shop.customer({ email: 'a@shopper.example' }));
    const offer = { id: 'offer', kind: 'offer', offer: 'ten', next: 'w2' };
    const { json } = await run(api, one, flow([offer, wait('w2', 'm2'), send('m2', 'end')]));
    expect(json.discounts).toEqual({ codes: 1, mostMinor: 250, expectedMinor: null });
    expect((await run(api, one)).json.discounts).toBeNull();
  });

  test('gives a person one recovery at a time, and nothing within the time of rest after it', async ({ api }) => {
    const one = await shopWithKey(api);
    const { shop } = one;
    const customerId = await shop.customer({ email: 'a@shopper.example' });
    await left(shop, customerId, noon - 2 * hourMs);
    await left(shop, customerId, noon + hourMs);
    const other = await shop.customer({ email: 'b@shopper.example' });
    await left(shop, other, noon);
    await left(shop, other, noon + hourMs / 2);
    const { json } = await run(api, one);
    const told = json.outcomes
      .map(({ reason, carts }: { reason: string; carts: number }) => `${reason} ${carts}`)
      .sort();
    expect(told).toEqual(['cool_down 1', 'no_touch_left 2', 'superseded 1']);
  });

  test('keeps the holdout as it is', async ({ api }) => {
    const one = await shopWithKey(api, { campaign: { holdoutPercent: 50 } });
    for (let n = 0; n < 20; n++) await left(one.shop, await one.shop.customer({ email: `p${n}@shopper.example` }));
    const { json } = await run(api, one);
    const [step] = json.steps;
    const held = step.skipped.find(({ reason }: { reason: string }) => reason === 'holdout')?.count ?? 0;
    expect(step.sent + held).toBe(20);
    expect(Math.min(step.sent, held)).toBeGreaterThan(0);
  });

  test('says which channels do not reach a person and why, and what the messages cost', async ({ api }) => {
    const one = await shopWithKey(api);
    const customerId = await one.shop.customer({
      email: 'a@shopper.example',
      phone: '+43660123456',
      consents: ['email'],
    });
    await left(one.shop, customerId);
    const { json } = await run(api, one, { rules: [{ ...rule, channel: 'all' }], prices: { email: 200 } });
    const skipped = json.steps.flatMap((step: { channel: string; skipped: { reason: string }[] }) =>
      step.skipped.map(({ reason }) => `${step.channel} ${reason}`),
    );
    expect(skipped).toEqual(['push channel_not_reachable', 'sms channel_no_consent']);
    expect(json.cost).toMatchObject({ amountMinor: 200 });
    expect(json.revenue).toEqual({ kind: 'not_enough_data', recoveries: 0, recovered: 0 });
  });

  test('is told line by line, the last of which is done', async ({ api }) => {
    const { shop, key } = await shopWithKey(api);
    await left(shop, await shop.customer({ email: 'a@shopper.example' }));
    const { text, headers } = await api.call(`/v1/campaigns/${shop.campaignId}/dry-run`, {
      ...{ method: 'POST', key, body: { rules: [rule], ...range } },
      headers: { accept: 'application/x-ndjson' },
    });
    expect(headers.get('content-type')).toContain('application/x-ndjson');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ done }) => done)).toEqual([...lines.slice(1).map(() => false), true]);
  });

  test('runs once of a store at a time, until it is read to its end or left', async ({ api }) => {
    const { shop } = await shopWithKey(api);
    await left(shop, await shop.customer({ email: 'a@shopper.example' }));
    const places = createRunPlaces();
    const start = (signal = new AbortController().signal) =>
      startDryRun(
        { database: api.database, places },
        {
          ...{
            actor: { kind: 'operator' as const, storeId: shop.storeId },
            storeId: shop.storeId,
            campaignId: shop.campaignId,
            rules: [...oneEmail],
          },
          ...{ ...range, nowMs: Date.now(), signal },
        },
      );
    const leaving = new AbortController();
    await start(leaving.signal);
    await expect(start()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 2_000 });
    leaving.abort();
    for await (const _ of await start());
    await start();
  });

  test('refuses days that are no range, too many of them, a flow without an end, and who may not see carts', async ({
    api,
  }) => {
    const one = await shopWithKey(api);
    const refused = async (body: object) => {
      const { status, json } = await run(api, one, body);
      return `${status} ${json.error?.path}`;
    };
    expect(await refused({ from: '2026-11-11' })).toBe('422 from');
    expect(await refused({ from: '2026-08-01' })).toBe('422 from');
    expect(await refused({ rules: undefined })).toBe('422 rules');
    const { key } = await shopWithKey(api, {}, ['campaigns:read']);
    const own = await shopWithKey(api);
    const blind = await api.newKey(own.shop.storeId, 'campaigns:read');
    expect((await run(api, { shop: own.shop, key: blind })).status).toBe(403);
    expect((await run(api, { shop: own.shop, key })).status).toBe(404);
  });
});

describe('an explanation of one cart', () => {
  interface Turn {
    readonly kind: string;
    readonly basis: string;
    readonly stepId: string | null;
    readonly channel: string | null;
    readonly reason: string | null;
    readonly at: string;
  }

  const explain = async (api: ApiFixture, { shop, key }: { shop: Shop; key: string }, body: object) => {
    const answer = await api.call(`/v1/campaigns/${shop.campaignId}/explain`, { method: 'POST', key, body });
    const turns: readonly Turn[] = answer.json.turns ?? [];
    const story = turns.map(({ basis, kind, stepId, channel, reason }) =>
      [basis, kind, stepId, channel, reason].filter((word) => word !== null).join(' '),
    );
    return { ...answer, turns, story };
  };

  test('of the past tells each step with its time and reason, up to the purchase', async ({ api }) => {
    const one = await shopWithKey(api);
    const customerId = await one.shop.customer({ email: 'a@shopper.example' });
    const cart = await left(one.shop, customerId);
    await one.shop.order({ customerId, placedAt: new Date(noon + 2 * hourMs) });
    const rules = [rule, { ...rule, id: 'touch-2', delayMs: dayMs }];
    const { json, story, turns } = await explain(api, one, { rules, cartId: cart.id });
    expect(json).toMatchObject({ standing: 'abandoned', startsNot: null, abandonedAt: new Date(noon).toISOString() });
    expect(story).toEqual([
      'expected waits touch-1',
      'expected sent touch-1 email',
      'expected waits touch-2',
      'expected heard',
      'expected skipped touch-2 purchased_elsewhere',
      'expected ended purchased_elsewhere',
    ]);
    expect(turns[1]?.at).toBe(new Date(noon + hourMs).toISOString());
  });

  test('of a cart that is not abandoned so far tells what will be', async ({ api }) => {
    const one = await shopWithKey(api);
    const abandonAt = new Date(Date.now() + hourMs);
    const cart = await one.shop.cart({
      customerId: await one.shop.customer({ email: 'a@shopper.example' }),
      abandonAt,
    });
    const { json, story } = await explain(api, one, { cartId: cart.id });
    expect(json).toMatchObject({ standing: 'to_come', abandonedAt: abandonAt.toISOString() });
    expect(story).toContain('expected sent touch-1 email');
  });

  test('of a recovery under way tells what was sent and what comes next', async ({ api }) => {
    const [first] = oneEmail;
    if (!first) throw new Error('the rules have a step');
    const rules = [first, { ...first, id: 'touch-2', delayMs: 10 * dayMs }];
    const one = await shopWithKey(api, { rules });
    const at = Date.now() - 2 * hourMs;
    const cart = await left(one.shop, await one.shop.customer({ email: 'a@shopper.example' }), at);
    const recoveryId = await one.shop.recovery(cart, { abandonedAt: new Date(at) });
    await one.shop.sentMessage(cart, recoveryId, { ruleId: 'touch-1', claimedAt: new Date(at + hourMs) });
    const { json, story } = await explain(api, one, { cartId: cart.id });
    expect(json.standing).toBe('running');
    expect(story).toEqual([
      'recorded sent touch-1 email',
      'expected waits touch-2',
      'expected sent touch-2 email',
      'expected passed _wait',
      'expected ended no_touch_left',
    ]);
  });

  test('of a split that chooses for each person tells the arm and why, and what was taken stays', async ({ api }) => {
    const one = await shopWithKey(api);
    const { shop } = one;
    const mail = (id: string, hour: string) => ({
      ...{ id, kind: 'send', channel: 'email', template: 'cart-reminder-1', conditions: {}, next: 'end' },
      window: { from: `${hour}:00`, until: `${hour}:59` },
    });
    const arms = ['morning', 'evening'].map((id) => ({ id, share: 1, next: id }));
    const flow = {
      ...{ messagesMax: 2, start: 'hours' },
      steps: [
        { id: 'hours', kind: 'split', by: 'person', allocation: 'personal', arms },
        ...[mail('morning', '09'), mail('evening', '20'), { id: 'end', kind: 'end' }],
      ],
    };
    const choices = [];
    for (let n = 0; n < 12; n++) {
      const customerId = await shop.customer({ email: `person-${n}@shopper.example` });
      const cart = await left(shop, customerId);
      const recoveryId = await shop.recovery(cart, { stage: 'ended', outcome: 'completed', endedAt: new Date() });
      for (const day of [1, 2, 3]) {
        const claimedAt = new Date(Date.UTC(2026, 9, day, 20));
        const messageId = await shop.sentMessage(cart, recoveryId, { ruleId: `touch-${day}`, claimedAt });
        await shop.order({ customerId, touchMessageId: messageId, placedAt: claimedAt });
      }
      const { status, json } = await explain(api, one, { cartId: cart.id, flow });
      expect(status).toBe(200);
      choices.push(...json.choices);
      const passed = json.turns.find(({ detail }: { detail: string | null }) => detail?.startsWith('split '));
      expect(passed.detail).toBe(`split ${json.choices[0].armId}`);
      await shop.write((tx) =>
        tx.insert(splitArms).values({
          ...{ storeId: shop.storeId, campaignId: shop.campaignId, splitId: 'hours', recoveryId, customerId },
          ...{ arm: 'morning', share: 0.1, design: 'personal 20 evening morning', heldOut: false },
          ...{ personalGroup: 'baseline', exposedAt: new Date() },
        }),
      );
      expect((await explain(api, one, { cartId: cart.id, flow })).json.choices).toEqual([
        {
          ...{ splitId: 'hours', armId: 'morning', basis: 'taken', group: 'baseline', because: null },
          ...{ policy: null, context: null },
        },
      ]);
    }
    const chosen = choices.filter(({ group }) => group === 'chosen');
    expect(chosen.length).toBeGreaterThan(0);
    for (const choice of chosen)
      expect(choice).toEqual({
        ...{ splitId: 'hours', armId: 'evening', basis: 'expected', group: 'chosen' },
        because: { trait: 'band', value: 'evening', messages: 3, clicked: 0, bought: 3 },
        ...{ policy: null, context: null },
      });
  });

  test('says why no recovery begins, and refuses carts of others and two sources at once', async ({ api }) => {
    const one = await shopWithKey(api);
    const cart = await left(one.shop, null);
    const { json } = await explain(api, one, { cartId: cart.id });
    expect(json).toMatchObject({ startsNot: { reason: 'anonymous' }, turns: [] });
    const other = await shopWithKey(api);
    expect((await explain(api, other, { cartId: cart.id })).status).toBe(404);
    expect((await explain(api, one, { cartId: cart.id, rules: [rule], version: 1 })).status).toBe(422);
    expect((await explain(api, one, { cartId: cart.id, version: 9 })).status).toBe(404);
  });
});
