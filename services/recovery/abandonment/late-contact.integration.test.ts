import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { cartQuarantines, carts, decisions, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withPipeline } from '../../../db/postgres/tenancy.ts';
import { minuteMs } from '../../../domain/duration.ts';
import { lateContactMsMax } from '../../../domain/reevaluate-at.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { eventsOf, minuteAt } from '../../../test/event-factory.ts';
import { createShop, oneEmail, type ShopOptions } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { applyEvents } from '../../pipeline/apply-events.ts';
import { cartIdOf } from '../../shared/ids.ts';
import { createStoreThresholdsCache } from '../../state/stores/idle-thresholds.ts';
import { sweepCarts } from './sweep.ts';

const line = { productId: 'p', quantity: 1, unitPriceMinor: 500 };
const device = { anonymousId: 'device-1' };
const ada = { email: 'ada@shopper.example' };
const adaHere = { ...device, ...ada };
const yes = { channel: 'email', status: 'granted', source: 'a test' } as const;
const no = { ...yes, status: 'denied' } as const;

describe('a cart of somebody unknown that was let go', () => {
  test('is won back when the address and then consent come afterwards, each judgement a decision of its own', async ({
    systemOfRecord,
  }) => {
    const shop = await openShop(systemOfRecord);
    await shop.leaveCart();
    expect(await shop.sweep(61)).toEqual(['anonymous']);
    await shop.take(90, shop.event('customer_identified', { who: adaHere }));
    expect(await shop.sweep(90)).toEqual(['anonymous', 'no_consent']);
    await shop.take(100, shop.event('consent_updated', { ...yes, who: ada, minute: 95 }));
    expect(await shop.sweep(100)).toEqual(['anonymous', 'no_consent', 'started']);
  });

  test('begins its recovery when its customer came to be known, so that no two steps are due at once', async ({
    systemOfRecord,
  }) => {
    const shop = await openShop(systemOfRecord);
    await shop.leaveCart();
    await shop.sweep(61);
    await shop.take(300, shop.event('consent_updated', { ...yes, who: adaHere, minute: 299 }));
    await shop.sweep(300);
    expect(await shop.recoveries()).toMatchObject([{ abandonedAt: new Date(minuteAt(300)), n: 1 }]);
  });

  test('goes to the customer whose device it turns out to be, and is won back', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord);
    await shop.take(0, shop.event('consent_updated', { ...yes, who: { customerId: '7', ...ada } }));
    await shop.leaveCart();
    expect(await shop.sweep(61)).toEqual(['anonymous']);
    await shop.take(90, shop.event('customer_identified', { who: { customerId: '7', ...device } }));
    expect(await shop.sweep(90)).toEqual(['anonymous', 'started']);
    const [recovery] = await shop.recoveries();
    expect(recovery?.customerId).toBe((await shop.cart('c')).customerId);
  });

  test('is not won back when the customer bought in between', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord);
    await shop.leaveCart();
    await shop.sweep(61);
    await shop.take(
      80,
      shop.event('order_placed', {
        orderId: 'o',
        lines: [{ productId: 'something else', quantity: 1 }],
        totalMinor: 500,
        currency: 'EUR',
        minute: 80,
        who: device,
      }),
    );
    await shop.take(90, shop.event('consent_updated', { ...yes, who: adaHere, minute: 89 }));
    expect(await shop.sweep(90)).toEqual(['anonymous', 'purchased_before']);
  });

  test('is left alone when its last activity is too long ago', async ({ systemOfRecord }) => {
    const limit = lateContactMsMax / minuteMs;
    for (const [minute, outcome] of [
      [limit, ['anonymous', 'started']],
      [limit + 1, ['anonymous']],
    ] as const) {
      const shop = await openShop(systemOfRecord);
      await shop.leaveCart();
      await shop.sweep(61);
      await shop.take(minute, shop.event('consent_updated', { ...yes, who: adaHere, minute }));
      expect(await shop.sweep(minute)).toEqual(outcome);
    }
  });

  test('is won back when a late notice of its checkout names the customer, and another late one changes nothing', async ({
    systemOfRecord,
  }) => {
    const shop = await openShop(systemOfRecord);
    await shop.take(0, shop.event('consent_updated', { ...yes, who: { customerId: '7', ...ada } }));
    await shop.leaveCart('c', 1);
    await shop.sweep(62);
    const known = { customerId: '7', ...ada, ...device };
    await shop.take(90, shop.event('checkout_updated', { cartId: 'c', lines: [line], minute: 0, who: known }));
    await shop.take(91, shop.event('product_viewed', { cartId: 'c', productId: 'q', minute: 0, who: known }));
    expect(await shop.sweep(91)).toEqual(['anonymous', 'started']);
    expect((await shop.cart('c')).lastActivityAt).toEqual(new Date(minuteAt(1)));
  });

  test('stays in quarantine', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord);
    await shop.leaveCart();
    await shop.sweep(61);
    const { storeId } = shop;
    const quarantined = { storeId, cartId: cartIdOf(storeId, 'c'), state: 'quarantined', reasons: [] } as const;
    await shop.write((tx) =>
      tx.insert(cartQuarantines).values({ ...quarantined, decidedBy: 'operator', decidedAt: new Date() }),
    );
    await shop.take(90, shop.event('consent_updated', { ...yes, who: adaHere }));
    expect(await shop.sweep(90)).toEqual(['anonymous', 'bot_suspected']);
    await shop.take(91, shop.event('customer_identified', { who: { ...device, phone: '+15550001111' } }));
    expect(await shop.sweep(91)).toEqual(['anonymous', 'bot_suspected']);
  });

  test('of two carts of the customer only the one touched last is won back', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord);
    await shop.leaveCart('older', 1);
    await shop.leaveCart('newer', 2);
    await shop.sweep(70);
    await shop.take(90, shop.event('consent_updated', { ...yes, who: adaHere, minute: 89 }));
    expect(await shop.sweep(90)).toEqual(['anonymous', 'anonymous', 'superseded', 'started']);
    expect((await shop.recoveries()).map(({ cartId }) => cartId)).toEqual([cartIdOf(shop.storeId, 'newer')]);
  });
});

describe('a cart of somebody who had not agreed', () => {
  test('is won back when consent comes afterwards', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord);
    await shop.leaveCart('c', 0, adaHere);
    expect(await shop.sweep(61)).toEqual(['no_consent']);
    await shop.take(90, shop.event('consent_updated', { ...yes, who: ada, minute: 89 }));
    expect(await shop.sweep(90)).toEqual(['no_consent', 'started']);
  });

  test('is not judged again by a no, nor by a yes from before the no', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord);
    await shop.leaveCart('c', 0, adaHere);
    await shop.sweep(61);
    await shop.take(90, shop.event('consent_updated', { ...no, who: ada, minute: 89 }));
    await shop.take(91, shop.event('consent_updated', { ...yes, who: ada, minute: 88 }));
    expect(await shop.sweep(91)).toEqual(['no_consent']);
  });

  test('is not judged again by the address that is known already, however often it comes', async ({
    systemOfRecord,
  }) => {
    const shop = await openShop(systemOfRecord);
    await shop.leaveCart('c', 0, adaHere);
    await shop.sweep(61);
    for (let minute = 70; minute < 75; minute++) {
      await shop.take(
        minute,
        shop.event('customer_identified', { who: adaHere, minute }),
        shop.event('product_viewed', { productId: 'q', who: adaHere, minute }),
      );
      expect((await shop.cart('c')).abandonAt).toBeNull();
    }
    expect(await shop.sweep(75)).toEqual(['no_consent']);
  });

  test('is not judged again by a yes that was said already on a channel the campaign does not use', async ({
    systemOfRecord,
  }) => {
    const shop = await openShop(systemOfRecord);
    const sms = { ...yes, channel: 'sms', who: { ...ada, phone: '+15550001111' } } as const;
    await shop.take(0, shop.event('consent_updated', { ...sms, minute: 0 }));
    await shop.leaveCart('c', 0, adaHere);
    await shop.sweep(61);
    for (const minute of [70, 71]) {
      await shop.take(minute, shop.event('consent_updated', { ...sms, minute }));
      expect((await shop.cart('c')).abandonAt).toBeNull();
    }
  });

  test('is judged once more for one yes that is sent again and again, in whatever order', async ({
    systemOfRecord,
  }) => {
    const shop = await openShop(systemOfRecord);
    await shop.leaveCart('c', 0, adaHere);
    await shop.sweep(61);
    const first = shop.event('consent_updated', { ...yes, who: ada, minute: 88 });
    const second = shop.event('consent_updated', { ...yes, who: ada, minute: 89 });
    await shop.take(90, second, first, second);
    expect(await shop.sweep(90)).toEqual(['no_consent', 'started']);
    await shop.endRecoveries();
    await shop.take(91, first, second);
    expect(await shop.sweep(91)).toEqual(['no_consent', 'started']);
    expect((await shop.cart('c')).abandonAt).toBeNull();
  });
});

test('a cart without an address of the campaign is won back when such an address comes', async ({ systemOfRecord }) => {
  const shop = await openShop(systemOfRecord);
  const phone = { phone: '+15550001111' };
  await shop.take(0, shop.event('consent_updated', { ...yes, who: { customerId: '7', ...phone } }));
  await shop.leaveCart('c', 0, phone);
  expect(await shop.sweep(61)).toEqual(['no_reachable_channel']);
  await shop.take(90, shop.event('customer_identified', { who: { customerId: '7', ...ada } }));
  expect(await shop.sweep(90)).toEqual(['no_reachable_channel', 'started']);
});

test('a cart of a customer is won back when the guest is found whose address and consent were missing', async ({
  systemOfRecord,
}) => {
  const shop = await openShop(systemOfRecord);
  await shop.leaveCart('c', 0, { customerId: '7' });
  expect(await shop.sweep(61)).toEqual(['anonymous']);
  await shop.take(80, shop.event('consent_updated', { ...yes, who: ada, minute: 80 }));
  expect(await shop.sweep(80)).toEqual(['anonymous']);
  await shop.take(90, shop.event('customer_identified', { who: { customerId: '7', ...ada } }));
  expect(await shop.sweep(90)).toEqual(['anonymous', 'started']);
});

test('a cart that was judged for another reason is not judged again by an address', async ({ systemOfRecord }) => {
  const shop = await openShop(systemOfRecord, { campaign: null });
  await shop.leaveCart();
  await shop.sweep(61);
  await shop.take(90, shop.event('consent_updated', { ...yes, who: adaHere }));
  expect(await shop.sweep(90)).toEqual(['no_active_campaign']);
});

describe('an address that comes while the sweep looks at the cart', () => {
  test('is not missed by a sweep before it is committed', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord);
    await shop.leaveCart();
    await withPipeline(systemOfRecord, async (tx) => {
      await shop.takeIn(tx, 90, shop.event('consent_updated', { ...yes, who: adaHere }));
      expect(await shop.sweep(90)).toEqual([]);
    });
    expect(await shop.sweep(90)).toEqual(['started']);
  });

  test('is not missed by many at the same time', async ({ systemOfRecord }) => {
    const shops = await Promise.all(Array.from({ length: 12 }, () => openShop(systemOfRecord)));
    for (const shop of shops) await shop.leaveCart();
    const heard = shops.map((shop) => shop.take(90, shop.event('consent_updated', { ...yes, who: adaHere })));
    const sweeps = shops.map((shop) => shop.sweep(90));
    await Promise.all([...heard, ...sweeps]);
    for (const shop of shops) expect((await shop.sweep(91)).at(-1)).toBe('started');
  });
});

async function openShop(database: Database, options: ShopOptions = {}) {
  const { storeId, write } = await createShop(database, { rules: oneEmail, ...options });
  const storeThresholds = createStoreThresholdsCache();
  const event = eventsOf(storeId, device);
  const takeIn = (tx: Tx, minute: number, ...events: AcceptedEvent[]) =>
    applyEvents(tx, events, { storeThresholds, now: () => minuteAt(minute) });
  const take = (minute: number, ...events: AcceptedEvent[]) =>
    withPipeline(database, (tx) => takeIn(tx, minute, ...events));
  const recoveriesNow = () => write((tx) => tx.select().from(recoveries));
  const cart = async (externalId: string) => {
    const [row] = await write((tx) =>
      tx
        .select()
        .from(carts)
        .where(eq(carts.id, cartIdOf(storeId, externalId))),
    );
    if (!row) throw new Error(`no cart ${externalId}`);
    return row;
  };
  return {
    storeId,
    write,
    event,
    take,
    takeIn,
    cart,
    recoveries: recoveriesNow,
    /** Put together, and not touched since. */
    leaveCart: (
      cartId = 'c',
      minute = 0,
      who: { anonymousId?: string; email?: string; customerId?: string; phone?: string } = device,
    ) => take(minute, event('line_added', { cartId, line, minute, who })),
    /** Looks for carts that are due at that minute, and returns why not, or that it started, of all judgements so far. */
    async sweep(minute: number) {
      await sweepCarts(database, { nowMs: minuteAt(minute), limit: 1_000 });
      const made = await write((tx) => tx.select().from(decisions).orderBy(decisions.at));
      return [...made.map(({ reason }) => reason), ...(await recoveriesNow()).map(() => 'started')];
    },
    endRecoveries: () =>
      write(async (tx) => {
        await tx.update(recoveries).set({ endedAt: new Date(minuteAt(90)), stage: 'ended', outcome: 'completed' });
        await tx.update(carts).set({ activeRecoveryId: null });
      }),
  };
}
