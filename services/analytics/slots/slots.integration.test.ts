import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { describe, expect } from 'vitest';
import { readCells } from '../../../db/clickhouse/analytics/cells.ts';
import { slottedFacts } from '../../../db/clickhouse/analytics/slots.ts';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import type { Measure } from '../../../domain/analytics/measures.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import { type AnalyticsFacts, anyFacts, diceOf, insertFacts, trustSlots } from '../../../test/analytics-facts.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { checkSlots, countAllSlots, recountSlots } from './count-slots.ts';
import { dropOldPartitions } from './drop-old-partitions.ts';
import { nextNight, releaseSlots, runSlotRound } from './slot-round.ts';

const now = Date.now();
/** Not on the edges of slots, so that some are read from both. */
const range = { fromMs: now - 3 * dayMs - 12_345, toMs: now - hourMs + 678 };

const test = base.extend('analytics', { scope: 'file' }, async ({ clickhouse }): Promise<ClickHouseClient> => {
  await migrateClickhouse(clickhouse);
  return clickhouse;
});

interface Store {
  readonly storeId: string;
  readonly facts: AnalyticsFacts;
}

function newFacts(seed: number): Store {
  const storeId = randomUUID();
  const made = {
    storeId,
    dice: diceOf(seed),
    count: 60,
    fromMs: now - 4 * dayMs,
    toMs: now,
    campaigns: [randomUUID()],
  };
  return { storeId, facts: anyFacts(made) };
}

/** The same facts in another state, under a higher version. */
function changed({ facts }: Store): AnalyticsFacts {
  return {
    abandonments: facts.abandonments.map((row) => ({ ...row, version: '2', reach: 'reachable', bought_at: null })),
    messages: facts.messages.map((row) => ({ ...row, version: '2', state: 'rejected' })),
    decisions: [],
    orders: [],
  };
}

/** Every measure of every fact with slots, by all of its dimensions. */
async function numbers(clickhouse: ClickHouseClient, { storeId }: Store, useSlots: boolean) {
  return Promise.all(
    slottedFacts.map(async ({ fact, measures, dimensions }) => {
      const cells = await readCells(forStore(clickhouse, storeId), {
        ...{ fact, range, dimensions, filters: {}, offsets: [], bucketStarts: null, useSlots },
        measures: measures.map((name) => `${fact}.${name}` as Measure),
      });
      return cells.filter(({ sums }) => sums.some((sum) => sum !== '0'));
    }),
  );
}

const same = async (clickhouse: ClickHouseClient, store: Store) =>
  expect(await numbers(clickhouse, store, true)).toEqual(await numbers(clickhouse, store, false));

describe('the slots', () => {
  test('hold what their facts add up to, whatever changes and however often they are counted', async ({
    analytics: clickhouse,
  }) => {
    const store = newFacts(1);
    await insertFacts(clickhouse, store.facts);
    await same(clickhouse, store);
    await countAllSlots(clickhouse);
    await countAllSlots(clickhouse);
    await same(clickhouse, store);
    await insertFacts(clickhouse, changed(store));
    await same(clickhouse, store);
    await countAllSlots(clickhouse);
    await trustSlots(clickhouse);
    await same(clickhouse, store);
    expect(await checkSlots(clickhouse, { nowMs: now, days: 6 })).toEqual([]);
    expect((await numbers(clickhouse, store, true)).map(({ length }) => length > 0)).toEqual([true, true, true]);
  });

  test('are made again when their counting was killed anywhere, and no number is wrong meanwhile', async ({
    analytics: clickhouse,
  }) => {
    const store = newFacts(2);
    await clickhouse.command({ query: 'truncate table slot_marks' });
    await insertFacts(clickhouse, store.facts);
    for (const steps of [0, 1, 2, 4]) {
      await expect(countAllSlots(dyingAfter(clickhouse, steps))).rejects.toThrow('killed');
      await same(clickhouse, store);
    }
    await countAllSlots(clickhouse);
    await trustSlots(clickhouse);
    await same(clickhouse, store);
  });

  test('that are not their facts are found, and right again when all are counted anew', async ({
    analytics: clickhouse,
  }) => {
    const store = newFacts(3);
    await insertFacts(clickhouse, store.facts);
    await recountSlots(clickhouse);
    await trustSlots(clickhouse);
    expect(await checkSlots(clickhouse, { nowMs: now, days: 6 })).toEqual([]);
    await clickhouse.command({
      query: `insert into message_slots select * replace (messages + 1 as messages, now64(6) as counted_at)
        from message_slots final where store_id = '${store.storeId}' order by slot limit 1`,
    });
    expect(await checkSlots(clickhouse, { nowMs: now, days: 6 })).toMatchObject([{ fact: 'messages', slots: 1 }]);
    await recountSlots(clickhouse);
    await trustSlots(clickhouse);
    expect(await checkSlots(clickhouse, { nowMs: now, days: 6 })).toEqual([]);
    await same(clickhouse, store);
  });

  test('are counted by one process at a time, which looks at them once a night', async ({
    analytics: clickhouse,
    systemOfRecord: database,
  }) => {
    const [one, other] = [randomUUID(), randomUUID()];
    const round = (holder: string, nightDueAt: number) =>
      runSlotRound({ database, clickhouse, holder, retentionMonths: 1_200 }, { nowMs: now, nightDueAt });
    expect(await round(one, now + 1)).toMatchObject({ night: null });
    expect(await round(other, now)).toEqual({ days: null, night: null });
    await releaseSlots(database, one);
    expect(await round(other, now)).toMatchObject({ night: { differing: [], dropped: [] } });
    const evening = Date.parse('2026-11-26T21:00:00Z');
    expect(new Date(nextNight(evening)).toISOString()).toBe('2026-11-27T03:00:00.000Z');
    expect(new Date(nextNight(nextNight(evening))).toISOString()).toBe('2026-11-28T03:00:00.000Z');
  });
});

test('months that may not be kept any longer go from every table, and all others stay', async ({
  analytics: clickhouse,
}) => {
  const at = Date.parse('2024-02-10T12:00:00Z');
  const made = { dice: diceOf(4), count: 5, campaigns: [], storeId: randomUUID() };
  const [old, kept] = [dayMs * 40, dayMs * 5].map((back) =>
    anyFacts({ ...made, fromMs: at - back, toMs: at - back + hourMs }),
  );
  for (const facts of [old, kept]) if (facts) await insertFacts(clickhouse, facts);
  await countAllSlots(clickhouse);
  const months = async () => {
    const found = await clickhouse.query({
      query: `select distinct partition from system.parts where database = currentDatabase() and active
        and table in ('messages', 'orders', 'message_slots') and partition < '202403' order by partition`,
      format: 'JSONEachRow',
    });
    return (await found.json<{ partition: string }>()).map(({ partition }) => partition);
  };
  expect(await months()).toEqual(['202401', '202402']);
  const dropped = await dropOldPartitions(clickhouse, {
    nowMs: Date.parse('2024-03-20T00:00:00Z'),
    retentionMonths: 1,
  });
  expect([...new Set(dropped.map(({ month }) => month))]).toEqual(['202401']);
  expect(dropped.map(({ table }) => table)).toEqual(expect.arrayContaining(['messages', 'orders', 'message_slots']));
  expect(await months()).toEqual(['202402']);
});

/** The client of a process that is killed after so many changes. */
function dyingAfter(client: ClickHouseClient, steps: number): ClickHouseClient {
  let left = steps;
  return new Proxy(client, {
    get(target, name) {
      if ((name === 'command' || name === 'insert') && left-- <= 0) throw new Error('killed');
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
