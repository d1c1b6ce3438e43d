import type { ClickHouseClient } from '@clickhouse/client';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import { checkSlots, countAllSlots, type SlotCheck } from './count-slots.ts';
import { type DroppedPartition, dropOldPartitions } from './drop-old-partitions.ts';

export interface SlotRoundDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly clickhouse: ClickHouseClient;
  /** Id of this process; another one leaves the slots alone while this one counts. */
  readonly holder: string;
  readonly retentionMonths: number;
}

export interface SlotRound {
  /** Days with facts that had changed; null: another process does it. */
  readonly days: number | null;
  /** What the nightly look found; null: it was not due. */
  readonly night: { readonly differing: readonly SlotCheck[]; readonly dropped: readonly DroppedPartition[] } | null;
}

const topic = 'analytics.slots';
/** Longer than a usual round takes. A second one at the same time costs work and changes nothing. */
const leaseMs = 10 * minuteMs;
/** When few shops are awake anywhere: 03:00 UTC. */
const nightHour = 3;
/** Days compared each night; what is older was compared before and changes seldom. */
const checkedDays = 35;

/** Counts what has changed, and once a night compares slots with facts and drops what is older than may be kept. */
export async function runSlotRound(
  { database, clickhouse, holder, retentionMonths }: SlotRoundDeps,
  { nowMs, nightDueAt }: { readonly nowMs: number; readonly nightDueAt: number },
): Promise<SlotRound> {
  if (!(await hold(database, holder))) return { days: null, night: null };
  const days = await countAllSlots(clickhouse);
  if (nowMs < nightDueAt) return { days, night: null };
  const dropped = await dropOldPartitions(clickhouse, { nowMs, retentionMonths });
  return { days, night: { differing: await checkSlots(clickhouse, { nowMs, days: checkedDays }), dropped } };
}

/** The next time that it is night, after a moment. */
export function nextNight(afterMs: number): number {
  const today = new Date(afterMs).setUTCHours(nightHour, 0, 0, 0);
  return today > afterMs ? today : today + 24 * hourMs;
}

async function hold(database: Pick<Database, 'engine'>, holder: string): Promise<boolean> {
  const held = await withEngine(
    database,
    (tx) => rawSql(tx)`
      insert into topic_relays (topic, holder, leased_until)
      values (${topic}, ${holder}::uuid, now() + make_interval(secs => ${leaseMs / 1_000}::float8))
      on conflict (topic) do update set holder = excluded.holder, leased_until = excluded.leased_until
      where topic_relays.holder = excluded.holder or topic_relays.leased_until <= now()
      returning topic`,
  );
  return held.length > 0;
}

/** Lets another process count at once. */
export async function releaseSlots(database: Pick<Database, 'engine'>, holder: string): Promise<void> {
  await withEngine(
    database,
    (tx) => rawSql(tx)`delete from topic_relays where topic = ${topic} and holder = ${holder}::uuid`,
  );
}
