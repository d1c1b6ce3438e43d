import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, onTestFinished } from 'vitest';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import {
  memberships,
  messages,
  predictions,
  quotaAlerts,
  stores,
  usage,
  usageMarks,
  usagePeriods,
} from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import type { MeterName } from '../../../domain/metering/meter.ts';
import { quantityOf, slotOf } from '../../../domain/metering/meter.ts';
import type { PlanLimits } from '../../../domain/metering/plan.ts';
import { periodKeyAt, periodStartMs, usagePeriod } from '../../../domain/metering/usage-period.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import { eventsOf } from '../../../test/event-factory.ts';
import { newMember } from '../../../test/report-fixture.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { settleMessage } from '../../messaging/messages/settle.ts';
import { applyEntries } from '../../pipeline/apply-entries.ts';
import { sweepCarts } from '../../recovery/abandonment/sweep.ts';
import { createStoreThresholdsCache } from '../../state/stores/idle-thresholds.ts';
import { setPlan } from '../../state/usage/plans.ts';
import { createQuotaKeeper } from '../../state/usage/quotas.ts';
import { eventRowOf } from '../export/event-row.ts';
import { readInvoice } from './read-invoice.ts';
import { recountUsage } from './recount.ts';
import { rollUpUsage } from './roll-up.ts';

const test = base.extend('analytics', { scope: 'file' }, async ({ clickhouse }): Promise<ClickHouseClient> => {
  await migrateClickhouse(clickhouse);
  return clickhouse;
});

const operator = { kind: 'operator', storeId: null } as const;
const line = { productId: 'p', quantity: 1, unitPriceMinor: 500 };
const timeZone = 'Asia/Kolkata';
/** A log of which analytics has everything. */
const allSeen = { partitions: 1, read: async () => [] };

const rowsOf = (shop: Shop, meter: MeterName) =>
  shop.write((tx) => tx.select().from(usage).where(eq(usage.meter, meter)));
const usedOf = async (shop: Shop, meter: MeterName) => quantityOf(meter, await rowsOf(shop, meter));

describe('what is metered', () => {
  test('is what analytics and the journal hold, to the unit, however often the counting is killed (operations T21)', async ({
    systemOfRecord: database,
    analytics: clickhouse,
    newShop,
  }) => {
    const run = fc.record({
      batches: fc.array(
        fc.record({
          events: fc.array(fc.record({ minute: fc.nat(60), cart: fc.constantFrom('c-1', 'c-2', 'c-3') }), {
            minLength: 1,
            maxLength: 6,
          }),
          kills: fc.nat(2),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      sent: fc.array(fc.record({ country: fc.constantFrom('AT', null), killed: fc.boolean() }), {
        ...{ minLength: 3, maxLength: 5 },
      }),
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ batches, sent }) => {
        await reopen(database);
        const shop = await newShop({ timeZone });
        const event = eventsOf(shop.storeId);
        const all: AcceptedEvent[] = [];
        let after: string | null = null;
        const id = `test-${randomUUID()}/0`;
        for (const [index, { events, kills }] of batches.entries()) {
          const batch = events.map(({ minute, cart }) => event('line_added', { cartId: cart, line, minute }));
          all.push(...batch);
          const work = { id, after, entries: [{ position: `${index + 1}-0`, events: batch }] };
          const storeThresholds = createStoreThresholdsCache();
          for (let kill = 0; kill < kills; kill++)
            await expect(applyEntries({ database: cutOff(database), storeThresholds }, work)).rejects.toThrow(
              'cut off',
            );
          await applyEntries({ database, storeThresholds }, work);
          // The same batch, brought by another process that has not heard of it.
          await expect(applyEntries({ database, storeThresholds }, work)).rejects.toThrow();
          after = `${index + 1}-0`;
        }
        // A round of the export that is cut off inserts its rows again.
        for (const _ of [1, 2])
          await clickhouse.insert({
            table: 'events',
            values: all.map((event) => eventRowOf(event, addressHasher)),
            format: 'JSONEachRow',
          });
        for (const { country, killed } of sent) {
          await send(shop, country);
          const counting = rollUpUsage(killed ? cutOff(database) : database, { nowMs: Date.now() });
          if (killed) await expect(counting).rejects.toThrow('cut off');
          else await counting;
        }
        for (const _ of [1, 2]) await rollUpUsage(database, { nowMs: Date.now() });
        await closeNow(database);

        expect(await usedOf(shop, 'events')).toBe(all.length);
        expect(await usedOf(shop, 'messages')).toBe(sent.length);
        const carts = new Set(batches.flatMap(({ events }) => events.map(({ cart }) => cart)));
        expect(await usedOf(shop, 'active_carts')).toBe(carts.size);
        for (const period of ['2026-01', periodKeyAt(Date.now(), timeZone)]) {
          const asked = { storeId: shop.storeId, period, nowMs: Date.now() };
          const { meters, differences, ...messagesOf } = await recountUsage(
            { database, clickhouse, eventLog: allSeen },
            asked,
          );
          // Carts of a sent message were put straight into the table: nothing of the pipeline counted them.
          expect(differences.filter(({ meter }) => meter !== 'active_carts')).toEqual([]);
          expect(messagesOf).toMatchObject({ messagesWithoutEntry: 0, entriesWithoutMessage: 0 });
          for (const { meter, metered, counted } of meters) if (meter !== 'active_carts') expect(metered).toBe(counted);
        }
      }),
      { numRuns: 8 },
    );
  });

  test('and is not what was counted is said, quarter by quarter', async ({
    systemOfRecord: database,
    analytics: clickhouse,
    newShop,
  }) => {
    const shop = await newShop();
    const event = eventsOf(shop.storeId);
    const events = [event('line_added', { cartId: 'c', line, minute: 1 })];
    await clickhouse.insert({
      table: 'events',
      values: events.map((event) => eventRowOf(event, addressHasher)),
      format: 'JSONEachRow',
    });
    const message = await send(shop, 'AT');
    await closeNow(database);
    await shop.write((tx) => tx.update(messages).set({ state: 'rejected' }).where(eq(messages.id, message)));
    const asked = { storeId: shop.storeId, nowMs: Date.now() };
    const january = await recountUsage({ database, clickhouse, eventLog: allSeen }, { ...asked, period: '2026-01' });
    expect(january.differences).toEqual([
      { meter: 'events', slotMs: Date.UTC(2026, 0, 1), channel: '', country: '', metered: 0, counted: 1 },
    ]);
    const now = await recountUsage(
      { database, clickhouse, eventLog: allSeen },
      { ...asked, period: periodKeyAt(Date.now(), 'UTC') },
    );
    expect(now).toMatchObject({ messagesWithoutEntry: 0, entriesWithoutMessage: 1 });
  });

  test('is compared up to where analytics has every event, and what it lacks yet is no difference', async ({
    systemOfRecord: database,
    analytics: clickhouse,
    newShop,
  }) => {
    const shop = await newShop();
    const { storeId } = shop;
    const event = eventsOf(storeId);
    const [seen, unseen] = [
      event('line_added', { cartId: 'c', minute: 1, line }),
      event('line_added', { cartId: 'c', minute: 44, line }),
    ];
    await clickhouse.insert({ table: 'events', values: [eventRowOf(seen, addressHasher)], format: 'JSONEachRow' });
    await withEngine(database, (tx) =>
      tx
        .insert(usage)
        .values(
          [seen, unseen].map(
            ({ receivedAt }) =>
              ({ storeId, meter: 'events', slot: new Date(slotOf(receivedAt)), quantity: 1 }) as const,
          ),
        ),
    );
    await closeNow(database);
    const recountWith = async (next: AcceptedEvent | null) => {
      const read = async () => (next === null ? [] : [{ position: '9-0', events: [next] }]);
      const asked = { storeId, period: '2026-01', nowMs: Date.now() };
      const { meters, differences } = await recountUsage(
        { database, clickhouse, eventLog: { partitions: 1, read } },
        asked,
      );
      const [events] = meters.filter(({ meter }) => meter === 'events');
      return { events, differences };
    };
    expect(await recountWith(unseen)).toMatchObject({
      events: { metered: 1, counted: 1, notYetFromMs: slotOf(unseen.receivedAt - 60_000) },
      differences: [],
    });
    // Nothing of the month is there yet.
    expect(await recountWith({ ...unseen, receivedAt: Date.UTC(2025, 11, 1) })).toMatchObject({
      events: { range: null, metered: 0, counted: 0, notYetFromMs: Date.UTC(2026, 0, 1) },
      differences: [],
    });
    // Analytics says that it has everything, and lacks one.
    expect(await recountWith(null)).toMatchObject({
      events: { metered: 2, counted: 1, notYetFromMs: null },
      differences: [{ meter: 'events', metered: 1, counted: 0 }],
    });
  });

  test('breaks messages down by channel and by where people live', async ({ systemOfRecord: database, newShop }) => {
    const shop = await newShop();
    for (const country of ['AT', 'AT', null]) await send(shop, country);
    await rollUpUsage(database, { nowMs: Date.now() });
    const rows = await rowsOf(shop, 'messages');
    const by = (country: string) =>
      quantityOf(
        'messages',
        rows.filter((row) => row.country === country),
      );
    expect([by('AT'), by(''), new Set(rows.map(({ channel }) => channel))]).toEqual([2, 1, new Set(['email'])]);
  });

  test('stays when what it was counted from is forgotten', async ({ systemOfRecord: database, newShop }) => {
    const shop = await newShop();
    const cart = await shop.cart();
    await shop.write((tx) => tx.insert(predictions).values(prediction(shop.storeId, cart.id)));
    await closeNow(database);
    await shop.write((tx) => tx.delete(predictions));
    await rollUpUsage(database, { nowMs: Date.now() });
    expect(await usedOf(shop, 'predictions')).toBe(1);
  });

  test('of a team is the most members at once, and of a store that only tries something out nothing', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const [shop, trial] = [await newShop(), await newShop({ testOf: randomUUID() })];
    const members = [await newMember(database, shop.storeId, 'en'), await newMember(database, shop.storeId, 'de')];
    await newMember(database, trial.storeId, 'en');
    await rollUpUsage(database, { nowMs: Date.now() });
    await shop.write((tx) => tx.delete(memberships).where(eq(memberships.userId, members[0] ?? '')));
    await closeNow(database);
    expect((await rowsOf(shop, 'seats')).map(({ quantity }) => quantity).toSorted()).toEqual([1, 2]);
    expect(await usedOf(shop, 'seats')).toBe(2);
    await reopen(database);
    await send(trial, 'AT');
    await rollUpUsage(database, { nowMs: Date.now() });
    expect(await trial.write((tx) => tx.select().from(usage))).toEqual([]);
  });

  test('is told once in a month when it comes near and when it is used up', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const shop = await newShop();
    await plan(database, shop, { messages: { included: 5, hard: false } });
    const alerts = async () =>
      (await shop.write((tx) => tx.select().from(quotaAlerts))).map(({ meter, state, used }) => [meter, state, used]);
    for (const _ of [1, 2, 3]) await send(shop, null);
    await rollUpUsage(database, { nowMs: Date.now() });
    expect(await alerts()).toEqual([]);
    await send(shop, null);
    for (const _ of [1, 2]) await rollUpUsage(database, { nowMs: Date.now() });
    expect(await alerts()).toEqual([['messages', 'near', 4]]);
    await send(shop, null);
    const { alerts: told } = await rollUpUsage(database, { nowMs: Date.now() });
    expect(told.filter(({ storeId }) => storeId === shop.storeId)).toMatchObject([{ state: 'over', used: 5 }]);
    expect(await alerts()).toHaveLength(2);
  });
});

test('a month that is closed does not change, and what comes in later is a line of the next one (operations T21)', async ({
  systemOfRecord: database,
  newShop,
}) => {
  const now = Date.now();
  const month = { key: periodKeyAt(now, timeZone), fromMs: periodStartMs(now, timeZone) };
  const last = usagePeriod(periodKeyAt(month.fromMs - 1, timeZone), timeZone);
  const nowMs = Math.max(now, month.fromMs + 2 * hourMs);
  const shop = await newShop({ timeZone, createdAt: new Date(last.fromMs) });
  const { storeId } = shop;
  const use = (quantity: number, atMs: number) =>
    withEngine(database, (tx) =>
      tx
        .insert(usage)
        .values({ storeId, meter: 'events', slot: new Date(atMs), quantity })
        .onConflictDoUpdate({
          target: [usage.storeId, usage.meter, usage.slot, usage.channel, usage.country],
          set: { quantity },
        }),
    );
  const lines = async (period: string) =>
    (await readInvoice(database, { storeId, period, nowMs })).lines.map(({ origin, quantity }) => [origin, quantity]);
  onTestFinished(() => reopen(database));
  await use(10, last.fromMs);
  await use(7, month.fromMs);
  for (const _ of [1, 2]) await rollUpUsage(database, { nowMs });
  expect(await readInvoice(database, { storeId, period: last.key, nowMs })).toMatchObject({ isFinal: true });
  await use(14, last.fromMs);
  for (const _ of [1, 2]) await rollUpUsage(database, { nowMs });
  expect(await lines(last.key)).toEqual([[null, 10]]);
  expect(await lines(month.key)).toEqual([
    [null, 7],
    [last.key, 4],
  ]);
  // Another clock of the store moves the end of neither.
  await shop.write((tx) => tx.update(stores).set({ timeZone: 'America/Los_Angeles' }).where(eq(stores.id, storeId)));
  expect(await lines(last.key)).toEqual([[null, 10]]);
  const [closed] = await shop.write((tx) => tx.select().from(usagePeriods));
  expect([closed?.fromAt.getTime(), closed?.toAt.getTime()]).toEqual([last.fromMs, last.toMs]);
});

describe('a plan that is used up', () => {
  test('starts no recovery, and lets those go on that run', async ({ systemOfRecord: database, newShop }) => {
    const [shop, other] = [await newShop(), await newShop()];
    for (const one of [shop, other]) await plan(database, one, { messages: { included: 1, hard: true } });
    const customerId = await shop.customer();
    const running = await shop.recovery(await shop.cart({ customerId, abandonAt: null }));
    await send(shop, null);
    await rollUpUsage(database, { nowMs: Date.now() });
    const quotas = createQuotaKeeper(database);
    expect(quotas.startsNone(shop.storeId)).toBe(false);
    await quotas.refresh(Date.now());
    expect([quotas.startsNone(shop.storeId), quotas.startsNone(other.storeId)]).toEqual([true, false]);

    // A newer cart of somebody who is being won back, and one of somebody else.
    await shop.cart({ customerId, lastActivityAt: new Date(Date.now() - 1.5 * hourMs) });
    await shop.cart({ customerId: await shop.customer() });
    await other.cart({ customerId: await other.customer() });
    const swept = await sweepCarts(database, { nowMs: Date.now(), limit: 1_000, quotas });
    expect(swept.notStarted.filter((reason) => reason === 'quota_exceeded')).toHaveLength(2);
    expect((await shop.openRecoveries()).find(({ id }) => id === running)?.supersededAt).toBeNull();
    expect(await other.openRecoveries()).toHaveLength(1);
  });

  test('of events closes the doors, and knows the carts that are being won back', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const shop = await newShop();
    await plan(database, shop, { events: { included: 0, hard: true } });
    const cart = await shop.cart({ customerId: await shop.customer(), abandonAt: null });
    await shop.recovery(cart);
    const quotas = createQuotaKeeper(database);
    await quotas.refresh(Date.now());
    const used = quotas.eventsOf(shop.storeId);
    expect([used?.isInRecovery(cart.externalId), used?.isInRecovery('another')]).toEqual([true, false]);
    await plan(database, shop, { events: { included: 0, hard: false } });
    await quotas.refresh(Date.now());
    expect(quotas.eventsOf(shop.storeId)).toBeNull();
  });
});

/** Closes what was used until now, for the test at hand: the other tests are of now too. */
async function closeNow(database: Database): Promise<void> {
  onTestFinished(() => reopen(database));
  await rollUpUsage(database, { nowMs: Date.now() + hourMs });
}

async function reopen(database: Database): Promise<void> {
  await withEngine(database, (tx) => tx.update(usageMarks).set({ closedUntil: new Date(0) }));
}

function plan(database: Database, { storeId }: Shop, limits: PlanLimits) {
  return setPlan(database, { actor: operator, storeId, plan: 'custom', limits, nowMs: Date.now() });
}

/** A message that was on its way and that its provider has just taken. */
async function send(shop: Shop, country: string | null): Promise<string> {
  const cart = await shop.cart({ customerId: await shop.customer(), abandonAt: null });
  const recoveryId = await shop.recovery(cart);
  const messageId = await shop.sentMessage(cart, recoveryId, { state: 'sending', country });
  await shop.write((tx) =>
    settleMessage(tx, {
      ...{ storeId: shop.storeId, messageId },
      result: { state: 'accepted', providerMessageId: randomUUID() },
    }),
  );
  return messageId;
}

function prediction(storeId: string, cartId: string): typeof predictions.$inferInsert {
  return {
    ...{ storeId, id: randomUUID(), cartId, purpose: 'api', at: new Date(), probability: 0.5, modelVersion: 'm' },
    ...{ reasons: [], featureSet: 'session', featureSetVersion: 1, featureSetHash: 'h', features: [] },
  };
}

/** A database whose transactions do all their work and are then lost before the commit, as in a kill. */
function cutOff(database: Database): Pick<Database, 'engine'> {
  const engine = Object.create(database.engine) as Database['engine'];
  engine.transaction = (work) =>
    database.engine.transaction(async (tx) => {
      await work(tx);
      throw Object.assign(new Error('cut off'), { code: 'ECONNRESET' });
    });
  return { engine };
}
