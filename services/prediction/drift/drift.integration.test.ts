import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import {
  campaigns,
  driftChecks,
  orders,
  predictions,
  recoveries,
  trainingRuns,
} from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { startOfDayMs } from '../../../domain/analytics/calendar.ts';
import { daysCompared } from '../../../domain/drift/week-by-weekday.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import { type SimulatedShop, simulateDays, simulatedFeatures } from '../../../test/drift-simulation.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { chance } from '../../../test/statistics/chance.ts';
import { test } from '../../../test/system-of-record.ts';
import { recoveryWorkflowId } from '../../../workflows/contract.ts';
import { checkDrift } from './check.ts';
import { checksKeptMs, getDriftCheck, listDrift, purgeOldChecks } from './checks.ts';
import { cartsPerDayMax, comparedDays } from './read-sample.ts';
import { allStores, storesToCheck } from './scopes-due.ts';

const timeZone = 'Asia/Kathmandu';
/** One o'clock at night of the shop, so that the day before is over there and not yet in UTC. */
const now = new Date(startOfDayMs(Temporal.Now.zonedDateTimeISO(timeZone).toPlainDate(), timeZone) + hourMs);
const version = 'purchase-7';

/** Writes what a simulated shop lived, with everybody drawn for the holdout: nobody is written to. */
async function live(shop: Shop, simulated: SimulatedShop, { days = daysCompared, modelVersion = version } = {}) {
  const { startsMs } = comparedDays(now.getTime(), timeZone);
  const lived = simulateDays(simulated, days, chance(1)).flat();
  const rows = lived.map((cart, index) => ({
    ...cart,
    id: randomUUID(),
    index,
    customerId: randomUUID(),
    cartId: randomUUID(),
  }));
  const atOf = ({ day, index }: { day: number; index: number }) =>
    new Date((startsMs[day] ?? 0) + (index % 1_400) * 60_000);
  const { storeId, campaignId } = shop;
  await shop.write(async (tx) => {
    await tx
      .update(campaigns)
      .set({ holdoutPercent: 100, holdoutSince: new Date(0) })
      .where(eq(campaigns.id, campaignId));
    for (let from = 0; from < rows.length; from += 1_000) {
      const page = rows.slice(from, from + 1_000);
      await tx.insert(recoveries).values(
        page.map((row) => ({
          ...{
            storeId,
            id: row.id,
            cartId: row.cartId,
            customerId: row.customerId,
            campaignId,
            campaignVersion: 1,
            n: 1,
          },
          ...{ workflowId: recoveryWorkflowId(storeId, row.cartId, 1), stage: 'ended' as const },
          ...{ abandonedAt: atOf(row), endedAt: atOf(row) },
        })),
      );
      await tx.insert(predictions).values(
        page.map((row) => ({
          ...{
            storeId,
            id: row.id,
            recoveryId: row.id,
            cartId: row.cartId,
            purpose: 'recovery' as const,
            at: atOf(row),
          },
          ...{ probability: row.probability, modelVersion, reasons: [], featureSet: 'session', featureSetVersion: 1 },
          ...{
            featureSetHash: 'x',
            features: simulatedFeatures.map((name, place) => [name, row.features[place] ?? null] as const),
          },
        })),
      );
      const bought = page.filter((row) => row.bought);
      if (bought.length > 0)
        await tx.insert(orders).values(
          bought.map((row) => ({
            ...{ storeId, id: randomUUID(), externalId: row.id, customerId: row.customerId, cartId: row.cartId },
            ...{ status: 'placed' as const, arrivedAt: new Date(atOf(row).getTime() + hourMs), placedAt: atOf(row) },
          })),
        );
    }
  });
  return lived;
}

const scopeOf = ({ storeId }: Shop) => ({ storeId, timeZone });
const runsOf = (database: Database, storeId: string | null) =>
  withEngine(database, (tx) =>
    tx
      .select()
      .from(trainingRuns)
      .where(storeId === null ? isNull(trainingRuns.storeId) : eq(trainingRuns.storeId, storeId)),
  );

test('a change of behaviour that lasts is found once a day, said, and training is asked for within its budget', async ({
  systemOfRecord,
  newShop,
}) => {
  const shop = await newShop({ timeZone });
  const lived = await live(shop, { cartsPerDay: 250, change: { fromDay: 14, odds: 0.9 } }, { days: daysCompared + 1 });
  const [found] = await checkDrift(systemOfRecord, { scope: scopeOf(shop), now });
  expect(found?.report).toMatchObject({
    state: 'alarmed',
    cause: { kind: 'behaviour', group: 'untouched', direction: 'more' },
  });
  expect(found?.retraining).toEqual({ kind: 'asked' });
  // What was read is what was lived: every cart, and the purchases of those whose time to buy is over.
  const matured = lived.filter(({ day }) => day >= 14 && day < daysCompared - 3);
  const realised = found?.report.realised[0]?.now;
  expect(realised?.carts).toBeGreaterThanOrEqual(matured.length);
  expect(found?.report.cartsNow).toBe(lived.filter(({ day }) => day >= 21 && day < daysCompared).length);

  expect(await checkDrift(systemOfRecord, { scope: scopeOf(shop), now })).toEqual([]);
  const [run, ...others] = await runsOf(systemOfRecord, shop.storeId);
  expect([run?.reason, others.length]).toEqual(['drift', 0]);
  const [served] = await listDrift(systemOfRecord, { storeId: shop.storeId, now });
  expect(served?.newest).toMatchObject({ scope: 'store', version, state: 'alarmed', trainingRunId: run?.id });
  expect(served?.history).toMatchObject([{ state: 'alarmed', asked: true }]);

  const nextDay = new Date(now.getTime() + dayMs);
  const [again] = await checkDrift(systemOfRecord, { scope: scopeOf(shop), now: nextDay });
  expect(again?.retraining).toMatchObject({ kind: 'not_asked', because: 'cool_down' });
  const [later] = await listDrift(systemOfRecord, { storeId: shop.storeId, now: nextDay });
  expect(later?.history).toHaveLength(2);
  expect(later?.newest.alarmedSince).toEqual(served?.newest.alarmedSince);
});

test('a shop in which nothing changes is as before, and is checked when its own day is over', async ({
  systemOfRecord,
  newShop,
}) => {
  const shop = await newShop({ timeZone });
  await live(shop, { cartsPerDay: 60 });
  const due = async (at: Date) =>
    (await storesToCheck(systemOfRecord, { after: null, now: at })).filter(({ storeId }) => storeId === shop.storeId);
  expect(await due(now)).toEqual([scopeOf(shop)]);
  const [found] = await checkDrift(systemOfRecord, { scope: scopeOf(shop), now });
  expect(found?.report).toMatchObject({ state: 'healthy', alarms: [], cause: null });
  expect(found?.report.features.map(({ name }) => name)).toEqual(simulatedFeatures);
  expect(await due(now)).toEqual([]);
  expect(await due(new Date(now.getTime() + dayMs))).toHaveLength(1);
  expect(await runsOf(systemOfRecord, shop.storeId)).toEqual([]);
});

test('two days with five times the traffic and the same behaviour raise no alarm and ask for no training (operations M9)', async ({
  systemOfRecord,
  newShop,
}) => {
  const shop = await newShop({ timeZone });
  const lived = await live(shop, { cartsPerDay: 80, change: { fromDay: 24, toDay: 25, traffic: 5 } });
  const carts = (day: number) => lived.filter((one) => one.day === day).length;
  expect(carts(24)).toBeGreaterThan(3 * carts(23));
  const [found] = await checkDrift(systemOfRecord, { scope: scopeOf(shop), now });
  expect(found?.report).toMatchObject({ state: 'healthy', alarms: [] });
  expect(found?.retraining).toEqual({ kind: 'not_asked', because: 'no_change', until: null });
  expect(await runsOf(systemOfRecord, shop.storeId)).toEqual([]);
});

test('a store sees its own checks and those over all stores, and none of another', async ({
  systemOfRecord,
  newShop,
}) => {
  const [one, two] = [await newShop({ timeZone }), await newShop({ timeZone })];
  await live(one, { cartsPerDay: 5 }, { modelVersion: 'prior-1' });
  await checkDrift(systemOfRecord, { scope: scopeOf(one), now });
  await checkDrift(systemOfRecord, { scope: allStores, now });
  const [own] = await listDrift(systemOfRecord, { storeId: one.storeId, now });
  expect(own?.newest).toMatchObject({ scope: 'store', state: 'learning' });
  const seen = await listDrift(systemOfRecord, { storeId: two.storeId, now });
  expect(new Set(seen.map(({ newest }) => newest.scope))).toEqual(new Set(['platform']));
  expect(JSON.stringify(seen)).not.toContain(one.storeId);
  const id = own?.newest.id ?? '';
  await expect(getDriftCheck(systemOfRecord, { storeId: two.storeId, id })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect((await getDriftCheck(systemOfRecord, { storeId: one.storeId, id })).id).toBe(id);
});

test('of a day with more carts than are read, those are drawn by their ids, and all are counted', async ({
  systemOfRecord,
  newShop,
}) => {
  const shop = await newShop({ timeZone });
  const rush = { fromDay: 27, traffic: 60 };
  const lived = await live(shop, { cartsPerDay: 30, change: rush });
  const [found] = await checkDrift(systemOfRecord, { scope: scopeOf(shop), now });
  const ofDay = lived.filter(({ day }) => day === 27).length;
  const before = lived.filter(({ day }) => day >= 21 && day < 27).length;
  expect(ofDay).toBeGreaterThan(cartsPerDayMax);
  expect(found?.report.cartsNow).toBeGreaterThan(before + 0.8 * cartsPerDayMax);
  expect(found?.report.cartsNow).toBeLessThan(before + 1.2 * cartsPerDayMax);
});

test('checks are kept for more than a year and then forgotten', async ({ systemOfRecord, newShop }) => {
  const shop = await newShop({ timeZone });
  await live(shop, { cartsPerDay: 2 });
  await checkDrift(systemOfRecord, { scope: scopeOf(shop), now });
  const left = () =>
    withEngine(systemOfRecord, (tx) =>
      tx
        .select()
        .from(driftChecks)
        .where(and(eq(driftChecks.storeId, shop.storeId))),
    );
  await purgeOldChecks(systemOfRecord, { now: now.getTime() + checksKeptMs - 1, limit: 100 });
  expect(await left()).toHaveLength(1);
  await purgeOldChecks(systemOfRecord, { now: now.getTime() + checksKeptMs + 1, limit: 100 });
  expect(await left()).toEqual([]);
});
