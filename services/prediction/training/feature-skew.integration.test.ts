import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import { describe, expect, onTestFinished } from 'vitest';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { carts } from '../../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../../db/postgres/tenancy.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { redisKeys } from '../../../db/redis/keys.ts';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import { eventsOf, minuteAt } from '../../../test/event-factory.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { openTestRegistry } from '../../../test/model-registry.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { chance } from '../../../test/statistics/chance.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { recoveryWorkflowId } from '../../../workflows/contract.ts';
import { eventRowOf } from '../../analytics/export/event-row.ts';
import { applyEvents } from '../../pipeline/apply-events.ts';
import { recordPrediction } from '../../recovery/recoveries/predict.ts';
import { createStoreThresholdsCache } from '../../state/stores/idle-thresholds.ts';
import { createFeatureStore, type FeatureRead } from '../features/feature-store.ts';
import { refreshActivity } from '../features/refresh-activity.ts';
import { createModelRouter } from '../serving/model-router.ts';
import { createModelServing } from '../serving/model-serving.ts';
import { checkFeatures } from './check-features.ts';
import { readFeatureChecks } from './read-checks.ts';

/** More for a longer look: `SKEW_PREDICTIONS=10000 npm test -- feature-skew`. */
const predictionsWanted = Number(process.env['SKEW_PREDICTIONS'] ?? 96);
const rounds = 6;
const minutesPerRound = 20;
const shopsCount = 2;

const test = base
  .extend('connection', { scope: 'file' }, ({ redis }, { onCleanup }): Redis => {
    const connection = connectRedis(redis.url, { purpose: 'request' });
    onCleanup(async () => {
      await connection.quit();
    });
    return connection;
  })
  .extend('analytics', { scope: 'file' }, async ({ clickhouse }): Promise<ClickHouseClient> => {
    await migrateClickhouse(clickhouse);
    return clickhouse;
  });

interface Place {
  readonly database: Database;
  readonly redis: Redis;
  readonly clickhouse: ClickHouseClient;
}

/** The ways that events and questions take through the engine, by a clock that the test moves. */
async function openPath({ database, redis, clickhouse }: Place) {
  let nowMs = minuteAt(0);
  const registry = openTestRegistry(database);
  await registry.serve(`skew-${crypto.randomUUID().slice(0, 8)}`);
  const router = createModelRouter({
    database,
    artifacts: registry.deps.artifacts,
    onRefused: ({ error }) => expect.fail(String(error)),
  });
  onTestFinished(() => router.close());
  const serving = createModelServing({ router, shadows: { offer: () => {}, stop: async () => {} }, flags: allOn });
  await router.refresh();
  const reads: FeatureRead[] = [];
  const features = createFeatureStore({
    ...{ redis, database, clickhouse, now: () => nowMs },
    onRead: (read) => reads.push(read),
  });
  const storeThresholds = createStoreThresholdsCache();
  const analyse = (events: readonly AcceptedEvent[]) =>
    clickhouse.insert({
      table: 'events',
      values: events.map((event) => eventRowOf(event, addressHasher)),
      format: 'JSONEachRow',
    });
  return {
    reads,
    analyse,
    moveTo: (atMs: number) => {
      nowMs = atMs;
    },
    /** As the pipeline takes them: into the system of record, then what is cached, then analytics. */
    async take(events: readonly AcceptedEvent[]) {
      const { applied } = await withPipeline(database, (tx) =>
        applyEvents(tx, events, { storeThresholds, now: () => nowMs }),
      );
      await refreshActivity(redis, applied, addressHasher);
      await analyse(events);
    },
    /** As the activity of a recovery does. */
    async predict(shop: Shop, cart: typeof carts.$inferSelect, n: number) {
      const { storeId } = shop;
      const at = new Date(nowMs);
      const workflowId = recoveryWorkflowId(storeId, cart.id, n);
      const recoveryId = await shop.recovery(cart, { n, workflowId, createdAt: at, endedAt: at, stage: 'ended' });
      const input = await features.get(storeId, cart.id);
      if (!input) throw new Error('no such cart');
      const served = await serving.predict({ id: recoveryId, storeId, cartId: cart.id, input });
      await recordPrediction(database, { id: recoveryId, storeId, recoveryId, cartId: cart.id, input, ...served });
    },
    check: () => checkFeatures({ database, clickhouse, now: () => nowMs + hourMs }, { limit: 20_000 }),
  };
}

/** What some people of a shop do within a round; a part of it arrives only in a later one. */
function roundOf(shop: Shop, people: number, round: number, random: () => number) {
  const arrived: AcceptedEvent[] = [];
  const late: AcceptedEvent[] = [];
  const pick = (count: number) => Math.floor(random() * count);
  for (let person = 0; person < people; person++) {
    if (round > 0 && random() < 0.4) continue;
    const who = { anonymousId: `device-${person}`, email: `person-${person}@${shop.storeId}.example` };
    const event = eventsOf(shop.storeId, who);
    const cartId = `cart-${person}`;
    const line = () => ({ productId: `p-${pick(8)}`, quantity: 1 + pick(2), unitPriceMinor: 1_000 });
    const steps = round === 0 ? 3 : 1 + pick(5);
    for (let step = 0; step < steps; step++) {
      // The first minute of a round is that of the questions after the round before.
      const minute = round * minutesPerRound + 1 + pick((minutesPerRound - 1) * 60_000) / 60_000;
      const told = (): AcceptedEvent => {
        const what = round === 0 && step === 0 ? 9 : pick(20);
        if (what < 9) return event('product_viewed', { productId: `p-${pick(8)}`, cartId, minute });
        if (what < 13) return event('line_added', { cartId, line: line(), currency: 'EUR', minute });
        if (what < 15) return event('line_removed', { cartId, productId: `p-${pick(8)}`, quantity: 1, minute });
        if (what < 17) return event('cart_updated', { cartId, lines: [line(), line()], currency: 'EUR', minute });
        if (what < 18) return event('checkout_started', { cartId, lines: [line()], currency: 'EUR', minute });
        if (what < 19)
          return event('consent_updated', {
            ...{ channel: 'email', status: random() < 0.7 ? 'granted' : 'denied', source: 'page', minute },
          });
        const orderId = `order-${person}-${round}-${step}`;
        return event('order_placed', { cartId, orderId, totalMinor: 1_000, currency: 'EUR', minute });
      };
      // A telephone without a network tells of it half an hour later.
      if (random() < 0.06) late.push({ ...told(), receivedAt: minuteAt((round + 2) * minutesPerRound - 5) });
      else arrived.push(told());
    }
  }
  return { arrived, late };
}

const byArrival = (events: readonly AcceptedEvent[]) => events.toSorted((a, b) => a.receivedAt - b.receivedAt);

/** What ends a hang: a prediction takes some ten milliseconds, in a crowd ten times as long. */
const timeout = Math.max(180_000, predictionsWanted * 200);

describe('features that are logged while carts change', { timeout }, () => {
  test('are computed again to the last bit, and what was planted is found (operations M2, M3)', async ({
    systemOfRecord: database,
    connection: redis,
    analytics: clickhouse,
    newShop,
  }) => {
    const random = chance(20_261_127);
    const path = await openPath({ database, redis, clickhouse });
    const shops = await Promise.all(Array.from({ length: shopsCount }, () => newShop()));
    const perShop = predictionsWanted / rounds / shopsCount;
    const people = Math.max(5, Math.ceil(perShop / 2));
    let waiting: AcceptedEvent[] = [];
    for (let round = 0; round < rounds; round++) {
      const told = shops.map((shop) => roundOf(shop, people, round, random));
      const endMs = minuteAt((round + 1) * minutesPerRound);
      waiting.push(...told.flatMap(({ arrived, late }) => [...arrived, ...late]));
      path.moveTo(endMs);
      await path.take(byArrival(waiting.filter(({ receivedAt }) => receivedAt <= endMs)));
      waiting = waiting.filter(({ receivedAt }) => receivedAt > endMs);
      for (const shop of shops) {
        const open = await shop.write((tx) => tx.select().from(carts));
        for (let asked = 0; asked < perShop; asked++) {
          const cart = open[Math.floor(random() * open.length)];
          if (!cart) throw new Error('no cart');
          // Half of what was kept is forgotten, as after an hour.
          if (cart.anonymousId !== null && random() < 0.5)
            await redis.del(redisKeys.activity(shop.storeId, `a:${cart.anonymousId}`));
          path.moveTo(endMs + Math.floor(random() * minuteMs));
          await path.predict(shop, cart, round * 100_000 + asked + 1);
        }
      }
    }
    await path.take(byArrival(waiting));
    expect(new Set(path.reads)).toEqual(new Set(['hit', 'folded']));

    const { checked, differing } = await path.check();
    const found = await Promise.all(shops.map(({ storeId }) => readFeatureChecks(database, { storeId })));
    expect(found.flat().map(({ byFeature }) => byFeature)).toEqual(shops.map(() => ({})));
    expect([checked, differing]).toEqual([Math.ceil(perShop) * shopsCount * rounds, 0]);

    // A view that analytics has and the cache never got: served otherwise than it would be learned from.
    const [shop] = shops;
    const [cart] = shop ? await shop.write((tx) => tx.select().from(carts).limit(1)) : [];
    if (!shop || !cart?.anonymousId) throw new Error('nobody to plant it at');
    const minute = rounds * minutesPerRound + 40;
    path.moveTo(minuteAt(minute));
    await path.predict(shop, cart, 9_000_001);
    const missed = eventsOf(shop.storeId, { anonymousId: cart.anonymousId });
    await path.analyse([missed('product_viewed', { productId: 'p-missed', minute: minute + 1 })]);
    path.moveTo(minuteAt(minute + 2));
    await path.predict(shop, cart, 9_000_002);
    expect(await path.check()).toEqual({ checked: 2, differing: 1 });
    const [day] = await readFeatureChecks(database, { storeId: shop.storeId });
    expect(Object.keys(day?.byFeature ?? {})).toContain('activity_age_seconds');
  });
});
