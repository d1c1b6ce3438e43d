import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { fairShares } from '../../../domain/fair-shares.ts';

/**
 * Rows of a table that wait to be worked on, with a partial index on (`key`, `due`) `where waits`. All of it is ours
 * and never anybody's input: it becomes part of the statements.
 */
export interface TurnQueue {
  readonly table: string;
  /** Whose turn it is: a store or an integration. */
  readonly key: string;
  /** When a row may be worked on. */
  readonly due: string;
  /** The index's own condition. */
  readonly waits: string;
}

/** Where the last round of a loop ended; the next begins behind it. */
export interface Turns {
  after: string | null;
}

/** What one key may take in this round. */
export interface Share {
  readonly key: string;
  readonly places: number;
}

export interface Round {
  readonly shares: readonly Share[];
  /** Something due may be left for the next round. */
  readonly more: boolean;
  /** When the next row will be due, epoch milliseconds; null: none is known. Says nothing while there is `more`. */
  readonly nextDueAt: number | null;
}

interface Waiting {
  readonly key: string;
  readonly dueAt: number;
}

/** Each costs one step into an index: a round of so many takes some 20 ms. */
const keysLookedAtMax = 2_000;

export function createTurns(): Turns {
  return { after: null };
}

/**
 * Divides a round's places among the keys that have something due, in turn: a key with thousands of rows takes what the
 * others leave. It looks only at the first row of each key, however many wait.
 */
export async function planRound(
  tx: Tx,
  queue: TurnQueue,
  {
    turns,
    now,
    places,
    except = [],
  }: {
    readonly turns: Turns;
    /** Epoch milliseconds. */
    readonly now: number;
    readonly places: number;
    /** Keys that get nothing in this round. */
    readonly except?: readonly string[];
  },
): Promise<Round> {
  const { waiting, complete } = await nextAround(tx, queue, turns.after);
  const passedOver = new Set(except);
  const due = waiting.filter(({ key, dueAt }) => dueAt <= now && !passedOver.has(key));
  const served = due.slice(0, places).map(({ key }) => key);
  const counts = await countDue(tx, queue, { keys: served, now, upTo: places + 1 });
  const shares = fairShares(counts, places);
  const isLeft = !complete || served.length < due.length || counts.some((count, index) => count > (shares[index] ?? 0));
  turns.after = (served.length < due.length ? served.at(-1) : complete ? turns.after : waiting.at(-1)?.key) ?? null;
  const later = waiting.flatMap(({ dueAt }) => (dueAt > now ? [dueAt] : []));
  return {
    shares: served.map((key, index) => ({ key, places: shares[index] ?? 0 })),
    more: isLeft,
    nextDueAt: later.length === 0 ? null : later.reduce((a, b) => Math.min(a, b)),
  };
}

/** The keys behind `after` and then those from the beginning on, each with its first row; `complete`: these are all. */
async function nextAround(
  tx: Tx,
  queue: TurnQueue,
  after: string | null,
): Promise<{ readonly waiting: readonly Waiting[]; readonly complete: boolean }> {
  const behind = await firstRows(tx, queue, { after, upTo: keysLookedAtMax });
  const complete = behind.length < keysLookedAtMax;
  if (after === null || !complete) return { waiting: behind, complete };
  const free = keysLookedAtMax - behind.length;
  const before = await firstRows(tx, queue, { after: null, upTo: free });
  const wrapped = before.filter(({ key }) => key <= after);
  return { waiting: [...behind, ...wrapped], complete: wrapped.length < free };
}

/** Steps from key to key in the index instead of reading every row between them. */
async function firstRows(
  tx: Tx,
  { table, key, due, waits }: TurnQueue,
  { after, upTo }: { readonly after: string | null; readonly upTo: number },
): Promise<readonly Waiting[]> {
  const sql = rawSql(tx);
  const firstBehind = (bound: ReturnType<typeof sql>) => sql`
    select ${sql(key)} as key, ${sql(due)} as due from ${sql(table)}
    where ${sql.unsafe(waits)} and ${bound}
    order by ${sql(key)}, ${sql(due)}
    limit 1`;
  const rows = await sql<Waiting[]>`
    with recursive step (key, due) as (
      (${firstBehind(after === null ? sql`true` : sql`${sql(key)} > ${after}::uuid`)})
      union all
      select next.key, next.due from step
      cross join lateral (${firstBehind(sql`${sql(key)} > step.key`)}) next
    )
    select key, (extract(epoch from due) * 1000)::float8 as "dueAt" from step limit ${upTo}::int`;
  return rows;
}

async function countDue(
  tx: Tx,
  { table, key, due, waits }: TurnQueue,
  { keys, now, upTo }: { readonly keys: readonly string[]; readonly now: number; readonly upTo: number },
): Promise<readonly number[]> {
  if (keys.length === 0) return [];
  const sql = rawSql(tx);
  const rows = await sql<{ count: number }[]>`
    select (
      select count(*)::int from (
        select from ${sql(table)}
        where ${sql.unsafe(waits)} and ${sql(key)} = served.key and ${sql(due)} <= to_timestamp(${now}::float8 / 1000)
        limit ${upTo}::int
      ) few
    ) as count
    from unnest(${plain(keys)}::uuid[]) with ordinality as served (key, nth)
    order by nth`;
  return rows.map(({ count }) => count);
}
