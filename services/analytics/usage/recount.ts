import type { ClickHouseClient } from '@clickhouse/client';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import { type Database, rawSql, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { InstantRange } from '../../../domain/analytics/calendar.ts';
import { compareUsage, type UsageDifference } from '../../../domain/metering/compare-usage.ts';
import { type MeterName, slotMs, slotOf, type UsageRow } from '../../../domain/metering/meter.ts';
import { predictionsKeptMs } from '../../prediction/predictions/purge-old.ts';
import { readClosedUntil } from './closed-until.ts';
import { type AskUsage, periodOf } from './read-usage.ts';
import { readSeenUntil, type SeenUntilDeps } from './seen-until.ts';

/** What a recount compared with what. */
export interface RecountedMeter {
  readonly meter: MeterName;
  /** The part of the month that was counted again; null: nothing of it can be. */
  readonly range: InstantRange | null;
  /** From when on (epoch milliseconds) what is closed cannot be compared yet, because its proof is behind; null: all of it can. */
  readonly notYetFromMs: number | null;
  readonly metered: number;
  readonly counted: number;
}

export interface Recount {
  readonly period: string;
  readonly meters: readonly RecountedMeter[];
  /** Each quarter of an hour whose units are not those of its rows; none is as it should be. */
  readonly differences: readonly UsageDifference[];
  /** Messages that a provider took and the journal knows nothing of, and the other way round. */
  readonly messagesWithoutEntry: number;
  readonly entriesWithoutMessage: number;
}

export interface RecountDeps extends SeenUntilDeps {
  readonly database: Pick<Database, 'app' | 'engine'>;
  readonly clickhouse: ClickHouseClient;
}

/**
 * Counts a month of a store again from what was counted: events from analytics, carts from their rows, messages from the journal and
 * from the messages themselves, predictions as far back as they are kept. Seats were only seen while they were so. Events are compared
 * up to where analytics has them all: what it lacks yet is no difference. Changes nothing.
 */
export async function recountUsage({ database, clickhouse, eventLog }: RecountDeps, asked: AskUsage): Promise<Recount> {
  const { storeId, nowMs } = asked;
  // What is not closed may be counted at one place and not yet at another.
  const range = await withStore(database, storeId, async (tx) => {
    const { period } = await periodOf(tx, asked);
    return { key: period.key, fromMs: period.fromMs, toMs: Math.min(period.toMs, await readClosedUntil(tx)) };
  });
  const kept = { ...range, fromMs: Math.max(range.fromMs, slotOf(nowMs - predictionsKeptMs) + slotMs) };
  // Asked before the events are counted: what comes in between is counted and not compared.
  const seenUntilMs = (await readSeenUntil({ database, eventLog }, storeId)) ?? range.toMs;
  const seen = { ...range, toMs: Math.max(range.fromMs, Math.min(range.toMs, seenUntilMs)) };
  const events = await countEvents(clickhouse, storeId, seen);
  return withStore(database, storeId, async (tx) => {
    const metered = await readSlots(tx, storeId, range);
    const compared = [
      {
        ...compare('events', metered, { range: seen, counted: events }),
        notYetFromMs: seen.toMs < range.toMs ? seen.toMs : null,
      },
      compare('active_carts', metered, { range, counted: await countCarts(tx, storeId, range) }),
      compare('messages', metered, { range, counted: await countSent(tx, storeId, range) }),
      compare('predictions', metered, { range: kept, counted: await countPredictions(tx, storeId, kept) }),
    ];
    return {
      period: range.key,
      meters: compared.map(({ differences: _, ...meter }) => meter),
      differences: compared.flatMap(({ differences }) => differences),
      ...(await compareMessages(tx, storeId, range)),
    };
  });
}

function compare(
  meter: MeterName,
  all: readonly UsageRow[],
  { range, counted }: { readonly range: InstantRange; readonly counted: readonly UsageRow[] },
) {
  const isIn = (row: UsageRow): boolean => row.meter === meter && row.slotMs >= range.fromMs && row.slotMs < range.toMs;
  const metered = all.filter(isIn);
  const sum = (rows: readonly UsageRow[]): number => rows.reduce((total, { quantity }) => total + quantity, 0);
  return {
    ...{ meter, metered: sum(metered), counted: sum(counted) },
    range: range.fromMs < range.toMs ? { fromMs: range.fromMs, toMs: range.toMs } : null,
    notYetFromMs: null,
    differences: compareUsage(metered, counted),
  };
}

async function readSlots(tx: Tx, storeId: string, range: InstantRange): Promise<readonly UsageRow[]> {
  return rawSql(tx)<UsageRow[]>`
    select meter, (extract(epoch from slot) * 1000)::float8 as "slotMs", channel, country, quantity::float8 as quantity
    from usage
    where store_id = ${storeId} and slot >= ${at(range.fromMs)}::timestamptz and slot < ${at(range.toMs)}::timestamptz`;
}

async function countEvents(
  clickhouse: ClickHouseClient,
  storeId: string,
  { fromMs, toMs }: InstantRange,
): Promise<readonly UsageRow[]> {
  const rows = await forStore(clickhouse, storeId).query<{ slot: number; events: number }>(
    `select toInt64(intDiv(toUnixTimestamp64Milli(received_at), ${slotMs})) as slot, toInt64(count()) as events
     from events
     where received_at >= {from: DateTime64(3, 'UTC')} and received_at < {to: DateTime64(3, 'UTC')}
     group by slot`,
    { from: utcText(fromMs), to: utcText(Math.max(fromMs, toMs)) },
  );
  return rows.map(({ slot, events }) => ({
    ...{ meter: 'events', slotMs: slot * slotMs, channel: '', country: '', quantity: events },
  }));
}

async function countCarts(tx: Tx, storeId: string, { fromMs, toMs }: InstantRange): Promise<readonly UsageRow[]> {
  return rawSql(tx)<UsageRow[]>`
    select 'active_carts' as meter,
      (extract(epoch from date_bin('15 minutes', created_at, to_timestamp(0))) * 1000)::float8 as "slotMs",
      '' as channel, '' as country, count(*)::float8 as quantity
    from carts
    where store_id = ${storeId} and created_at >= ${at(fromMs)}::timestamptz and created_at < ${at(toMs)}::timestamptz
    group by 2`;
}

async function countSent(tx: Tx, storeId: string, { fromMs, toMs }: InstantRange): Promise<readonly UsageRow[]> {
  return rawSql(tx)<UsageRow[]>`
    select 'messages' as meter,
      (extract(epoch from date_bin('15 minutes', sent.at, to_timestamp(0))) * 1000)::float8 as "slotMs",
      coalesce(sent.channel, '') as channel, coalesce(messages.country, '') as country, count(*)::float8 as quantity
    from decisions sent
    left join messages on messages.store_id = sent.store_id and messages.id = (sent.detail ->> 'messageId')::uuid
    where sent.store_id = ${storeId} and sent.kind = 'sent' and sent.at >= ${at(fromMs)}::timestamptz
      and sent.at < ${at(toMs)}::timestamptz
    group by 2, 3, 4`;
}

async function countPredictions(tx: Tx, storeId: string, { fromMs, toMs }: InstantRange): Promise<readonly UsageRow[]> {
  return rawSql(tx)<UsageRow[]>`
    select 'predictions' as meter,
      (extract(epoch from date_bin('15 minutes', predictions.at, to_timestamp(0))) * 1000)::float8 as "slotMs",
      '' as channel, '' as country, count(*)::float8 as quantity
    from predictions
    where store_id = ${storeId} and predictions.at >= ${at(fromMs)}::timestamptz
      and predictions.at < ${at(toMs)}::timestamptz
    group by 2`;
}

/**
 * The journal against the messages themselves. A message that its provider took has an entry, and one more for each carrier that had
 * taken it before; an entry has a message that was taken at least once.
 */
async function compareMessages(tx: Tx, storeId: string, { fromMs, toMs }: InstantRange) {
  const sql = rawSql(tx);
  const [withoutEntry] = await sql<{ messages: number }[]>`
    select count(*)::int as messages from messages
    where store_id = ${storeId} and state = 'accepted' and settled_at >= ${at(fromMs)}::timestamptz
      and settled_at < ${at(toMs)}::timestamptz
      and not exists (
        select from decisions
        where decisions.store_id = ${storeId} and decisions.recovery_id = messages.recovery_id and decisions.kind = 'sent'
          and decisions.detail ->> 'messageId' = messages.id::text
      )`;
  const [withoutMessage] = await sql<{ entries: number }[]>`
    select count(*)::int as entries from decisions
    where store_id = ${storeId} and kind = 'sent' and at >= ${at(fromMs)}::timestamptz and at < ${at(toMs)}::timestamptz
      and not exists (
        select from messages
        where messages.store_id = ${storeId} and messages.id = (decisions.detail ->> 'messageId')::uuid
          and (messages.state = 'accepted' or jsonb_array_length(messages.carriers_passed) > 0)
      )`;
  return { messagesWithoutEntry: withoutEntry?.messages ?? 0, entriesWithoutMessage: withoutMessage?.entries ?? 0 };
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}
