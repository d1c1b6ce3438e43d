import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import type { MeterName } from '../../../domain/metering/meter.ts';
import { meterNames, slotMs, slotOf } from '../../../domain/metering/meter.ts';
import { type QuotaState, quotaState } from '../../../domain/metering/quota.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readPlannedStores } from '../../state/usage/read-used.ts';
import { closePeriods } from './close-periods.ts';
import { markName } from './closed-until.ts';

/** No transaction of ours lives as long: what happened before is all there, and its quarters are closed. */
const openForMs = slotMs;
/** How far back the first count of an installation goes: what it did before it had meters is counted, too. */
const firstLookMs = 35 * dayMs;
/** A team that stays as it is, is noted so often: each month then has a note of its own. */
const seatsNotedMs = 12 * hourMs;

export interface QuotaAlert {
  readonly storeId: string;
  readonly period: string;
  readonly meter: MeterName;
  readonly state: QuotaState;
  readonly used: number;
  readonly included: number;
}

export interface RollUp {
  readonly nowMs: number;
  /** How old the oldest accepted event is that is not applied, in milliseconds: nothing of after it is closed. Default: none waits. */
  readonly lagMs?: number;
}

export interface RolledUp {
  /** Quotas that are near or over for the first time this month. */
  readonly alerts: readonly QuotaAlert[];
}

/**
 * Counts messages and predictions of the quarters that are not closed, from their own rows, and the members of each team; closes
 * months that are over. A quarter is set to what its rows come to: counted twice, or killed anywhere, it is the same. Another process that does it now is left alone.
 */
export async function rollUpUsage(database: Pick<Database, 'engine'>, { nowMs, lagMs = 0 }: RollUp): Promise<RolledUp> {
  return withEngine(database, async (tx) => {
    const closedUntilMs = await lockMark(tx, nowMs);
    if (closedUntilMs === null) return { alerts: [] };
    await countSent(tx, closedUntilMs);
    await countPredicted(tx, closedUntilMs);
    await noteSeats(tx, nowMs);
    const nowClosedMs = Math.max(closedUntilMs, slotOf(nowMs - lagMs - openForMs));
    await close(tx, nowClosedMs);
    await closePeriods(tx, nowClosedMs);
    return { alerts: await noteAlerts(tx, nowMs) };
  });
}

async function lockMark(tx: Tx, nowMs: number): Promise<number | null> {
  const sql = rawSql(tx);
  await sql`
    insert into usage_marks (name, closed_until)
    values (${markName}, to_timestamp(${slotOf(nowMs - firstLookMs) / 1_000}::float8)) on conflict do nothing`;
  const [mark] = await sql<{ untilMs: number }[]>`
    select (extract(epoch from closed_until) * 1000)::float8 as "untilMs" from usage_marks
    where name = ${markName} for update skip locked`;
  return mark?.untilMs ?? null;
}

async function close(tx: Tx, untilMs: number): Promise<void> {
  const sql = rawSql(tx);
  await sql`
    update usage_marks set closed_until = to_timestamp(${untilMs / 1_000}::float8) where name = ${markName}`;
}

/** The decision that a message was sent is written once with its acceptance: it is the journal of what was handed over. */
async function countSent(tx: Tx, sinceMs: number): Promise<void> {
  const sql = rawSql(tx);
  await sql`
    insert into usage (store_id, meter, slot, channel, country, quantity)
    select stores.store_id, 'messages', date_bin('15 minutes', sent.at, to_timestamp(0)), coalesce(sent.channel, ''),
      coalesce(messages.country, ''), count(*)
    from stores
    join lateral (
      select at, channel, detail from decisions
      where decisions.store_id = stores.store_id and decisions.at >= to_timestamp(${sinceMs / 1_000}::float8) and kind = 'sent'
    ) sent on true
    left join messages on messages.store_id = stores.store_id and messages.id = (sent.detail ->> 'messageId')::uuid
    where stores.test_of is null
    group by 1, 3, 4, 5
    order by 1, 3, 4, 5
    on conflict (store_id, meter, slot, channel, country) do update set quantity = excluded.quantity
    where usage.quantity <> excluded.quantity`;
}

async function countPredicted(tx: Tx, sinceMs: number): Promise<void> {
  const sql = rawSql(tx);
  await sql`
    insert into usage (store_id, meter, slot, quantity)
    select stores.store_id, 'predictions', date_bin('15 minutes', made.at, to_timestamp(0)), count(*)
    from stores
    join lateral (
      select at from predictions
      where predictions.store_id = stores.store_id and predictions.at >= to_timestamp(${sinceMs / 1_000}::float8)
    ) made on true
    where stores.test_of is null
    group by 1, 3
    order by 1, 3
    on conflict (store_id, meter, slot, channel, country) do update set quantity = excluded.quantity
    where usage.quantity <> excluded.quantity`;
}

/** A note for each change of a team, and one now and then, so that every month has one. */
async function noteSeats(tx: Tx, nowMs: number): Promise<void> {
  const sql = rawSql(tx);
  await sql`
    insert into usage (store_id, meter, slot, quantity)
    select team.store_id, 'seats', to_timestamp(${slotOf(nowMs) / 1_000}::float8), team.members
    from (
      select memberships.store_id, count(*) as members
      from memberships
      join users on users.id = memberships.user_id and users.deactivated_at is null
      join stores on stores.store_id = memberships.store_id and stores.test_of is null
      group by memberships.store_id
    ) team
    left join lateral (
      select slot, quantity from usage
      where usage.store_id = team.store_id and meter = 'seats' order by slot desc limit 1
    ) last on true
    where last.quantity is distinct from team.members
      or last.slot <= to_timestamp(${(nowMs - seatsNotedMs) / 1_000}::float8)
    order by 1
    on conflict (store_id, meter, slot, channel, country) do update set quantity = greatest(usage.quantity, excluded.quantity)`;
}

async function noteAlerts(tx: Tx, nowMs: number): Promise<readonly QuotaAlert[]> {
  const due = (await readPlannedStores(tx, nowMs)).flatMap(({ storeId, period, plan, used }) =>
    meterNames.flatMap((meter): QuotaAlert[] => {
      const limit = plan.limits[meter];
      const state = quotaState(used[meter] ?? 0, limit);
      if (!limit || state === 'under') return [];
      return [{ storeId, period, meter, state, used: used[meter] ?? 0, included: limit.included }];
    }),
  );
  if (due.length === 0) return [];
  const sql = rawSql(tx);
  const rows = due.map(({ storeId, ...alert }) => ({ store_id: storeId, id: uuidV7(), ...alert }));
  const noted = await sql<{ id: string }[]>`
    insert into quota_alerts ${sql(rows, 'store_id', 'id', 'period', 'meter', 'state', 'used', 'included')}
    on conflict (store_id, period, meter, state) do nothing
    returning id`;
  const ids = new Set(noted.map(({ id }) => id));
  return due.filter((_, index) => ids.has(rows[index]?.id ?? ''));
}
