import type { Redis } from 'ioredis';
import { describe, expect } from 'vitest';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { activityTtlSeconds, redisKeys, refoldSeconds } from '../../../db/redis/keys.ts';
import { addOperations, type CartOperation, contentsOf, emptyCart } from '../../../domain/cart.ts';
import type { AcceptedEvent, StorefrontEvent } from '../../../events/event.ts';
import { type MatchedEvent, seen } from '../../../events/matched-event.ts';
import { cartFeatureSet } from '../../../ml/cart-features.ts';
import { vectorOf } from '../../../ml/feature-set.ts';
import { featureVector } from '../../../ml/features.ts';
import type { ShoppingActivity } from '../../../ml/shopping-activity.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { eventRowOf } from '../../analytics/export/event-row.ts';
import { cartOperationOf } from '../../state/carts/cart-operations.ts';
import { createFeatureStore, type FeatureRead, type FeatureStoreOptions } from './feature-store.ts';
import { refreshActivity } from './refresh-activity.ts';

const startMs = Date.parse('2026-11-20T10:00:00.000Z');
const nowMs = startMs + 3_600_000;

/** A fresh store with its features, and one customer's device. */
interface Place {
  readonly shop: Shop;
  readonly redis: Redis;
  /** What each read so far was answered from. */
  readonly reads: FeatureRead[];
  get(cartId: string): ReturnType<ReturnType<typeof createFeatureStore>['get']>;
  /** Puts events where the pipeline puts them: into analytics. */
  analyse(events: readonly MatchedEvent[]): Promise<void>;
  refresh(events: readonly MatchedEvent[]): Promise<number>;
  /** A cart as these events make it. */
  cartOf(
    events: readonly MatchedEvent[],
    options?: { anonymousId?: string | null; customerId?: string },
  ): Promise<string>;
}

interface PlaceOptions extends Partial<FeatureStoreOptions> {
  readonly analytics?: boolean;
  readonly timeScale?: number;
}

const test = base
  .extend('connection', { scope: 'file' }, ({ redis }, { onCleanup }): Redis => {
    const connection = connectRedis(redis.url, { purpose: 'request' });
    onCleanup(async () => {
      await connection.quit();
    });
    return connection;
  })
  .extend('newPlace', { scope: 'file' }, async ({ systemOfRecord, newShop, connection, clickhouse }) => {
    await migrateClickhouse(clickhouse);
    return async ({ analytics = true, timeScale = 1, ...change }: PlaceOptions = {}): Promise<Place> => {
      const shop = await newShop({ timeZone: 'Europe/Vienna', timeScale });
      const reads: FeatureRead[] = [];
      const store = createFeatureStore({
        redis: connection,
        database: systemOfRecord,
        ...(analytics && { clickhouse }),
        onRead: (result) => reads.push(result),
        now: () => nowMs,
        ...change,
      });
      return {
        shop,
        redis: connection,
        reads,
        get: (cartId) => store.get(shop.storeId, cartId),
        analyse: async (events) => {
          const values = events.map(({ event }) => eventRowOf({ ...event, storeId: shop.storeId }, addressHasher));
          await clickhouse.insert({ table: 'events', values, format: 'JSONEachRow' });
        },
        refresh: (events) => refreshActivity(connection, inStore(shop.storeId, events), addressHasher),
        cartOf: async (events, { anonymousId = 'device-1', customerId } = {}) => {
          const operations = events.flatMap(
            (event): CartOperation | [] => cartOperationOf(event, { followBrowsing: false })?.operation ?? [],
          );
          const fold = addOperations(emptyCart, operations);
          const { lines, valueMinor, currency } = contentsOf(fold);
          const owner = { anonymousId, customerId: customerId ?? (await shop.customer()) };
          const cart = await shop.cart({ ...owner, fold, lines, valueMinor, currency });
          return cart.id;
        },
      };
    };
  });

let events = 0;
const nameAt = (place: number) => cartFeatureSet.features[place]?.name ?? '';

function happened(second: number, event: Record<string, unknown> & { type: StorefrontEvent['type'] }): MatchedEvent {
  const atMs = startMs + second * 1_000;
  const accepted = {
    id: `event-${++events}`,
    occurredAt: new Date(atMs).toISOString(),
    receivedAt: atMs,
    who: { anonymousId: 'device-1' },
    storeId: '',
    ...event,
  };
  return seen(accepted as unknown as AcceptedEvent, null);
}

const looked = (second: number, productId = 'p-1') => happened(second, { type: 'product_viewed', productId });
const added = (second: number, productId = 'p-1') =>
  happened(second, { type: 'line_added', cartId: 'c-1', line: { productId, quantity: 2, unitPriceMinor: 500 } });
const removed = (second: number, productId = 'p-1') =>
  happened(second, { type: 'line_removed', cartId: 'c-1', productId, quantity: 1 });

const inStore = (storeId: string, list: readonly MatchedEvent[]) =>
  list.map((one) => ({ ...one, event: { ...one.event, storeId } }));

describe('features of a cart', () => {
  test('hold what the customer did, what is in the cart, and the moment and zone of the decision', async ({
    newPlace,
  }) => {
    const place = await newPlace();
    const story = [looked(0), looked(30, 'p-2'), added(40)];
    await place.analyse(story);
    const input = await place.get(await place.cartOf(story));
    expect(input).toMatchObject({
      activity: { browsingSeen: true, session: { productViews: 2, eventCount: 3, productViewMs: 40_000 } },
      cart: { distinctItems: 1, itemCount: 2, valueMinor: 1_000 },
      atMs: nowMs,
      timeZone: 'Europe/Vienna',
    });
  });

  test('count the time on product pages by the clock of the store', async ({ newPlace }) => {
    const place = await newPlace({ timeScale: 60 });
    const story = [looked(0), added(1)];
    await place.analyse(story);
    expect((await place.get(await place.cartOf(story)))?.activity.session?.productViewMs).toBe(60_000);
  });

  test('are undefined for a cart that the store does not have', async ({ newPlace }) => {
    const [place, other] = [await newPlace(), await newPlace()];
    const cartId = await other.cartOf([added(0)]);
    expect(await place.get(cartId)).toBeUndefined();
    expect(place.reads).toEqual(['unknown']);
  });

  test('are cached for an hour by the first read, and the second one is answered from there', async ({ newPlace }) => {
    const place = await newPlace();
    const story = [looked(0), added(40)];
    await place.analyse(story);
    const cartId = await place.cartOf(story);
    const [first, second] = [await place.get(cartId), await place.get(cartId)];
    expect(second).toEqual(first);
    expect(place.reads).toEqual(['folded', 'hit']);
    const ttlSeconds = await place.redis.ttl(redisKeys.activity(place.shop.storeId, 'a:device-1'));
    expect(ttlSeconds).toBeGreaterThan(activityTtlSeconds - 60);
    expect(ttlSeconds).toBeLessThanOrEqual(activityTtlSeconds);
  });

  test('follow the events of committed batches once they are cached, as if all had been folded at once', async ({
    newPlace,
  }) => {
    const [place, whole] = [await newPlace(), await newPlace()];
    const [early, late] = [
      [looked(0), added(40)],
      [looked(50, 'p-2'), added(70, 'p-2'), removed(75)],
    ];
    const cartId = await place.cartOf(early);
    await place.analyse(early);
    await place.get(cartId);
    expect(await place.refresh(late.toReversed())).toBe(1);
    await whole.analyse([...early, ...late]);
    const refreshed = await place.get(cartId);
    const folded = await whole.get(await whole.cartOf([...early, ...late]));
    expect(place.reads).toEqual(['folded', 'hit']);
    expect(refreshed?.activity).toEqual(folded?.activity);
  });

  test('are the same a minute before the cache forgets them and a minute after, but for their age (operations M3)', async ({
    newPlace,
  }) => {
    let atMs = nowMs;
    const place = await newPlace({ now: () => atMs });
    const story = [looked(0), looked(30, 'p-2'), added(40)];
    await place.analyse(story);
    const cartId = await place.cartOf(story);
    const vectorAt = async (minutes: number) => {
      atMs = nowMs + minutes * 60_000;
      const input = await place.get(cartId);
      if (!input) throw new Error('the cart is there');
      return Object.fromEntries(Array.from(vectorOf(cartFeatureSet, input), (value, at) => [nameAt(at), value]));
    };
    await vectorAt(0);
    const before = await vectorAt(59);
    await place.redis.del(redisKeys.activity(place.shop.storeId, 'a:device-1'));
    const after = await vectorAt(61);
    expect(place.reads).toEqual(['folded', 'hit', 'folded']);
    expect(after['activity_age_seconds']).toBe((before['activity_age_seconds'] ?? NaN) + 120);
    expect({ ...after, activity_age_seconds: 0 }).toEqual({ ...before, activity_age_seconds: 0 });
  });

  test('that somebody is told of late are folded anew, and not cached until analytics has surely seen them', async ({
    newPlace,
  }) => {
    const [place, whole] = [await newPlace(), await newPlace()];
    const [early, late] = [[looked(0), added(40)], looked(20, 'p-2')];
    const cartId = await place.cartOf(early);
    await place.analyse(early);
    await place.get(cartId);
    await place.refresh([late]);
    await place.analyse([late]);
    await whole.analyse([...early, late]);
    const [told, folded] = [await place.get(cartId), await whole.get(await whole.cartOf([...early, late]))];
    expect(told?.activity).toEqual(folded?.activity);
    expect(told?.activity.session).toMatchObject({ productViews: 2, productViewMs: 40_000 });
    await place.get(cartId);
    expect(place.reads).toEqual(['folded', 'folded', 'folded']);
    const ttlSeconds = await place.redis.ttl(redisKeys.activity(place.shop.storeId, 'a:device-1'));
    expect([ttlSeconds > 0, ttlSeconds <= refoldSeconds]).toEqual([true, true]);
    // What comes meanwhile is folded from there as well.
    expect(await place.refresh([looked(60)])).toBe(0);
  });

  test('are not begun by a batch: half of a story would be taken for the whole', async ({ newPlace }) => {
    const place = await newPlace();
    expect(await place.refresh([looked(0)])).toBe(0);
    expect(await place.redis.exists(redisKeys.activity(place.shop.storeId, 'a:device-1'))).toBe(0);
  });

  test('of two stores stay apart though customers, carts and products have the same names', async ({ newPlace }) => {
    const [place, other] = [await newPlace(), await newPlace()];
    const [one, two] = [[looked(0), added(40)], [added(5)]];
    await place.analyse(one);
    await other.analyse(two);
    const [cartId, otherCartId] = [await place.cartOf(one), await other.cartOf(two)];
    await place.get(cartId);
    await other.get(otherCartId);
    await place.refresh([looked(60)]);
    expect((await place.get(cartId))?.activity.session).toMatchObject({ productViews: 2, eventCount: 3 });
    expect((await other.get(otherCartId))?.activity.session).toMatchObject({ productViews: 0, eventCount: 1 });
  });

  test('of a shop that names no device go by who is signed in', async ({ newPlace }) => {
    const place = await newPlace();
    const customerId = await place.shop.customer({ email: 'ann@shopper.example' });
    const who = { who: { email: 'ann@shopper.example' } };
    const story = [
      happened(0, { type: 'product_viewed', productId: 'p-1', ...who }),
      happened(9, { type: 'line_added', cartId: 'c-1', line: { productId: 'p-1', quantity: 1 }, ...who }),
    ];
    await place.analyse(story);
    const input = await place.get(await place.cartOf(story, { anonymousId: null, customerId }));
    expect(input?.activity.session?.productViews).toBe(1);
    expect((await place.redis.keys(`{${place.shop.storeId}}*`)).join()).not.toContain('ann@');
  });
});

describe('features without analytics', () => {
  test('agree with it on the cart, know the orders, and say that views are not known', async ({ newPlace }) => {
    const place = await newPlace();
    const bare = await newPlace({ analytics: false });
    const story = [added(0), added(20, 'p-2'), removed(25), added(4_000, 'p-3')];
    await place.analyse(story);
    const folded = await place.get(await place.cartOf(story));
    const rebuilt = await bare.get(await bare.cartOf(story));
    expect([place.reads, bare.reads]).toEqual([['folded'], ['rebuilt']]);
    expect(rebuilt?.activity).toEqual(folded?.activity);
    expect(rebuilt?.activity).toMatchObject({
      browsingSeen: false,
      previousSessions: 1,
    } satisfies Partial<ShoppingActivity>);
  });

  test('give a vector that the model accepts: what is not known is not a number, and nothing else', async ({
    newPlace,
  }) => {
    const place = await newPlace();
    const customerId = await place.shop.customer();
    await place.shop.order({ customerId, placedAt: new Date(startMs - 86_400_000) });
    const input = await place.get(await place.cartOf([added(0)], { customerId }));
    expect(place.reads).toEqual(['rebuilt']);
    expect(input && [...featureVector(input)]).toEqual([NaN, NaN, NaN, 1, 0]);
  });

  test('are completed by the cart while analytics is behind, and not cached then', async ({ newPlace }) => {
    const place = await newPlace();
    const story = [looked(0), added(40), added(50, 'p-2')];
    await place.analyse(story.slice(0, 2));
    const input = await place.get(await place.cartOf(story));
    expect(input?.activity.cart.changes).toBe(2);
    expect(await place.redis.exists(redisKeys.activity(place.shop.storeId, 'a:device-1'))).toBe(0);
  });

  test('are there though neither cache nor analytics can be asked, and both failures are told', async ({
    newPlace,
    redis,
  }) => {
    const gone = connectRedis(redis.url, { purpose: 'request' });
    gone.disconnect();
    const failures: unknown[] = [];
    const broken = { query: () => Promise.reject(new Error('analytics is gone')) };
    const place = await newPlace({
      redis: gone,
      clickhouse: broken as never,
      onFailure: (error) => failures.push(error),
    });
    const input = await place.get(await place.cartOf([added(0)]));
    expect(input?.activity.cart.changes).toBe(1);
    expect(failures).toHaveLength(2);
  });
});
