import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  campaignExposures,
  campaigns,
  carts,
  consents,
  customers,
  decisions,
  identities,
  messages,
  orders,
  recoveries,
  stores,
  suppressions,
} from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { addressHash } from '../../../test/address-hasher.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { onlyProvider } from '../../../test/only-provider.ts';
import { linkSettings } from '../../../test/sent-message.ts';
import type { Shop, ShopOptions } from '../../../test/shop-factory.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { endRecovery } from '../../recovery/recoveries/end.ts';
import { plainBrands } from '../../state/brands/brands.ts';
import { claimMessage } from './claim.ts';
import type { Claim, ClaimOptions } from './claim-attempt.ts';
import { settleMessage } from './settle.ts';

const keyed = { name: 'keyed', recovery: { kind: 'idempotency_key', windowMs: 24 * hourMs } } as const;
const searchable = { name: 'searchable', recovery: { kind: 'lookup' } } as const;
const blind = { name: 'blind', recovery: { kind: 'none' } } as const;

/** A cart in recovery whose message is due. */
interface Case {
  readonly shop: Shop;
  readonly customerId: string;
  readonly email: string;
  readonly cart: typeof carts.$inferSelect;
  readonly recoveryId: string;
  claim(
    options?: Partial<ClaimOptions> & { ruleId?: string; channel?: 'email' | 'sms'; knownActivityAt?: number },
  ): Promise<Claim>;
  messages(): Promise<(typeof messages.$inferSelect)[]>;
}

const test = base.extend('newCase', { scope: 'file' }, ({ systemOfRecord, newShop }) => {
  return async (options?: ShopOptions): Promise<Case> => {
    const shop = await newShop(options);
    const customerId = await shop.customer({ anonymousId: 'device-1' });
    const email = `${customerId}@shopper.example`;
    const cart = await shop.cart({ customerId, anonymousId: 'device-1' });
    const recoveryId = await shop.recovery(cart);
    return {
      shop,
      customerId,
      email,
      cart,
      recoveryId,
      claim: ({
        ruleId = 'touch-1',
        channel = 'email',
        knownActivityAt = cart.lastActivityAt.getTime(),
        nowMs = Date.now(),
        ...change
      } = {}) =>
        claimMessage(
          systemOfRecord,
          {
            storeId: shop.storeId,
            recoveryId,
            ruleId,
            channel,
            template: 't',
            knownActivityAt,
          },
          {
            providers: onlyProvider(keyed),
            flags: allOn,
            links: linkSettings,
            defaultFrom: 'Shop <shop@example.com>',
            consistentAsOfMs: nowMs,
            nowMs,
            ...change,
          },
        ),
      messages: () => shop.write((tx) => tx.select().from(messages).where(eq(messages.recoveryId, recoveryId))),
    };
  };
});

const later = () => Date.now() + attemptLeaseMs + 1;

describe('the basis of a message', () => {
  const softOptIn = { countries: ['DE'], objectionOfferedSince: '2026-01-01' };
  const monthAgo = () => new Date(Date.now() - 30 * 24 * hourMs);

  async function newBuyer(newCase: (options?: ShopOptions) => Promise<Case>, options: ShopOptions): Promise<Case> {
    const one = await newCase(options);
    const { shop, customerId } = one;
    await shop.write(async (tx) => {
      await tx.delete(consents).where(eq(consents.customerId, customerId));
      await tx.update(customers).set({ country: 'DE' }).where(eq(customers.id, customerId));
    });
    return one;
  }

  test('is kept with it: a buyer of a store with the soft opt-in gets an e-mail by it', async ({ newCase }) => {
    const { shop, customerId, claim, messages: sent } = await newBuyer(newCase, { softOptIn });
    await shop.order({ customerId, placedAt: monthAgo() });
    expect((await claim()).kind).toBe('claimed');
    expect(await sent()).toMatchObject([{ basis: 'soft_opt_in', channel: 'email' }]);
    const [own] = await Promise.all([newCase()]);
    await own.claim();
    expect(await own.messages()).toMatchObject([{ basis: 'consent' }]);
  });

  test('is missing without an order, without the store’s choice, and after a refusal', async ({ newCase }) => {
    const cartOnly = await newBuyer(newCase, { softOptIn });
    expect(await cartOnly.claim()).toMatchObject({ kind: 'blocked', reason: 'channel_no_consent' });
    const notChosen = await newBuyer(newCase, {});
    await notChosen.shop.order({ customerId: notChosen.customerId, placedAt: monthAgo() });
    expect(await notChosen.claim()).toMatchObject({ kind: 'blocked', reason: 'channel_no_consent' });
    const refused = await newBuyer(newCase, { softOptIn });
    const { storeId } = refused.shop;
    await refused.shop.order({ customerId: refused.customerId, placedAt: monthAgo() });
    const at = new Date(0);
    await refused.shop.write((tx) =>
      tx.insert(consents).values({
        ...{ storeId, customerId: refused.customerId, channel: 'email', status: 'denied', eventId: 'no' },
        ...{ at, refusedAt: at },
      }),
    );
    expect(await refused.claim()).toMatchObject({ kind: 'blocked', reason: 'channel_no_consent' });
  });

  test('stands in every row: none is kept without one, and no text rests on a purchase', async ({ newCase }) => {
    const { shop, cart, recoveryId } = await newCase();
    const text = { channel: 'sms', ruleId: 'text', basis: 'soft_opt_in' } as const;
    await expect(shop.sentMessage(cart, recoveryId, text)).rejects.toMatchObject({ cause: { code: '23514' } });
    const none = { basis: null as never };
    await expect(shop.sentMessage(cart, recoveryId, none)).rejects.toMatchObject({ cause: { code: '23502' } });
  });
});

describe('a message', () => {
  test('is claimed for the newest address, with the cart as it is now (I27)', async ({ newCase }) => {
    const { claim, email } = await newCase();
    const claimed = await claim();
    expect(claimed).toMatchObject({ kind: 'claimed', message: { to: email, attempt: 1 } });
  });

  test('is claimed for an address that came after the recovery began', async ({ newCase }) => {
    const { claim, shop, customerId } = await newCase();
    const { storeId } = shop;
    const createdAt = new Date(Date.now() + 1_000);
    const typed = {
      storeId,
      customerId,
      kind: 'email',
      value: `later-${customerId}@shopper.example`,
      addressHash: addressHash(`later-${customerId}@shopper.example`),
      createdAt,
    } as const;
    await shop.write((tx) => tx.insert(identities).values(typed));
    expect(await claim()).toMatchObject({ kind: 'claimed', message: { to: typed.value } });
  });

  test('is claimed as of the moment up to which everything is known, and attempted now', async ({ newCase }) => {
    const { claim, messages: kept } = await newCase();
    const nowMs = Date.now();
    await claim({ nowMs, consistentAsOfMs: nowMs - 300 });
    expect(await kept()).toMatchObject([{ claimedAt: new Date(nowMs - 300), attemptedAt: new Date(nowMs) }]);
  });

  test('is claimed by one of any number of attempts at the same time (I2)', async ({ newCase }) => {
    const { claim, messages: kept } = await newCase();
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim()));
    expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(claims.filter(({ kind }) => kind === 'busy')).toHaveLength(19);
    expect(await kept()).toHaveLength(1);
  });

  test('that was settled is not claimed again', async ({ newCase, systemOfRecord }) => {
    const { claim, shop } = await newCase();
    const first = await claim();
    const messageId = first.kind === 'claimed' ? first.message.id : '';
    const result = { state: 'accepted', providerMessageId: 'p-1' } as const;
    await shop.write((tx) => settleMessage(tx, { storeId: shop.storeId, messageId, attempt: 1, result }));
    expect(await claim({ nowMs: later() })).toEqual({ kind: 'settled', result: { kind: 'sent' } });
    expect(systemOfRecord).toBeDefined();
  });
});

describe('a message is refused, with the reason kept, when', () => {
  const refusals: [string, string, (tx: Tx, known: Case) => Promise<unknown>][] = [
    [
      'the cart was bought',
      'purchased',
      (tx, { cart }) => tx.update(carts).set({ status: 'purchased' }).where(eq(carts.id, cart.id)),
    ],
    [
      'the cart is empty',
      'cart_emptied',
      (tx, { cart }) => tx.update(carts).set({ lines: [] }).where(eq(carts.id, cart.id)),
    ],
    [
      'the shopper is active again',
      'cart_active',
      (tx, { cart }) => tx.update(carts).set({ lastActivityAt: new Date() }).where(eq(carts.id, cart.id)),
    ],
    [
      'the campaign is paused',
      'campaign_paused',
      (tx, { shop }) => tx.update(campaigns).set({ status: 'paused' }).where(eq(campaigns.id, shop.campaignId)),
    ],
    [
      'the campaign is over',
      'campaign_ended',
      (tx, { shop }) => tx.update(campaigns).set({ status: 'archived' }).where(eq(campaigns.id, shop.campaignId)),
    ],
    [
      'the store is paused',
      'store_paused',
      (tx, { shop }) => tx.update(stores).set({ status: 'paused' }).where(eq(stores.id, shop.storeId)),
    ],
    [
      'consent was withdrawn',
      'channel_no_consent',
      (tx, { customerId }) => tx.update(consents).set({ status: 'denied' }).where(eq(consents.customerId, customerId)),
    ],
    [
      'there is no address',
      'channel_not_reachable',
      (tx, { customerId }) =>
        tx.delete(identities).where(and(eq(identities.customerId, customerId), eq(identities.kind, 'email'))),
    ],
    [
      'the address bounced',
      'channel_suppressed',
      (tx, { shop, email }) =>
        tx
          .insert(suppressions)
          .values({ storeId: shop.storeId, channel: 'email', addressHash: addressHash(email), cause: 'bounce' }),
    ],
  ];

  test.for(refusals)('%s', async ([, reason, change], { newCase }) => {
    const known = await newCase();
    await known.shop.write((tx) => change(tx, known));
    expect(await known.claim()).toMatchObject({ kind: 'blocked', reason });
    const [decision] = await known.shop.write((tx) => tx.select().from(decisions));
    expect(decision).toMatchObject({ kind: 'not_sent', reason, recoveryId: known.recoveryId, ruleId: 'touch-1' });
    expect(await known.messages()).toHaveLength(0);
  });

  test('the customer got the most messages allowed for the period', async ({ newCase }) => {
    const { claim } = await newCase({ capMessages: 2 });
    await claim({ ruleId: 'one' });
    await claim({ ruleId: 'two' });
    expect(await claim({ ruleId: 'three' })).toMatchObject({ kind: 'blocked', reason: 'frequency_cap' });
    const afterThePeriod = Date.now() + 8 * 24 * hourMs;
    expect(await claim({ ruleId: 'three', nowMs: afterThePeriod })).toMatchObject({ kind: 'claimed' });
  });
});

describe('a holdout', () => {
  const exposuresOf = ({ shop }: Case) => shop.write((tx) => tx.select().from(campaignExposures));
  const arm = (known: Case, taken: 'treated' | 'holdout', percent: number) =>
    known.shop.write(async (tx) => {
      const { storeId, campaignId } = known.shop;
      await tx.update(campaigns).set({ holdoutPercent: percent }).where(eq(campaigns.id, campaignId));
      await tx.insert(campaignExposures).values({
        ...{ storeId, campaignId, customerId: known.customerId, recoveryId: known.recoveryId },
        ...{ arm: taken, percent, exposedAt: new Date(0) },
      });
    });

  test('holds back on every channel whoever is in it, and sends nothing', async ({ newCase }) => {
    const known = await newCase();
    await arm(known, 'holdout', 10);
    for (const ruleId of ['touch-1', 'touch-2', 'touch-3'])
      expect(await known.claim({ ruleId })).toMatchObject({ kind: 'blocked', reason: 'holdout' });
    expect(await known.messages()).toEqual([]);
    expect(await exposuresOf(known)).toMatchObject([{ arm: 'holdout', exposedAt: new Date(0) }]);
  });

  test('leaves those who were written to before it began on their side', async ({ newCase }) => {
    const known = await newCase();
    await known.claim({ ruleId: 'touch-1' });
    await known.shop.write((tx) =>
      tx.update(campaigns).set({ holdoutPercent: 50 }).where(eq(campaigns.id, known.shop.campaignId)),
    );
    for (let n = 2; n <= 4; n++) expect(await known.claim({ ruleId: `touch-${n}` })).toMatchObject({ kind: 'claimed' });
  });

  test('that was switched off holds nobody back', async ({ newCase }) => {
    const known = await newCase();
    await arm(known, 'holdout', 0);
    expect(await known.claim()).toMatchObject({ kind: 'claimed' });
  });

  test('keeps the arm of each person once, from the first message that would have gone out', async ({ newCase }) => {
    const arms: string[] = [];
    for (let person = 0; person < 40; person++) {
      const known = await newCase({ campaign: { holdoutPercent: 50 } });
      const nowMs = Date.now();
      const first = await known.claim({ nowMs });
      await known.claim({ ruleId: 'touch-2', nowMs: nowMs + hourMs });
      const [exposure, ...more] = await exposuresOf(known);
      expect(more).toEqual([]);
      expect(exposure).toMatchObject({
        ...{ campaignId: known.shop.campaignId, customerId: known.customerId, recoveryId: known.recoveryId },
        ...{ percent: 50, exposedAt: new Date(nowMs), crossed: false },
        arm: first.kind === 'claimed' ? 'treated' : 'holdout',
      });
      arms.push(exposure?.arm ?? '');
    }
    expect(new Set(arms)).toEqual(new Set(['treated', 'holdout']));
  });

  test('counts nobody whom the message would not have reached, in either arm', async ({ newCase }) => {
    for (const percent of [0, 50])
      for (let person = 0; person < 8; person++) {
        const known = await newCase({ campaign: { holdoutPercent: percent } });
        await known.shop.write((tx) =>
          tx.update(consents).set({ status: 'denied' }).where(eq(consents.customerId, known.customerId)),
        );
        expect(await known.claim()).toMatchObject({ kind: 'blocked', reason: 'channel_no_consent' });
        expect(await exposuresOf(known)).toEqual([]);
      }
  });

  test('waits for a missing provider as the message does, and counts nobody before', async ({ newCase }) => {
    const known = await newCase({ campaign: { holdoutPercent: 50 } });
    const providers = { choose: () => undefined, named: () => undefined };
    expect(await known.claim({ providers })).toEqual({ kind: 'no_provider' });
    expect(await exposuresOf(known)).toEqual([]);
  });
});

describe('the caps on messages to a person', () => {
  const dayCap = { capMessages: 1, capPeriodMs: 24 * hourMs } as const;

  test('let one of ten claims at the same time go, after one that was refused gave its place back (field 10)', async ({
    newCase,
  }) => {
    const { shop, claim } = await newCase(dayCap);
    const first = await claim();
    const messageId = first.kind === 'claimed' ? first.message.id : '';
    const refused = { state: 'rejected', reason: 'provider_rejected', errorCode: 'http_400' } as const;
    await shop.write((tx) => settleMessage(tx, { storeId: shop.storeId, messageId, attempt: 1, result: refused }));
    const claims = await Promise.all(Array.from({ length: 10 }, (_, n) => claim({ ruleId: `rule-${n}` })));
    expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(claims.filter((one) => one.kind === 'blocked' && one.reason === 'frequency_cap')).toHaveLength(9);
  });

  test('keep the place of a message of which nobody knows whether it arrived (field 10)', async ({ newCase }) => {
    const known = await newCase(dayCap);
    await known.claim({ providers: onlyProvider(blind) });
    await known.claim({ providers: onlyProvider(blind), nowMs: later() });
    expect(await known.messages()).toMatchObject([{ state: 'unknown' }]);
    expect(await known.claim({ ruleId: 'other' })).toMatchObject({ kind: 'blocked', reason: 'frequency_cap' });
  });

  test('count channels for themselves, and together where the store wants it', async ({ newCase }) => {
    for (const [capMessagesOfAll, expected] of [
      [null, { kind: 'claimed' }],
      [1, { kind: 'blocked', reason: 'frequency_cap' }],
    ] as const) {
      const known = await newCase({ ...dayCap, capMessagesOfAll });
      const { shop, customerId } = known;
      const person = { storeId: shop.storeId, customerId };
      const yes = { channel: 'sms', status: 'granted', at: new Date(), eventId: 'yes' } as const;
      await shop.write(async (tx) => {
        const value = '+4366412345678';
        await tx.insert(identities).values({ ...person, kind: 'phone', value, addressHash: addressHash(value) });
        await tx.insert(consents).values({ ...person, ...yes });
      });
      await known.claim();
      expect(await known.claim({ channel: 'sms' })).toMatchObject(expected);
    }
  });

  test('roll: a message may go out again when the one before it is as old as the period', async ({ newCase }) => {
    const { claim } = await newCase({ ...dayCap, capAction: 'postpone' });
    const nowMs = Date.UTC(2026, 10, 27, 23, 50);
    await claim({ nowMs });
    const notBefore = nowMs + 24 * hourMs;
    expect(await claim({ ruleId: 'other', nowMs: nowMs + 20 * 60_000 })).toMatchObject({
      ...{ kind: 'blocked', reason: 'frequency_cap_waits', notBefore },
    });
    expect(await claim({ ruleId: 'other', nowMs: notBefore })).toMatchObject({ kind: 'claimed' });
  });
});

describe('where the person lives', () => {
  const quietHours = { from: '21:00', until: '08:00', channels: ['email'] } as const;
  const tenAtNight = Date.UTC(2026, 10, 27, 21);

  test('quiet hours hold the message back until they are over, and it is claimed then (I15)', async ({ newCase }) => {
    const { claim, shop, messages: kept } = await newCase({ timeZone: 'Europe/Vienna', quietHours });
    const until = Date.UTC(2026, 10, 28, 7);
    expect(await claim({ nowMs: tenAtNight })).toMatchObject({
      ...{ kind: 'blocked', reason: 'quiet_hours', notBefore: until },
    });
    expect(await kept()).toHaveLength(0);
    const [decision] = await shop.write((tx) => tx.select().from(decisions));
    expect(decision).toMatchObject({ kind: 'not_sent', reason: 'quiet_hours' });
    expect(await claim({ nowMs: until - 1 })).toMatchObject({ reason: 'quiet_hours' });
    expect(await claim({ nowMs: until })).toMatchObject({ kind: 'claimed' });
  });

  test('their own clock counts before the store’s (I15)', async ({ newCase }) => {
    const { claim, shop, customerId } = await newCase({ timeZone: 'Europe/Vienna', quietHours });
    await shop.write((tx) =>
      tx.update(customers).set({ timeZone: 'America/New_York' }).where(eq(customers.id, customerId)),
    );
    expect(await claim({ nowMs: tenAtNight })).toMatchObject({ kind: 'claimed' });
  });

  test('is told by an address: what its state allows is sent, and what no time allows is not', async ({ newCase }) => {
    const known = await newCase({ countryRules: 'by_country', timeZone: 'Europe/Vienna' });
    const { claim, shop, customerId, recoveryId } = known;
    const { storeId } = shop;
    const phone = `+1202${String(Date.now()).slice(-7)}`;
    await shop.write(async (tx) => {
      await tx.update(customers).set({ country: 'US', region: 'NY' }).where(eq(customers.id, customerId));
      await tx
        .insert(identities)
        .values({ storeId, customerId, kind: 'phone', value: phone, addressHash: addressHash(phone) });
      const at = new Date();
      await tx.insert(consents).values({ storeId, customerId, channel: 'sms', status: 'granted', at, eventId: 'yes' });
      await tx
        .update(recoveries)
        .set({ abandonedAt: new Date(tenAtNight - hourMs) })
        .where(eq(recoveries.id, recoveryId));
    });
    // Four in the afternoon in New York.
    const nowMs = tenAtNight;
    expect(await claim({ channel: 'sms', ruleId: 'one', nowMs })).toMatchObject({ kind: 'claimed' });
    expect(await claim({ channel: 'sms', ruleId: 'two', nowMs })).toMatchObject({
      kind: 'blocked',
      reason: 'policy_forbids',
    });
    // An attempt that broke off is no second message.
    expect(await claim({ channel: 'sms', ruleId: 'one', nowMs: nowMs + attemptLeaseMs + 1 })).toMatchObject({
      kind: 'claimed',
      message: { attempt: 2 },
    });
  });
});

describe('an order refuses the message when it is', () => {
  const purchases: [string, string, (known: Case) => Partial<typeof orders.$inferInsert>][] = [
    ['of the cart', 'purchased', ({ cart }) => ({ cartId: cart.id })],
    ['of the person', 'purchased_elsewhere', ({ customerId }) => ({ customerId })],
    ['from the device of the cart', 'purchased_elsewhere', () => ({ anonymousId: 'device-1' })],
    [
      'of the person, placed before the recovery began',
      'purchased_before',
      ({ customerId, cart }) => ({ customerId, placedAt: cart.lastActivityAt }),
    ],
  ];
  test.for(purchases)('%s', async ([, reason, order], { newCase }) => {
    const known = await newCase();
    await known.shop.order(order(known));
    expect(await known.claim()).toMatchObject({ kind: 'blocked', reason });
  });

  test('of whom the customer turned out to be', async ({ newCase }) => {
    const known = await newCase();
    const otherId = await known.shop.customer();
    await known.shop.write((tx) =>
      tx.update(customers).set({ mergedInto: otherId }).where(eq(customers.id, known.customerId)),
    );
    await known.shop.order({ customerId: otherId });
    expect(await known.claim()).toMatchObject({ kind: 'blocked', reason: 'purchased_elsewhere' });
  });

  test('but not when it was cancelled, came before the cart, or belongs to somebody else', async ({ newCase }) => {
    const { shop, claim, customerId, cart } = await newCase();
    await shop.order({ customerId, cancelledAt: new Date() });
    await shop.order({ customerId, placedAt: new Date(cart.lastActivityAt.getTime() - 1) });
    await shop.order({ customerId: await shop.customer() });
    expect(await claim()).toMatchObject({ kind: 'claimed' });
  });

  test('committed at the same instant: no message is claimed after it', async ({ newCase }) => {
    for (let round = 0; round < 40; round++) {
      const known = await newCase();
      const { shop, cart, customerId } = known;
      let claimed = false;
      let claimedBeforeCommit = false;
      const ordering = shop.write(async (tx) => {
        // As an incoming order does: the customer's lock, then the cart's.
        await tx.select().from(customers).where(eq(customers.id, customerId)).for('update');
        await tx.select().from(carts).where(eq(carts.id, cart.id)).for('update');
        await tx.insert(orders).values({
          storeId: shop.storeId,
          id: crypto.randomUUID(),
          externalId: 'o',
          customerId,
          placedAt: new Date(),
        });
        // Under the locks: what is claimed now stays, what is not can only come after the commit.
        claimedBeforeCommit = claimed;
      });
      const claiming = known.claim().then((claim) => {
        claimed = claim.kind === 'claimed';
        return claim;
      });
      const [, claim] = await Promise.all([ordering, claiming]);
      const kept = await known.messages();
      expect(kept.length).toBe(claim.kind === 'claimed' ? 1 : 0);
      if (claim.kind !== 'claimed') expect(claim).toMatchObject({ kind: 'blocked', reason: 'purchased_elsewhere' });
      if (claimedBeforeCommit) expect(claim.kind).toBe('claimed');
    }
  });
});

describe('an attempt that broke off after its claim', () => {
  test('is left alone while it may still be running', async ({ newCase }) => {
    const { claim } = await newCase();
    await claim();
    const busy = await claim();
    expect(busy.kind).toBe('busy');
    expect(busy.kind === 'busy' ? busy.retryAfterMs : 0).toBeGreaterThan(attemptLeaseMs - 10_000);
  });

  test('is sent again under the same key within the provider’s window (I2)', async ({ newCase }) => {
    const { claim } = await newCase();
    const first = await claim();
    const again = await claim({ nowMs: later() });
    expect(again).toMatchObject({ kind: 'claimed', message: { attempt: 2 } });
    expect(again.kind === 'claimed' && first.kind === 'claimed' && again.message.id === first.message.id).toBe(true);
  });

  test('is never sent again once the key has expired', async ({ newCase }) => {
    const { claim, messages: kept } = await newCase();
    await claim();
    const tooLate = Date.now() + 24 * hourMs;
    expect(await claim({ nowMs: tooLate })).toEqual({
      kind: 'settled',
      result: { kind: 'not_sent', reason: 'outcome_unknown' },
    });
    expect(await kept()).toMatchObject([
      { state: 'unknown', reason: 'outcome_unknown', errorCode: 'idempotency_key_expired' },
    ]);
  });

  test('is never sent again by a provider that cannot tell', async ({ newCase }) => {
    const { claim } = await newCase();
    await claim({ providers: onlyProvider(blind) });
    const settled = await claim({ providers: onlyProvider(blind), nowMs: later() });
    expect(settled).toEqual({ kind: 'settled', result: { kind: 'not_sent', reason: 'outcome_unknown' } });
  });

  test('is never sent again by another provider', async ({ newCase }) => {
    const { claim, messages: kept } = await newCase();
    await claim({ providers: onlyProvider(keyed) });
    const settled = await claim({ providers: onlyProvider({ ...keyed, name: 'another' }), nowMs: later() });
    expect(settled).toEqual({ kind: 'settled', result: { kind: 'not_sent', reason: 'outcome_unknown' } });
    expect(await kept()).toMatchObject([{ errorCode: 'sent_another_way' }]);
  });

  test('is never sent again to another address of the customer', async ({ newCase }) => {
    const { claim, shop, customerId } = await newCase();
    await claim();
    await shop.write((tx) =>
      tx.insert(identities).values({
        storeId: shop.storeId,
        kind: 'email',
        value: 'new@shopper.example',
        addressHash: addressHash('new@shopper.example'),
        customerId,
        createdAt: new Date(Date.now() + hourMs),
      }),
    );
    const settled = await claim({ nowMs: later() });
    expect(settled).toEqual({ kind: 'settled', result: { kind: 'not_sent', reason: 'outcome_unknown' } });
  });

  test('is looked up where the provider can be asked, by one attempt only', async ({ newCase }) => {
    const { claim } = await newCase();
    await claim({ providers: onlyProvider(searchable) });
    const nowMs = later();
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => claim({ providers: onlyProvider(searchable), nowMs })),
    );
    expect(claims.map(({ kind }) => kind).sort()).toEqual([...Array(9).fill('busy'), 'in_doubt']);
  });

  test('is not sent again when the customer has bought meanwhile, and says so', async ({ newCase }) => {
    const { claim, shop, customerId, messages: kept } = await newCase();
    await claim();
    await shop.order({ customerId });
    expect(await claim({ nowMs: later() })).toEqual({
      kind: 'settled',
      result: { kind: 'not_sent', reason: 'outcome_unknown' },
    });
    expect(await kept()).toMatchObject([{ state: 'unknown', errorCode: expect.stringMatching(/^purchased/) }]);
  });

  test('waits while the customer is active, and is then asked for under the same key', async ({ newCase }) => {
    const { claim, shop, cart, messages: kept } = await newCase();
    await claim();
    const touchedAt = Date.now();
    await shop.write((tx) =>
      tx
        .update(carts)
        .set({ lastActivityAt: new Date(touchedAt) })
        .where(eq(carts.id, cart.id)),
    );
    expect(await claim({ nowMs: later() })).toMatchObject({ kind: 'blocked', reason: 'cart_active' });
    const [open] = await kept();
    expect(open).toMatchObject({ state: 'sending', attempts: 1 });
    expect(await claim({ nowMs: later(), knownActivityAt: touchedAt })).toMatchObject({
      kind: 'claimed',
      message: { id: open?.id, attempt: 2 },
    });
  });
});

describe('the end of a recovery', () => {
  const ending = ({ shop, recoveryId, cart }: Case) => ({
    storeId: shop.storeId,
    recoveryId,
    cartId: cart.id,
    end: { outcome: 'purchased', reason: 'purchased' } as const,
    skipped: [],
  });

  test('settles a message that broke off as unknown, and says what ended it', async ({ newCase, systemOfRecord }) => {
    const begun = await newCase();
    await begun.claim({ nowMs: Date.now() - attemptLeaseMs - 1_000 });
    await endRecovery(systemOfRecord, ending(begun));
    expect(await begun.messages()).toMatchObject([
      { state: 'unknown', reason: 'outcome_unknown', errorCode: 'purchased', settledAt: expect.any(Date) },
    ]);
  });

  test('settles a message that its provider wanted later as not sent', async ({ newCase, systemOfRecord }) => {
    const begun = await newCase();
    const { shop } = begun;
    const claim = await begun.claim();
    const messageId = claim.kind === 'claimed' ? claim.message.id : '';
    const retry = { state: 'retry', errorCode: 'http_429' } as const;
    await shop.write((tx) => settleMessage(tx, { storeId: shop.storeId, messageId, attempt: 1, result: retry }));
    await endRecovery(systemOfRecord, ending(begun));
    expect(await begun.messages()).toMatchObject([{ state: 'rejected', reason: 'purchased', errorCode: 'http_429' }]);
  });

  test('leaves a message alone whose attempt may still be running', async ({ newCase, systemOfRecord }) => {
    const begun = await newCase();
    await begun.claim();
    await endRecovery(systemOfRecord, ending(begun));
    expect(await begun.messages()).toMatchObject([{ state: 'sending' }]);
  });
});

describe('a message that its provider wants later', () => {
  test('is checked again before every attempt', async ({ newCase }) => {
    const { claim, shop, customerId } = await newCase();
    const first = await claim();
    const messageId = first.kind === 'claimed' ? first.message.id : '';
    const retry = { state: 'retry', errorCode: 'http_429' } as const;
    await shop.write((tx) => settleMessage(tx, { storeId: shop.storeId, messageId, attempt: 1, result: retry }));
    expect(await claim()).toMatchObject({ kind: 'claimed', message: { id: messageId, attempt: 2 } });
    await shop.write((tx) => settleMessage(tx, { storeId: shop.storeId, messageId, attempt: 2, result: retry }));
    await shop.order({ customerId });
    expect(await claim()).toEqual({ kind: 'settled', result: { kind: 'not_sent', reason: 'purchased_elsewhere' } });
  });

  test('is not disturbed by the late answer of an older attempt', async ({ newCase }) => {
    const { claim, shop, messages: kept } = await newCase();
    const first = await claim();
    const messageId = first.kind === 'claimed' ? first.message.id : '';
    await claim({ nowMs: later() });
    const late = { state: 'retry', errorCode: 'http_503' } as const;
    await shop.write((tx) => settleMessage(tx, { storeId: shop.storeId, messageId, attempt: 1, result: late }));
    expect(await kept()).toMatchObject([{ state: 'sending', attempts: 2 }]);
  });
});

test('a permanently refused address is suppressed with the message (I17)', async ({ newCase }) => {
  const { claim, shop, email } = await newCase();
  const first = await claim();
  const messageId = first.kind === 'claimed' ? first.message.id : '';
  const result = { state: 'rejected', reason: 'provider_rejected', errorCode: 'invalid', suppress: true } as const;
  await shop.write((tx) => settleMessage(tx, { storeId: shop.storeId, messageId, attempt: 1, result }));
  const [suppressed] = await shop.write((tx) => tx.select().from(suppressions));
  expect(suppressed).toMatchObject({ channel: 'email', addressHash: addressHash(email), cause: 'invalid' });
  expect(await claim({ ruleId: 'touch-2' })).toMatchObject({ kind: 'blocked', reason: 'channel_suppressed' });
});

test('a store cannot claim for the recovery of another store', async ({ newCase, systemOfRecord, newShop }) => {
  const { recoveryId } = await newCase();
  const other = await newShop();
  const wanted = {
    storeId: other.storeId,
    recoveryId,
    ruleId: 'r',
    channel: 'email',
    template: 't',
    knownActivityAt: 0,
  } as const;
  await expect(
    claimMessage(systemOfRecord, wanted, {
      providers: onlyProvider(keyed),
      flags: allOn,
      links: linkSettings,
      defaultFrom: 'a@b.c',
      consistentAsOfMs: 0,
      nowMs: 0,
    }),
  ).rejects.toThrow('has no recovery');
});

test('a message of a store with a domain of its own comes from there, and is judged by it', async ({ newCase }) => {
  const { shop, claim } = await newCase();
  const mailDomainOf = (storeId: string) => (storeId === shop.storeId ? 'mail.loom.shop' : null);
  const own = await claim({ links: { ...linkSettings, brands: { ...plainBrands, mailDomainOf } } });
  expect(own).toMatchObject({
    kind: 'claimed',
    message: { context: { store: { from: 'Shop <shop@mail.loom.shop>' } } },
  });
  const another = await newCase();
  const plain = await another.claim({ links: { ...linkSettings, brands: { ...plainBrands, mailDomainOf } } });
  expect(plain).toMatchObject({
    kind: 'claimed',
    message: { context: { store: { from: 'Shop <shop@example.com>' } } },
  });
});
