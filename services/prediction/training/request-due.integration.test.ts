import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { carts, orders, predictions, recoveries, stores, trainingRuns } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { emptyCart } from '../../../domain/cart.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import {
  buyersForSchedule,
  type ScheduledTraining,
  scheduledPerDayMax,
} from '../../../domain/training/scheduled-training.ts';
import { cartFeatureSet } from '../../../ml/cart-features.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { loggedSet } from '../predictions/logged-vector.ts';
import { requestDueTraining } from './request-due.ts';

const nowMs = Date.parse('2026-11-27T02:00:00.000Z');

/** Carts of people without an address, whom no message reaches, so many of them bought. */
async function fill(shop: Shop, buyers: number): Promise<void> {
  const { storeId, campaignId } = shop;
  const customerId = await shop.customer({ email: null });
  const at = new Date(nowMs - 10 * dayMs);
  const all = Array.from({ length: buyers }, (_, n) => ({ n, cartId: crypto.randomUUID(), recoveryId: uuidV7() }));
  await shop.write(async (tx) => {
    await tx.insert(carts).values(
      all.map(({ cartId: id }) => ({
        ...{ storeId, id, externalId: id, customerId, status: 'open' as const, stage: 'cart' as const },
        ...{ lines: [], currency: 'EUR', valueMinor: 2_500, fold: emptyCart, version: 1, lastActivityAt: at },
      })),
    );
    await tx.insert(recoveries).values(
      all.map(({ n, cartId, recoveryId: id }) => ({
        ...{ storeId, id, cartId, customerId, campaignId, campaignVersion: 1, n: 1, workflowId: `${storeId}/${n}` },
        ...{ stage: 'ended' as const, endedAt: at, createdAt: at, abandonedAt: at },
      })),
    );
    await tx.insert(predictions).values(
      all.map(({ cartId, recoveryId }) => ({
        ...{ storeId, id: recoveryId, cartId, recoveryId, purpose: 'recovery' as const, at, probability: 0.2 },
        ...{ modelVersion: 'prior-1', reasons: [], featureSet: 'session', featureSetVersion: 1, featureSetHash: '' },
        ...{ features: [], loggedSet, loggedFeatures: cartFeatureSet.features.map(() => 0) },
      })),
    );
    await tx.insert(orders).values(
      all.map(({ cartId }) => ({
        ...{ storeId, id: crypto.randomUUID(), externalId: crypto.randomUUID(), cartId, status: 'placed' as const },
        ...{ totalMinor: 2_500, currency: 'EUR', placedAt: at, placedStatedAt: at },
        arrivedAt: new Date(at.getTime() + hourMs),
      })),
    );
  });
}

const choose = (shop: Shop, scheduledTraining: ScheduledTraining) =>
  shop.write((tx) => tx.update(stores).set({ scheduledTraining }).where(eq(stores.id, shop.storeId)));

test('a store is asked for once a month, once enough was bought there or where it says so', async ({
  systemOfRecord: database,
  newShop,
}) => {
  const at = (days: number) => nowMs + days * dayMs;
  const [large, small, eager, off] = [await newShop(), await newShop(), await newShop(), await newShop()];
  await fill(large, buyersForSchedule);
  await fill(small, 3);
  await fill(eager, 3);
  await fill(off, 3);
  await choose(eager, 'on');
  await choose(off, 'off');
  const runs = async (shop: Shop) =>
    (await shop.write((tx) => tx.select().from(trainingRuns).where(eq(trainingRuns.storeId, shop.storeId)))).map(
      ({ reason, actorKind }) => `${reason} by ${actorKind}`,
    );
  // All stores together have enough too.
  expect(await requestDueTraining(database, { nowMs })).toEqual({ asked: 3, tooFew: 1 });
  const all = [large, small, eager, off];
  const once = [['scheduled by system'], [], ['scheduled by system'], []];
  expect(await Promise.all(all.map(runs))).toEqual(once);
  // Again on the same day, and after three weeks.
  await requestDueTraining(database, { nowMs });
  await withEngine(database, (tx) => tx.update(trainingRuns).set({ endedAt: new Date(nowMs) }));
  await requestDueTraining(database, { nowMs: at(20) });
  expect(await Promise.all(all.map(runs))).toEqual(once);
  // Predictions of the last month are missing by then: nothing new is to be learned.
  expect((await requestDueTraining(database, { nowMs: at(60) })).asked).toBe(1);
  expect(await runs(large)).toHaveLength(1);
});

test('of many stores that are due only some are asked for in a day, and the others on the next', async ({
  systemOfRecord: database,
  newShop,
}) => {
  await withEngine(database, (tx) => tx.update(trainingRuns).set({ requestedAt: new Date(nowMs - dayMs) }));
  for (let store = 0; store < scheduledPerDayMax + 2; store++) {
    const shop = await newShop({ scheduledTraining: 'on' });
    await fill(shop, 1);
  }
  expect((await requestDueTraining(database, { nowMs })).asked).toBe(scheduledPerDayMax);
  expect((await requestDueTraining(database, { nowMs: nowMs + hourMs })).asked).toBe(0);
  expect((await requestDueTraining(database, { nowMs: nowMs + dayMs + 1 })).asked).toBe(2);
});
