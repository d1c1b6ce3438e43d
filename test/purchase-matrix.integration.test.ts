import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { carts, decisions, messages, recoveries, signalOutbox } from '../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../db/postgres/tenancy.ts';
import { hourMs, minuteMs } from '../domain/duration.ts';
import type { AcceptedEvent, StorefrontEvent } from '../events/event.ts';
import { claimMessage } from '../services/messaging/messages/claim.ts';
import { settleMessage } from '../services/messaging/messages/settle.ts';
import { applyEvents } from '../services/pipeline/apply-events.ts';
import { sweepCarts } from '../services/recovery/abandonment/sweep.ts';
import { defaultCampaign } from '../services/recovery/campaigns/default-campaign.ts';
import { endRecovery } from '../services/recovery/recoveries/end.ts';
import { openRecovery } from '../services/recovery/recoveries/open.ts';
import { cartIdOf } from '../services/shared/ids.ts';
import { createStoreThresholdsCache } from '../services/state/stores/idle-thresholds.ts';
import { allOn } from './flags-fixture.ts';
import { onlyProvider } from './only-provider.ts';
import { linkSettings } from './sent-message.ts';
import { createShop } from './shop-factory.ts';
import { test } from './system-of-record.ts';

/** Cart and order of the scenarios lie in the past, so that the idle threshold has passed when they begin. */
const cartMinutesAgo = 120;
const touches = ['touch-1', 'touch-2', 'touch-3'];
const provider = { name: 'outbox', recovery: { kind: 'idempotency_key', windowMs: hourMs } } as const;

type Draft<T extends StorefrontEvent['type']> = Partial<Extract<StorefrontEvent, { type: T }>> & {
  minutesAgo?: number;
};

/** One shopper of one fresh store, and everything that a recovery does for their cart except waiting. */
async function newScene(database: Database) {
  const shop = await createShop(database, { rules: defaultCampaign.rules });
  const { storeId } = shop;
  const externalCartId = 'cart-1';
  const cartId = cartIdOf(storeId, externalCartId);
  const storeThresholds = createStoreThresholdsCache();
  const who = { customerId: 'ann', email: 'ann@shopper.example', anonymousId: 'phone-of-ann' };

  function event<T extends StorefrontEvent['type']>(type: T, { minutesAgo = 0, ...fields }: Draft<T>): AcceptedEvent {
    const occurredAt = new Date(Date.now() - minutesAgo * minuteMs).toISOString();
    return {
      id: randomUUID(),
      type,
      occurredAt,
      who,
      storeId,
      receivedAt: Date.now() - minutesAgo * minuteMs,
      ...fields,
    } as unknown as AcceptedEvent;
  }
  const take = (...events: AcceptedEvent[]) =>
    withPipeline(database, (tx) => applyEvents(tx, events, { storeThresholds }));
  const recovery = async () => {
    const [row] = await shop.write((tx) => tx.select().from(recoveries).where(eq(recoveries.cartId, cartId)));
    return row;
  };

  return {
    shop,
    event,
    take,
    recovery,
    consent: () =>
      event('consent_updated', { minutesAgo: 130, channel: 'email', status: 'granted', source: 'checkout' }),
    cart: () =>
      event('cart_updated', {
        minutesAgo: cartMinutesAgo,
        cartId: externalCartId,
        currency: 'EUR',
        lines: [{ productId: 'p', quantity: 1, unitPriceMinor: 999 }],
      }),
    order: (fields: Draft<'order_placed'> = {}) =>
      event('order_placed', {
        orderId: 'order-1',
        cartId: externalCartId,
        totalMinor: 999,
        currency: 'EUR',
        ...fields,
      }),
    unpaid: (fields: Draft<'order_pending'> = {}) =>
      event('order_pending', {
        orderId: 'order-1',
        cartId: externalCartId,
        totalMinor: 999,
        currency: 'EUR',
        ...fields,
      }),
    sweep: () => sweepCarts(database, { nowMs: Date.now(), limit: 1_000 }),
    /** What the first step of the workflow does. */
    async open() {
      const row = await recovery();
      if (!row) return null;
      const key = { storeId, recoveryId: row.id, cartId, customerId: row.customerId, campaignId: row.campaignId };
      const snapshot = await openRecovery(database, {
        ...key,
        campaignVersion: 1,
        abandonedAt: row.abandonedAt.getTime(),
      });
      if (snapshot.end) await endRecovery(database, { ...key, end: snapshot.end, skipped: [] });
      return snapshot;
    },
    async touch(ruleId: string) {
      const row = await recovery();
      if (!row) throw new Error('there is no recovery');
      const wanted = {
        storeId,
        recoveryId: row.id,
        ruleId,
        channel: 'email',
        template: 't',
        knownActivityAt: Date.now(),
      } as const;
      const nowMs = Date.now();
      const options = {
        providers: onlyProvider(provider),
        flags: allOn,
        links: linkSettings,
        defaultFrom: 'a@b.c',
        consistentAsOfMs: nowMs,
        nowMs,
      };
      const claim = await claimMessage(database, wanted, options);
      if (claim.kind === 'claimed') {
        const accepted = { state: 'accepted', providerMessageId: 'p' } as const;
        await shop.write((tx) =>
          settleMessage(tx, { storeId, messageId: claim.message.id, attempt: 1, result: accepted }),
        );
      }
      return claim;
    },
    sent: async () => (await shop.write((tx) => tx.select().from(messages))).length,
    signals: () => shop.write((tx) => tx.select().from(signalOutbox)),
    reasons: async () => (await shop.write((tx) => tx.select().from(decisions))).map(({ reason }) => reason),
    cartStatus: async () => (await shop.write((tx) => tx.select().from(carts).where(eq(carts.id, cartId))))[0]?.status,
  };
}
type Scene = Awaited<ReturnType<typeof newScene>>;

/** Runs on as the workflow would: every remaining touch is tried, and none may get through. */
async function expectSilence(scene: Scene, reason: string, remaining: readonly string[] = touches): Promise<void> {
  const before = await scene.sent();
  for (const ruleId of remaining) {
    expect(await scene.touch(ruleId)).toMatchObject({ kind: 'blocked', reason });
  }
  expect(await scene.sent()).toBe(before);
  expect(await scene.reasons()).toContain(reason);
}

/** Who buys, beside the person of the cart on the same device. */
const buyers: readonly [string, string, Draft<'order_placed'>][] = [
  ['with the cart', 'purchased', {}],
  ['without naming the cart', 'purchased_elsewhere', { cartId: undefined }],
  [
    'from another device',
    'purchased_elsewhere',
    { cartId: undefined, who: { customerId: 'ann', anonymousId: 'laptop' } },
  ],
  [
    'under another e-mail of the same person',
    'purchased_elsewhere',
    { cartId: undefined, who: { email: 'ann@work.example' } },
  ],
  [
    'as somebody unknown on the same device',
    'purchased_elsewhere',
    { cartId: undefined, who: { anonymousId: 'phone-of-ann' } },
  ],
];

/** The shop has seen both e-mails together once. */
async function knowBothEmails(scene: Scene): Promise<void> {
  const who = { customerId: 'ann', email: 'ann@work.example' };
  await scene.take(scene.event('customer_identified', { minutesAgo: 140, who }));
}

describe.for(buyers)('a purchase %s', ([, reason, order]) => {
  test('between the threshold and the start ends the recovery before any message', async ({ systemOfRecord }) => {
    const scene = await newScene(systemOfRecord);
    await knowBothEmails(scene);
    await scene.take(scene.consent(), scene.cart());
    await scene.sweep();
    await scene.take(scene.order(order));
    expect((await scene.open())?.end).toEqual({ outcome: 'purchased', reason });
    expect(await scene.recovery()).toMatchObject({ stage: 'ended', outcome: 'purchased', reason });
    await expectSilence(scene, reason);
  });

  test.for([0, 1, 2])('during the wait after %i messages stops all further ones', async (after, { systemOfRecord }) => {
    const scene = await newScene(systemOfRecord);
    await knowBothEmails(scene);
    await scene.take(scene.consent(), scene.cart());
    await scene.sweep();
    await scene.open();
    for (const ruleId of touches.slice(0, after)) expect(await scene.touch(ruleId)).toMatchObject({ kind: 'claimed' });
    await scene.take(scene.order(order));
    const [signal] = await scene.signals();
    expect(signal?.signal).toMatchObject({ kind: 'orderPlaced' });
    await expectSilence(scene, reason, touches.slice(after));
  });

  test('resent changes nothing: no message, no second order', async ({ systemOfRecord }) => {
    const scene = await newScene(systemOfRecord);
    await knowBothEmails(scene);
    await scene.take(scene.consent(), scene.cart());
    await scene.sweep();
    await scene.open();
    const placed = scene.order(order);
    await scene.take(placed);
    await scene.take(placed);
    await expectSilence(scene, reason);
  });

  test('at the instant of the claim leaves one message before it, or none (I1)', async ({ systemOfRecord }) => {
    for (let round = 0; round < 8; round++) {
      const scene = await newScene(systemOfRecord);
      await knowBothEmails(scene);
      await scene.take(scene.consent(), scene.cart());
      await scene.sweep();
      await scene.open();
      const [claim] = await Promise.all([scene.touch('touch-1'), scene.take(scene.order(order))]);
      expect(await scene.sent()).toBe(claim.kind === 'claimed' ? 1 : 0);
      await expectSilence(scene, reason, ['touch-2', 'touch-3']);
    }
  });
});

describe('a purchase before the cart is known', () => {
  test('of the cart: it is bought as soon as it arrives, and never abandoned (I1)', async ({ systemOfRecord }) => {
    const scene = await newScene(systemOfRecord);
    await scene.take(scene.consent(), scene.order({ minutesAgo: 90 }));
    await scene.take(scene.cart());
    await scene.sweep();
    expect(await scene.cartStatus()).toBe('purchased');
    expect(await scene.recovery()).toBeUndefined();
  });

  test('of the person: what was bought is not in it, and the rest starts nothing', async ({ systemOfRecord }) => {
    const scene = await newScene(systemOfRecord);
    const lines = [{ productId: 'other', quantity: 1 }];
    await scene.take(scene.consent(), scene.order({ minutesAgo: 90, cartId: undefined, lines }));
    await scene.take(scene.cart());
    await scene.sweep();
    expect(await scene.recovery()).toBeUndefined();
    expect(await scene.reasons()).toEqual(['purchased_before']);
  });

  test('made before the shopper filled the cart does not stop its recovery', async ({ systemOfRecord }) => {
    const scene = await newScene(systemOfRecord);
    await scene.take(scene.consent(), scene.order({ minutesAgo: 125, cartId: undefined }));
    await scene.take(scene.cart());
    await scene.sweep();
    await scene.open();
    expect(await scene.touch('touch-1')).toMatchObject({ kind: 'claimed' });
  });
});

describe('an order that waits for its payment', () => {
  test('is no purchase, but no forgotten cart either: only the reminder of the payment goes out', async ({
    systemOfRecord,
  }) => {
    const scene = await newScene(systemOfRecord);
    await scene.take(scene.consent(), scene.cart());
    await scene.take(scene.unpaid({ minutesAgo: 110 }));
    await scene.sweep();
    expect(await scene.open()).toMatchObject({ end: null, cart: { stage: 'payment' } });
    expect(await scene.touch('touch-1')).toMatchObject({ kind: 'blocked', reason: 'cart_active' });
    expect(await scene.touch('payment-1')).toMatchObject({ kind: 'claimed' });
    expect(await scene.cartStatus()).toBe('open');
  });

  test('that begins while the cart is being recovered stops the other messages, and ends nothing', async ({
    systemOfRecord,
  }) => {
    const scene = await newScene(systemOfRecord);
    await scene.take(scene.consent(), scene.cart());
    await scene.sweep();
    await scene.open();
    expect(await scene.touch('payment-1')).toMatchObject({ kind: 'blocked', reason: 'cart_active' });
    expect(await scene.touch('touch-1')).toMatchObject({ kind: 'claimed' });
    await scene.take(scene.unpaid());
    const [signal] = await scene.signals();
    expect(signal?.signal).toMatchObject({ kind: 'cartUpdated', empty: false });
    expect(await scene.touch('touch-2')).toMatchObject({ kind: 'blocked', reason: 'cart_active' });
    expect((await scene.recovery())?.endedAt).toBeNull();
  });

  test('is a purchase as soon as it is paid for: no message after it', async ({ systemOfRecord }) => {
    const scene = await newScene(systemOfRecord);
    await scene.take(scene.consent(), scene.cart());
    await scene.take(scene.unpaid({ minutesAgo: 110 }));
    await scene.sweep();
    await scene.open();
    await scene.take(scene.order({ cartId: undefined }));
    await expectSilence(scene, 'purchased', [...touches, 'payment-1']);
  });

  test('whose payment fails is a cart to come back to', async ({ systemOfRecord }) => {
    const scene = await newScene(systemOfRecord);
    await scene.take(scene.consent(), scene.cart());
    await scene.take(scene.unpaid({ minutesAgo: 110 }));
    await scene.sweep();
    await scene.open();
    await scene.take(scene.event('order_failed', { orderId: 'order-1', minutesAgo: 100 }));
    expect(await scene.touch('payment-1')).toMatchObject({ kind: 'blocked', reason: 'cart_active' });
    expect(await scene.touch('touch-1')).toMatchObject({ kind: 'claimed' });
  });
});
