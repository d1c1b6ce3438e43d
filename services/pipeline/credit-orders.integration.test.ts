import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { messages, orders } from '../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../db/postgres/tenancy.ts';
import { dayMs, minuteMs } from '../../domain/duration.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import type { Shop } from '../../test/shop-factory.ts';
import { test } from '../../test/system-of-record.ts';
import { attributionWindowMs } from '../recovery/recoveries/attribute-orders.ts';
import { orderIdOf } from '../shared/ids.ts';
import { createStoreThresholdsCache } from '../state/stores/idle-thresholds.ts';
import { applyEvents } from './apply-events.ts';

const now = Date.now();

/** A customer with two carts that were written about; the first recovery is over. */
async function openCustomer(database: Database, shop: Shop) {
  const { storeId, write } = shop;
  const name = randomUUID();
  const customerId = await shop.customer({ externalId: name });
  const recoveryOf = async (n: number, ended: boolean) => {
    const cart = await shop.cart({ customerId });
    const id = await shop.recovery(cart, {
      ...{ n, createdAt: new Date(now - 20 * dayMs) },
      ...(ended && { stage: 'ended' as const, outcome: 'completed' as const, endedAt: new Date(now - dayMs) }),
    });
    return { id, cartId: cart.id };
  };
  return {
    recoveryOf,
    async message(
      { id: recoveryId, cartId }: { id: string; cartId: string },
      agoMs: number,
      state: 'accepted' | 'rejected',
    ) {
      const id = randomUUID();
      await write((tx) =>
        tx.insert(messages).values({
          ...{ storeId, id, recoveryId, cartId, customerId, ruleId: id, channel: 'email', template: 'reminder' },
          ...{
            provider: 'outbox',
            addressHash: 'hash',
            basis: 'consent',
            state,
            cartVersion: 1,
            claimedAt: new Date(now - agoMs),
          },
        }),
      );
      return id;
    },
    async tell(type: 'order_placed' | 'order_cancelled', orderId: string, agoMs = 0, placedAgoMs = agoMs) {
      const receivedAt = now - agoMs;
      const event = {
        ...{ storeId, id: randomUUID(), type, orderId, receivedAt, who: { customerId: name } },
        occurredAt: new Date(now - placedAgoMs).toISOString(),
        ...(type === 'order_placed' && { totalMinor: 4_200, currency: 'EUR' }),
      } as AcceptedEvent;
      const storeThresholds = createStoreThresholdsCache();
      await withPipeline(database, (tx) => applyEvents(tx, [event], { storeThresholds, now: () => receivedAt }));
      const isOrder = and(eq(orders.storeId, storeId), eq(orders.id, orderIdOf(storeId, orderId)));
      const [order] = await write((tx) => tx.select().from(orders).where(isOrder));
      return { recovery: order?.recoveryId ?? null, touch: order?.touchMessageId ?? null };
    },
  };
}

describe('an order', () => {
  test('is credited to its recovery, and by last touch to the newest message that was taken, whose ever it is', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const { recoveryOf, message, tell } = await openCustomer(database, await newShop());
    const [over, open] = [await recoveryOf(1, true), await recoveryOf(2, false)];
    await message(open, 3 * dayMs, 'accepted');
    const newest = await message(over, 2 * dayMs, 'accepted');
    await message(over, dayMs, 'rejected');
    expect(await tell('order_placed', 'o')).toEqual({ recovery: open.id, touch: newest });
  });

  test('keeps its credits, whatever is sent, told again or placed again later (field 57)', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const { recoveryOf, message, tell } = await openCustomer(database, await newShop());
    const over = await recoveryOf(1, true);
    const first = await message(over, 3 * dayMs, 'accepted');
    const credits = { recovery: over.id, touch: first };
    expect(await tell('order_placed', 'o', 2 * dayMs)).toEqual(credits);
    const open = await recoveryOf(2, false);
    await message(open, dayMs, 'accepted');
    expect(await tell('order_placed', 'o', 3 * minuteMs)).toEqual(credits);
    expect(await tell('order_cancelled', 'o', 2 * minuteMs)).toEqual(credits);
    expect(await tell('order_placed', 'o')).toEqual(credits);
  });

  test('of years ago is credited to nothing that a resync finds open, and a resync changes no credit (field 57)', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const { recoveryOf, message, tell } = await openCustomer(database, await newShop());
    const open = await recoveryOf(1, false);
    const newest = await message(open, 2 * dayMs, 'accepted');
    expect(await tell('order_placed', 'of-2022', 0, 4 * 365 * dayMs)).toEqual({ recovery: null, touch: null });
    // Told late, and bought after the message all the same; the second telling is the resync.
    const late = await tell('order_placed', 'late', 0, dayMs);
    expect(late).toMatchObject({ touch: newest });
    await message(open, 0, 'accepted');
    expect(await tell('order_placed', 'late', 0, dayMs)).toEqual(late);
    expect(await tell('order_placed', 'of-2022', 0, 4 * 365 * dayMs)).toEqual({ recovery: null, touch: null });
  });

  test('is credited to no message that is older than the window, or younger than the order (field 57)', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const { recoveryOf, message, tell } = await openCustomer(database, await newShop());
    const over = await recoveryOf(1, true);
    await message(over, attributionWindowMs + 2 * dayMs, 'accepted');
    await message(over, minuteMs, 'accepted');
    expect(await tell('order_placed', 'o', dayMs)).toEqual({ recovery: null, touch: null });
  });
});
