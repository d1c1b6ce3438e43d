import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  carts,
  consentLog,
  consents,
  customerMerges,
  customers,
  decisions,
  identities,
  orders,
  signalOutbox,
  type stores,
} from '../../db/postgres/schema/index.ts';
import { type Database, withPipeline, withStore } from '../../db/postgres/tenancy.ts';
import type { ConsentOrigin } from '../../domain/consent-provenance.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { eventsOf, minuteAt } from '../../test/event-factory.ts';
import { createShop } from '../../test/shop-factory.ts';
import { test } from '../../test/system-of-record.ts';
import { cartIdOf, orderIdOf } from '../shared/ids.ts';
import { createStoreThresholdsCache } from '../state/stores/idle-thresholds.ts';
import { applyEvents } from './apply-events.ts';

const line = { productId: 'p', quantity: 1, unitPriceMinor: 500 };

describe('a cart', () => {
  test('is abandoned an idle threshold after the last activity, and not once it is bought', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, cart } = await openStore(database, { cartIdleMs: 60 * 60_000, checkoutIdleMs: 30 * 60_000 });
    await take(event('line_added', { cartId: 'c', line, minute: 1 }));
    expect((await cart('c')).abandonAt).toEqual(new Date(minuteAt(61)));
    await take(event('product_viewed', { cartId: 'c', productId: 'x', minute: 5 }));
    expect((await cart('c')).abandonAt).toEqual(new Date(minuteAt(65)));
    await take(event('checkout_started', { cartId: 'c', lines: [line], minute: 10 }));
    expect((await cart('c')).abandonAt).toEqual(new Date(minuteAt(40)));
    await take(event('order_placed', { cartId: 'c', orderId: 'o', totalMinor: 500, currency: 'EUR', minute: 12 }));
    expect(await cart('c')).toMatchObject({ abandonAt: null, status: 'purchased', lines: [] });
  });

  test('names the trace of the event that moved its time last, and none where that event named none', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, cart } = await openStore(database);
    const added = (minute: number, traceparent?: string) => ({
      ...event('line_added', { cartId: 'c', line, minute }),
      traceparent,
    });
    const traced = (digit: string) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;
    await take(added(10, traced('1')));
    expect((await cart('c')).traceparent).toBe(traced('1'));
    await take(added(5, traced('2')));
    expect((await cart('c')).traceparent).toBe(traced('1'));
    await take(added(30, traced('3')), added(20, traced('4')));
    expect((await cart('c')).traceparent).toBe(traced('3'));
    await take(added(40));
    expect((await cart('c')).traceparent).toBeNull();
  });

  test('runs on the clock of its store', async ({ systemOfRecord: database }) => {
    const { event, take, cart } = await openStore(database, { cartIdleMs: 60 * 60_000, timeScale: 60 });
    await take(event('line_added', { cartId: 'c', line, minute: 1 }));
    expect((await cart('c')).abandonAt).toEqual(new Date(minuteAt(2)));
  });

  test('whose time has come is not abandoned again by a late event, but by a new activity', async ({
    systemOfRecord: database,
  }) => {
    const { storeId, event, take, cart } = await openStore(database);
    await take(event('line_added', { cartId: 'c', line, minute: 10 }));
    await withStore(database, storeId, (tx) => tx.update(carts).set({ abandonAt: null }));
    await take(event('line_added', { cartId: 'c', line, minute: 5 }));
    expect((await cart('c')).abandonAt).toBeNull();
    await take(event('line_added', { cartId: 'c', line, minute: 11 }));
    expect((await cart('c')).abandonAt).not.toBeNull();
  });

  test('whose order arrives first is bought when it arrives', async ({ systemOfRecord: database }) => {
    const { event, take, cart } = await openStore(database);
    await take(event('order_placed', { cartId: 'c', orderId: 'o', totalMinor: 500, currency: 'EUR', minute: 9 }));
    await take(event('line_added', { cartId: 'c', line, minute: 1 }));
    expect(await cart('c')).toMatchObject({ status: 'purchased', lines: [], abandonAt: null });
  });

  test('keeps what an order did not take', async ({ systemOfRecord: database }) => {
    const { event, take, cart } = await openStore(database);
    await take(
      event('cart_updated', {
        cartId: 'c',
        lines: [
          { ...line, quantity: 3 },
          { ...line, productId: 'q' },
        ],
        minute: 1,
      }),
    );
    await take(
      event('order_placed', {
        cartId: 'c',
        orderId: 'o',
        lines: [{ ...line, quantity: 2 }],
        totalMinor: 1_000,
        currency: 'EUR',
        minute: 2,
      }),
    );
    expect(await cart('c')).toMatchObject({
      status: 'purchased',
      lines: [
        { productId: 'p', quantity: 1 },
        { productId: 'q', quantity: 1 },
      ],
    });
  });

  test('is open again when its order is cancelled, whichever of the two is heard of first', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, cart, order } = await openStore(database);
    for (const [cartId, first] of [
      ['c1', 'placed'],
      ['c2', 'cancelled'],
    ] as const) {
      const placed = event('order_placed', { cartId, orderId: cartId, totalMinor: 500, currency: 'EUR', minute: 2 });
      const cancelled = event('order_cancelled', { orderId: cartId, minute: 3 });
      await take(event('line_added', { cartId, line, minute: 1 }));
      for (const each of first === 'placed' ? [placed, cancelled] : [cancelled, placed]) await take(each);
      expect((await cart(cartId)).status).toBe('open');
      expect((await order(cartId)).cancelledAt).toEqual(new Date(minuteAt(3)));
    }
  });

  test('keeps its time when a clock that runs ahead would put it after its order', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, cart } = await openStore(database);
    const added = event('line_added', { cartId: 'c', line, minute: 4 });
    await take({ ...added, receivedAt: minuteAt(1) });
    await take(event('order_placed', { cartId: 'c', orderId: 'o', totalMinor: 500, currency: 'EUR', minute: 2 }));
    expect((await cart('c')).status).toBe('purchased');
  });
});

describe('an order', () => {
  test('reported twice, by the page and by the shop, is one order and takes its lines once', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, cart, order } = await openStore(database);
    await take(event('line_added', { cartId: 'c', line: { ...line, quantity: 5 }, minute: 1 }));
    for (const minute of [2, 3])
      await take(
        event('order_placed', { cartId: 'c', orderId: 'o', lines: [line], totalMinor: 500, currency: 'EUR', minute }),
      );
    expect((await cart('c')).lines).toMatchObject([{ quantity: 4 }]);
    expect((await order('o')).placedAt).toEqual(new Date(minuteAt(2)));
  });

  test('gathers its payment and refunds even when they arrive before it', async ({ systemOfRecord: database }) => {
    const { event, take, order } = await openStore(database);
    await take(event('order_paid', { orderId: 'o', minute: 3 }));
    await take(
      event('order_refunded', { orderId: 'o', refundedMinor: 200, currency: 'EUR', minute: 4 }),
      event('order_refunded', { orderId: 'o', refundedMinor: 100, currency: 'EUR', minute: 5 }),
    );
    await take(event('order_placed', { orderId: 'o', totalMinor: 500, currency: 'EUR', minute: 2 }));
    expect(await order('o')).toMatchObject({
      totalMinor: 500,
      refundedMinor: 300,
      paidAt: new Date(minuteAt(3)),
      placedAt: new Date(minuteAt(2)),
    });
  });

  test('tells the open recoveries of its cart, its customer and its device, but not one whose cart was touched later', async ({
    systemOfRecord: database,
  }) => {
    const { shop, storeId, event, take, signals } = await openStore(database);
    const anna = await shop.customer({ email: 'anna@shop.example' });
    const byDevice = await shop.customer({ anonymousId: 'shared', email: null });
    const later = await shop.customer({ email: 'later@shop.example' });
    const inRecovery = async (customerId: string, lastActivityAt: Date, anonymousId?: string) => {
      const cart = await shop.cart({ customerId, anonymousId: anonymousId ?? null, lastActivityAt });
      const id = await shop.recovery(cart);
      await shop.write((tx) => tx.update(carts).set({ activeRecoveryId: id }).where(eq(carts.id, cart.id)));
      return id;
    };
    const own = await inRecovery(anna, new Date(minuteAt(1)));
    const device = await inRecovery(byDevice, new Date(minuteAt(1)), 'shared');
    await inRecovery(later, new Date(minuteAt(9)));
    await take(
      event('order_placed', {
        orderId: 'o1',
        totalMinor: 1,
        currency: 'EUR',
        minute: 5,
        who: { email: 'Anna@shop.example', anonymousId: 'shared' },
      }),
      event('order_placed', {
        orderId: 'o2',
        totalMinor: 1,
        currency: 'EUR',
        minute: 5,
        who: { email: 'later@shop.example' },
      }),
    );
    const orderId = orderIdOf(storeId, 'o1');
    expect(await signals()).toEqual(
      expect.arrayContaining([
        { recoveryId: own, signal: { kind: 'orderPlaced', orderId, cause: 'purchased_elsewhere' } },
        { recoveryId: device, signal: { kind: 'orderPlaced', orderId, cause: 'purchased_elsewhere' } },
      ]),
    );
    // The goods left the carts as well, which their recoveries are told too.
    expect((await signals()).filter(({ signal }) => signal.kind === 'orderPlaced')).toHaveLength(2);
  });
});

describe('a customer', () => {
  test('who only looks around is nobody yet, and one who is identified later brings the carts of the device along', async ({
    systemOfRecord: database,
  }) => {
    const { storeId, event, take, cart, people } = await openStore(database);
    await take(event('product_viewed', { productId: 'x' }));
    expect(await people()).toHaveLength(0);
    await take(event('line_added', { cartId: 'c', line, minute: 1 }));
    await take(
      event('customer_identified', {
        minute: 2,
        firstName: 'Anna',
        who: { anonymousId: 'device-1', customerId: 'k', email: 'ANNA@shop.example' },
      }),
    );
    const [anna, ...others] = await people();
    expect(others).toEqual([]);
    expect(anna).toMatchObject({ externalId: 'k', firstName: 'Anna' });
    expect((await cart('c')).customerId).toBe(anna?.id);
    const known = await withStore(database, storeId, (tx) => tx.select().from(identities));
    expect(known.map(({ kind, value }) => `${kind} ${value}`).toSorted()).toEqual([
      'anonymous device-1',
      'customer k',
      'email anna@shop.example',
    ]);
  });

  test('who turns out to be another brings carts, orders and the newest consent along, with an audit', async ({
    systemOfRecord: database,
  }) => {
    const { storeId, event, take, cart, order, people } = await openStore(database);
    const known = { customerId: 'k', email: 'anna@shop.example' };
    await take(
      event('consent_updated', { who: known, channel: 'email', status: 'granted', source: 'page', minute: 1 }),
    );
    await take(
      event('line_added', { cartId: 'c', line, minute: 2 }),
      event('order_placed', { orderId: 'o', totalMinor: 1, currency: 'EUR', minute: 3 }),
      event('consent_updated', { channel: 'email', status: 'denied', source: 'page', minute: 4 }),
    );
    await take(event('customer_identified', { id: 'cause', who: { ...known, anonymousId: 'device-1' }, minute: 5 }));
    const anna = (await people()).find(({ externalId }) => externalId === 'k');
    const merged = (await people()).find(({ mergedInto }) => mergedInto !== null);
    expect(merged?.mergedInto).toBe(anna?.id);
    expect((await cart('c')).customerId).toBe(anna?.id);
    expect((await order('o')).customerId).toBe(anna?.id);
    expect(anna?.lastOrderAt).toEqual(new Date(minuteAt(3)));
    const [consent, ...more] = await withStore(database, storeId, (tx) => tx.select().from(consents));
    expect(more).toEqual([]);
    expect(consent).toMatchObject({ customerId: anna?.id, status: 'denied' });
    expect(await withStore(database, storeId, (tx) => tx.select().from(customerMerges))).toMatchObject([
      {
        fromCustomerId: merged?.id,
        intoCustomerId: anna?.id,
        causeEventId: 'cause',
        movedIdentityKinds: ['anonymous'],
      },
    ]);
  });

  test('is never made one with another: two customers on one device keep their own carts', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, cart } = await openStore(database);
    await take(event('line_added', { cartId: 'c1', line, who: { anonymousId: 'd', customerId: 'k1' } }));
    await take(event('line_added', { cartId: 'c2', line, who: { anonymousId: 'd', customerId: 'k2' } }));
    expect((await cart('c1')).customerId).not.toBe((await cart('c2')).customerId);
  });

  test('who turns out to be in two recoveries stays in the one of the newer cart', async ({
    systemOfRecord: database,
  }) => {
    const { shop, storeId, event, take, signals } = await openStore(database);
    const anna = await shop.customer({ email: 'anna@shop.example' });
    const device = await shop.customer({ anonymousId: 'device-1', email: null });
    await shop.write((tx) => tx.update(customers).set({ externalId: null }).where(eq(customers.id, device)));
    const older = await shop.recovery(await shop.cart({ customerId: anna, lastActivityAt: new Date(minuteAt(1)) }));
    const newer = await shop.recovery(await shop.cart({ customerId: device, lastActivityAt: new Date(minuteAt(2)) }));
    await take(event('customer_identified', { who: { anonymousId: 'device-1', email: 'anna@shop.example' } }));
    const open = await shop.openRecoveries();
    expect(open).toMatchObject([{ id: newer, customerId: anna }]);
    expect(await signals()).toEqual([{ recoveryId: older, signal: { kind: 'superseded' } }]);
    const ended = await withStore(database, storeId, (tx) =>
      tx.select().from(decisions).where(eq(decisions.recoveryId, older)),
    );
    expect(ended).toMatchObject([{ kind: 'ended', reason: 'superseded' }]);
  });
});

describe('consent', () => {
  test('is what the customer said last, whatever arrives last; of two at once the refusal counts; all of it is kept', async ({
    systemOfRecord: database,
  }) => {
    const { storeId, event, take } = await openStore(database);
    const said = (status: 'granted' | 'denied', minute: number, channel: 'email' | 'sms' = 'email') =>
      event('consent_updated', { channel, status, source: 'page', minute, who: { email: 'a@shop.example' } });
    await take(said('granted', 5));
    await take(said('denied', 3), said('denied', 4));
    const now = async (channel: 'email' | 'sms') =>
      (await withStore(database, storeId, (tx) => tx.select().from(consents).where(eq(consents.channel, channel))))[0]
        ?.status;
    expect(await now('email')).toBe('granted');
    await take(said('denied', 5));
    expect(await now('email')).toBe('denied');
    await take(said('granted', 7, 'sms'), said('denied', 7, 'sms'));
    expect(await now('sms')).toBe('denied');
    expect(await withStore(database, storeId, (tx) => tx.select().from(consentLog))).toHaveLength(6);
  });
});

describe('consent from a browser', () => {
  test('moves nobody, whatever stands; a refusal from there counts as any other', async ({
    systemOfRecord: database,
  }) => {
    const { storeId, event, take } = await openStore(database);
    const said = (status: 'granted' | 'denied', minute: number, source: string, provenance?: ConsentOrigin) => ({
      ...event('consent_updated', { channel: 'email', status, source, minute, who: { email: 'a@shop.example' } }),
      ...(provenance && { provenance }),
    });
    const now = async () => (await withStore(database, storeId, (tx) => tx.select().from(consents)))[0]?.status;
    await take(said('granted', 3, 'newsletter', 'browser'));
    expect(await now()).toBeUndefined();
    await take(said('denied', 2, 'unsubscribe page', 'shop'));
    await take(said('granted', 9, 'browser: newsletter'));
    expect(await now()).toBe('denied');
    await take(said('granted', 10, 'browser: the words of a shop', 'shop'));
    expect(await now()).toBe('granted');
    await take(said('granted', 13, 'checkout', 'confirmation'), said('denied', 14, 'newsletter', 'browser'));
    expect(await now()).toBe('denied');
    const proof = await withStore(database, storeId, (tx) => tx.select().from(consentLog).orderBy(consentLog.at));
    expect(proof.map(({ provenance }) => provenance)).toEqual([
      ...['shop', 'browser', 'browser', 'shop', 'confirmation', 'browser'],
    ]);
    const [standing] = await withStore(database, storeId, (tx) => tx.select().from(consents));
    expect(standing).toMatchObject({ status: 'denied', provenance: 'browser' });
  });
});

describe('stores', () => {
  test('with the same ids and addresses have nothing in common', async ({ systemOfRecord: database }) => {
    const one = await openStore(database);
    const other = await openStore(database);
    const story = ({ event }: typeof one) => [
      event('line_added', {
        id: '1',
        cartId: 'c',
        line,
        who: { anonymousId: 'd', customerId: 'k', email: 'a@shop.example' },
      }),
    ];
    await withPipeline(database, (tx) =>
      applyEvents(tx, [...story(one), ...story(other)], { storeThresholds: createStoreThresholdsCache() }),
    );
    await one.take(
      one.event('order_placed', {
        cartId: 'c',
        orderId: 'o',
        totalMinor: 1,
        currency: 'EUR',
        minute: 2,
        who: { email: 'a@shop.example' },
      }),
    );
    expect((await one.cart('c')).status).toBe('purchased');
    expect((await other.cart('c')).status).toBe('open');
    expect((await one.people())[0]?.id).not.toBe((await other.people())[0]?.id);
  });

  test('that do not exist have no effects', async ({ systemOfRecord: database }) => {
    const gone = randomUUID();
    const event = eventsOf(gone);
    const applied = await withPipeline(database, (tx) =>
      applyEvents(tx, [event('line_added', { cartId: 'c', line })], { storeThresholds: createStoreThresholdsCache() }),
    );
    expect(applied).toMatchObject({ applied: [], droppedUnknownStore: 1, carts: [] });
  });
});

/** One fresh store and what a test wants to know of it. */
async function openStore(database: Database, settings: Partial<typeof stores.$inferInsert> = {}) {
  const shop = await createShop(database, settings);
  const { storeId } = shop;
  const storeThresholds = createStoreThresholdsCache();
  const read = shop.write;
  return {
    shop,
    storeId,
    event: eventsOf(storeId),
    take: (...events: AcceptedEvent[]) => withPipeline(database, (tx) => applyEvents(tx, events, { storeThresholds })),
    async cart(externalId: string) {
      const [cart] = await read((tx) =>
        tx
          .select()
          .from(carts)
          .where(and(eq(carts.storeId, storeId), eq(carts.id, cartIdOf(storeId, externalId)))),
      );
      if (!cart) throw new Error(`no cart ${externalId}`);
      return cart;
    },
    async order(externalId: string) {
      const [order] = await read((tx) =>
        tx
          .select()
          .from(orders)
          .where(and(eq(orders.storeId, storeId), eq(orders.id, orderIdOf(storeId, externalId)))),
      );
      if (!order) throw new Error(`no order ${externalId}`);
      return order;
    },
    people: () => read((tx) => tx.select().from(customers)),
    signals: () =>
      read((tx) => tx.select({ recoveryId: signalOutbox.recoveryId, signal: signalOutbox.signal }).from(signalOutbox)),
  };
}
