import type { ClickHouseClient } from '@clickhouse/client';
import { and, eq } from 'drizzle-orm';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import { featureChecks } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs, minuteMs } from '../../../domain/duration.ts';
import { shopperOf } from '../../../events/shopper-key.ts';
import { cartFeatureSet, recomputable } from '../../../ml/cart-features.ts';
import { vectorOf } from '../../../ml/feature-set.ts';
import { foldActivity } from '../features/fold-activity.ts';
import { readCustomerHistory } from '../features/read-customer-history.ts';
import { inStoreTime } from '../features/store-time.ts';
import { loggedSet } from '../predictions/logged-vector.ts';

export interface CheckDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly clickhouse: ClickHouseClient;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface CheckedFeatures {
  readonly checked: number;
  readonly differing: number;
}

/** Analytics is seconds behind: until then it may lack what the prediction saw. */
const settledMs = 10 * minuteMs;
/** The newest of what is looked at first: a feature that is computed otherwise since an hour shows there. */
const sinceMs = dayMs;

interface Logged {
  readonly storeId: string;
  readonly atMs: number;
  readonly customerId: string;
  readonly anonymousId: string | null;
  readonly timeZone: string;
  readonly timeScale: number;
  readonly features: readonly number[];
}

/**
 * Computes logged vectors again from what was known at their moment: events that had happened *and* arrived by then, orders and
 * messages of before. What differs is served otherwise than it is learned from. Keeps the figures of the day and returns those
 * of this look; what is of the cart, the addresses and the consents as they stood cannot be computed again and is not compared.
 */
export async function checkFeatures(deps: CheckDeps, { limit }: { readonly limit: number }): Promise<CheckedFeatures> {
  const nowMs = deps.now();
  const sample = await readSample(deps, nowMs, limit);
  const byStore = Map.groupBy(sample, ({ storeId }) => storeId);
  let [checked, differing] = [0, 0];
  for (const [storeId, logged] of byStore) {
    const byFeature: Record<string, number> = {};
    let differingHere = 0;
    for (const one of logged) {
      const names = differingFeatures(one.features, await computeAgain(deps, one));
      for (const name of names) byFeature[name] = (byFeature[name] ?? 0) + 1;
      if (names.length > 0) differingHere += 1;
    }
    const untilMs = Math.max(...logged.map(({ atMs }) => atMs));
    await keepFigures(deps, { storeId, nowMs, untilMs, checked: logged.length, differing: differingHere, byFeature });
    checked += logged.length;
    differing += differingHere;
  }
  return { checked, differing };
}

/** A part in ten million: what the fourth of four bytes can hold. */
const relativeMax = 1e-6;

/** The names of the features that are not the same; what is not known has to be unknown both times. */
export function differingFeatures(logged: readonly number[], again: Float32Array): readonly string[] {
  return cartFeatureSet.features.flatMap(({ name }, place) => {
    const [one, other] = [logged[place] ?? NaN, again[place] ?? NaN];
    if (!recomputable[place] || Object.is(Math.fround(one), Math.fround(other))) return [];
    return Math.abs(one - other) <= relativeMax * Math.abs(one) ? [] : [name];
  });
}

async function computeAgain({ database, clickhouse }: CheckDeps, logged: Logged): Promise<Float32Array> {
  const { storeId, atMs, customerId, anonymousId, timeZone, timeScale } = logged;
  const shopper = shopperOf({ anonymousId: anonymousId ?? undefined }, database.engine.addressHasher);
  const [activity, history] = await Promise.all([
    foldActivity(forStore(clickhouse, storeId), shopper ?? '', atMs),
    withEngine(database, (tx) => readCustomerHistory(tx, { storeId, customerId, atMs, timeScale })),
  ]);
  return vectorOf(cartFeatureSet, { activity: inStoreTime(activity, timeScale), cart: null, history, atMs, timeZone });
}

/** Those that no look has seen yet, drawn over all stores; only of devices, whose name does not change. */
async function readSample({ database }: CheckDeps, nowMs: number, limit: number): Promise<readonly Logged[]> {
  const [from, to] = [nowMs - sinceMs, nowMs - settledMs].map((ms) => new Date(ms).toISOString());
  return withEngine(
    database,
    (tx) => rawSql(tx)<Logged[]>`
      select p.store_id as "storeId", (extract(epoch from p.at) * 1000)::float8 as "atMs", r.customer_id as "customerId",
        c.anonymous_id as "anonymousId", s.time_zone as "timeZone", s.time_scale as "timeScale", p.logged_features as features
      from predictions p
      join recoveries r on r.store_id = p.store_id and r.id = p.recovery_id
      join carts c on c.store_id = p.store_id and c.id = p.cart_id
      join stores s on s.store_id = p.store_id
      where p.at > greatest(${from ?? ''}::timestamptz, (
          select max(f.checked_until) from feature_checks f where f.store_id = p.store_id
        )) and p.at <= ${to ?? ''}::timestamptz
        and p.logged_set = ${loggedSet} and c.anonymous_id is not null
      order by p.at limit ${limit}::int`,
  );
}

async function keepFigures(
  { database }: CheckDeps,
  {
    storeId,
    nowMs,
    untilMs,
    checked,
    differing,
    byFeature,
  }: CheckedFeatures & {
    readonly storeId: string;
    readonly nowMs: number;
    readonly untilMs: number;
    readonly byFeature: Readonly<Record<string, number>>;
  },
): Promise<void> {
  const day = new Date(nowMs).toISOString().slice(0, 10);
  await withEngine(database, async (tx) => {
    const [before] = await tx
      .select()
      .from(featureChecks)
      .where(and(eq(featureChecks.storeId, storeId), eq(featureChecks.day, day)))
      .for('update');
    const counts = { ...before?.byFeature };
    for (const [name, times] of Object.entries(byFeature)) counts[name] = (counts[name] ?? 0) + times;
    const values = {
      checked: (before?.checked ?? 0) + checked,
      differing: (before?.differing ?? 0) + differing,
      byFeature: counts,
      checkedUntil: new Date(untilMs),
    };
    await tx
      .insert(featureChecks)
      .values({ storeId, day, ...values })
      .onConflictDoUpdate({ target: [featureChecks.storeId, featureChecks.day], set: values });
  });
}
