import type { ClickHouseClient } from '@clickhouse/client';
import { type Dimension, type Fact, facts, measures } from '../../../domain/analytics/measures.ts';
import { minuteMs } from '../../../domain/duration.ts';
import type { StoreAnalytics } from '../for-store.ts';
import { utcText } from '../utc-text.ts';
import { columnOf, type FactTable, factTables } from './fact-tables.ts';

/** Every change of a clock in use is by a multiple of this, so days and hours of all zones are made of whole slots. */
export const slotMs = 15 * minuteMs;
/** A copy may take this long from its time until it is seen: what was copied up to this long before a mark may not be counted. */
const copyMsMax = 2 * minuteMs;
/** Facts of the slots that are counted in one insert, unless those of a single day are more. */
const factsPerCountMax = 500_000;
/** With more changed slots of one store than this a query reads the facts alone. */
const changedSlotsMax = 2_000;

/** A fact whose sums are kept by slots. */
export interface SlottedFact {
  readonly fact: Fact;
  readonly table: FactTable;
  readonly slots: string;
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly string[];
}

export const slottedFacts: readonly SlottedFact[] = facts.flatMap((fact) => {
  const table = factTables[fact];
  const dimensions = Object.keys(table.dimensions) as Dimension[];
  return table.slots === null ? [] : [{ fact, table, slots: table.slots, dimensions, measures: measures[fact] }];
});

export function slotOf({ at }: FactTable): string {
  return `toStartOfInterval(${at}, interval 15 minute, 'UTC')`;
}

/** Up to when what was copied is counted for sure; the epoch: nothing is. */
function countedUntil({ table }: FactTable): string {
  return `(select max(counted_until) - interval ${copyMsMax} millisecond from slot_marks where fact = '${table}')`;
}

/** Tells the slots of a range that have to be read from the facts, as `changedSlots` does. */
export type SlotChanges = (
  fact: FactTable,
  range: { readonly fromMs: number; readonly toMs: number },
) => Promise<readonly number[] | null>;

/**
 * The slots of a range, as epoch seconds, that may have changed since they were counted: these are read from the facts. Asked
 * for once and before the sums, so that each slot is read in one place only. Null: too many.
 */
export async function changedSlots(
  store: StoreAnalytics,
  fact: FactTable,
  {
    fromMs,
    toMs,
    signal,
  }: { readonly fromMs: number; readonly toMs: number; readonly signal?: AbortSignal | undefined },
): Promise<readonly number[] | null> {
  const rows = await store.query<{ slot: number }>(
    `select distinct toUnixTimestamp(${slotOf(fact)}) as slot from ${fact.table}
     where copied_at >= ${countedUntil(fact)}
       and ${fact.at} >= {from: DateTime64(3, 'UTC')} and ${fact.at} < {to: DateTime64(3, 'UTC')}
     limit ${changedSlotsMax + 1}`,
    { from: utcText(fromMs), to: utcText(toMs) },
    { signal, everyVersion: true },
  );
  return rows.length > changedSlotsMax ? null : rows.map(({ slot }) => slot);
}

/**
 * Counts anew every slot with a fact that was copied since the last time, of all stores, some days in one insert. Cut off, it
 * is done again: the mark moves last, and until then these slots are read from the facts. Returns how many days were counted.
 */
export async function countSlots(client: ClickHouseClient, slotted: SlottedFact): Promise<number> {
  const { table } = slotted;
  const [started] = await rowsOf<{ at: string; since: string }>(
    client,
    `select toString(now64(3, 'UTC')) as at, toString(${countedUntil(table)}) as since`,
  );
  if (!started) throw new Error('a time is one row');
  const days = await rowsOf<ChangedDay>(
    client,
    `select toString(toDate(${table.at}, 'UTC')) as day, count() as facts from ${table.table}
     where copied_at >= {since: DateTime64(3, 'UTC')} and ${table.isFact} group by day order by day`,
    started,
  );
  for (const span of spansOf(days)) await countDays(client, slotted, { ...span, since: started.since });
  await client.insert({
    table: 'slot_marks',
    values: [{ fact: table.table, counted_until: started.at }],
    format: 'JSONEachRow',
  });
  return days.length;
}

/** Lets everything be counted anew: until it is, numbers are read from the facts. */
export async function forgetSlots(client: ClickHouseClient): Promise<void> {
  // The mark first: sums without a mark are read by nobody.
  for (const table of ['slot_marks', ...slottedFacts.map(({ slots }) => slots)])
    await client.command({ query: `truncate table ${table}` });
}

/** How many slots of a day, over all stores, do not hold what their facts add up to. Slots that changed meanwhile are left out. */
export async function differingSlots(client: ClickHouseClient, slotted: SlottedFact, day: string): Promise<number> {
  const { table } = slotted;
  const names = slotted.measures.map(columnOf);
  const compared = (sign: string) => names.map((_, index) => `${sign}toInt128(m${index}) as m${index}`).join(', ');
  const [row] = await rowsOf<{ differing: number }>(
    client,
    `select uniqExact(store_id, slot) as differing from (
       select store_id, slot, ${namesOf(slotted)}, ${names.map((_, index) => `sum(m${index}) as s${index}`).join(', ')}
       from (
         select store_id, slot, ${namesOf(slotted)}, ${compared('')} from (${factRows(slotted)})
         union all
         select store_id, slot, ${namesOf(slotted)}, ${compared('-')} from (${slotRows(slotted)})
       )
       where (store_id, slot) not in (select store_id, ${slotOf(table)} from ${table.table}
         where copied_at >= ${countedUntil(table)} and ${isWithin(table.at)})
       group by store_id, slot, ${namesOf(slotted)}
       having ${names.map((_, index) => `s${index} <> 0`).join(' or ')}
     ) settings final = 1, do_not_merge_across_partitions_select_final = 1`,
    { first: day, last: day },
  );
  return row?.differing ?? 0;
}

interface ChangedDay {
  readonly day: string;
  readonly facts: number;
}

interface DaySpan {
  readonly first: string;
  readonly last: string;
}

/** Days that are counted together: of one month, and so of one partition, which an insert changes at once. */
function spansOf(days: readonly ChangedDay[]): readonly DaySpan[] {
  const spans: (DaySpan & { readonly facts: number })[] = [];
  for (const { day, facts } of days) {
    const before = spans.at(-1);
    const fits = before?.first.slice(0, 7) === day.slice(0, 7) && before.facts + facts <= factsPerCountMax;
    if (before && fits) spans.splice(-1, 1, { first: before.first, last: day, facts: before.facts + facts });
    else spans.push({ first: day, last: day, facts });
  }
  return spans;
}

async function countDays(
  client: ClickHouseClient,
  slotted: SlottedFact,
  { first, last, since }: DaySpan & { readonly since: string },
): Promise<void> {
  const { table, slots, dimensions } = slotted;
  const names = slotted.measures.map(columnOf);
  const changed = `select store_id, ${slotOf(table)} from ${table.table}
    where copied_at >= {since: DateTime64(3, 'UTC')} and ${isWithin(table.at)}`;
  await client.command({
    query: `insert into ${slots} (store_id, slot, ${dimensions.map(columnOf).join(', ')}, counted_at, ${names.join(', ')})
      select store_id, slot, ${namesOf(slotted)}, now64(6, 'UTC'), ${names.map((_, index) => `sum(m${index})`).join(', ')}
      from (
        ${factRows(slotted)} and (store_id, ${slotOf(table)}) in (${changed})
        union all
        ${slotRows(slotted, '0')} and (store_id, slot) in (${changed})
      )
      group by store_id, slot, ${namesOf(slotted)}
      settings final = 1, do_not_merge_across_partitions_select_final = 1`,
    query_params: { first, last, since },
  });
}

function isWithin(column: string): string {
  return `toDate(${column}, 'UTC') between {first: Date} and {last: Date}`;
}

function namesOf({ dimensions }: SlottedFact): string {
  return dimensions.map((_, index) => `d${index}`).join(', ');
}

function factRows({ table, dimensions, measures: names }: SlottedFact): string {
  const values = dimensions.map((dimension, index) => `toString(${table.dimensions[dimension]}) as d${index}`);
  const numbers = names.map((name, index) => `toInt128(${table.measures[name]}) as m${index}`);
  return `select store_id, ${slotOf(table)} as slot, ${[...values, ...numbers].join(', ')} from ${table.table}
    where ${isWithin(table.at)} and ${table.isFact}`;
}

/** What is kept; as 0: only its keys, so that one that is not there any more is counted as nothing. */
function slotRows({ slots, dimensions, measures: names }: SlottedFact, as?: '0'): string {
  const values = dimensions.map((dimension, index) => `toString(${columnOf(dimension)}) as d${index}`);
  const numbers = names.map((name, index) => `toInt128(${as ?? columnOf(name)}) as m${index}`);
  return `select store_id, slot, ${[...values, ...numbers].join(', ')} from ${slots}
    where ${isWithin('slot')}`;
}

async function rowsOf<Row>(
  client: ClickHouseClient,
  query: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Row[]> {
  const result = await client.query({ query, query_params: parameters, format: 'JSONEachRow' });
  return result.json<Row>();
}
