import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Sql, TransactionSql } from 'postgres';
import {
  type Database,
  engineRead,
  lookUp,
  rawSql,
  type Tx,
  withEngine,
  withoutStore,
  withPipeline,
  withStore,
  withStoreAround,
} from '../db/postgres/tenancy.ts';

/** By which door a visit comes in (`db/postgres/tenancy.ts`). */
const doors = ['store', 'joined', 'none', 'lookUp', 'engine', 'pipeline'] as const;
/** How it leaves. */
const ends = ['commits', 'throws', 'fails', 'failsInSavepoint', 'timesOut', 'cancelled'] as const;

/** One piece of work as a request, an activity or a batch of events does it. */
export interface Visit {
  /** Which of the processes does it. */
  readonly process: number;
  readonly store: 0 | 1;
  readonly door: (typeof doors)[number];
  readonly end: (typeof ends)[number];
}

/** A store with a row of its own that the other one tries to see and to change. */
export interface Side {
  readonly storeId: string;
  readonly cartId: string;
}

export interface VisitedStores {
  /** As processes have them, each with a pool of its own. */
  readonly processes: readonly Database[];
  /** Sees all rows. */
  readonly superuser: Sql;
  readonly sides: readonly [Side, Side];
}

const visitsMax = 40;
/** A statement that is cancelled ends by itself after that, should the cancellation come too early. */
const heldSeconds = 0.2;

/** Work of two stores in any order and at the same time; most of it ends well, as most work does. */
export function visitsOf(processes: number): fc.Arbitrary<readonly Visit[]> {
  return fc.array(
    fc.record({
      process: fc.nat({ max: processes - 1 }),
      store: fc.constantFrom<0 | 1>(0, 1),
      door: fc.constantFrom(...doors, 'store' as const, 'store' as const),
      end: fc.oneof(
        { weight: 12, arbitrary: fc.constant('commits' as const) },
        { weight: 8, arbitrary: fc.constantFrom(...ends.slice(1, 5)) },
        { weight: 1, arbitrary: fc.constant('cancelled' as const) },
      ),
    }),
    { minLength: 2, maxLength: visitsMax },
  );
}

/**
 * Does all of it at once on however few connections there are, and tells what must not be: a foreign row that was seen or changed, a
 * row that was written for another store, and what a transaction left on its connection. Nothing: the stores are apart.
 */
export async function visitStores(stores: VisitedStores, visits: readonly Visit[]): Promise<readonly string[]> {
  const found: string[] = [];
  const written: { readonly id: string; readonly storeId: string; readonly isThere: boolean }[] = [];
  await Promise.all(
    visits.map(async (visit) => {
      const database = stores.processes[visit.process] as Database;
      const id = randomUUID();
      const note = (what: string) => found.push(`${visit.door}, ${visit.end}: ${what}`);
      const isThere = await visitOne(stores, database, visit, { id, note }).then(
        () => writes(visit),
        () => false,
      );
      written.push({ id, storeId: stores.sides[visit.store].storeId, isThere });
      for (const left of await leftOnConnections(database)) note(left);
    }),
  );
  return [...found, ...(await misplaced(stores.superuser, written))];
}

function writes({ door }: Visit): boolean {
  return door === 'store' || door === 'joined';
}

interface Visiting {
  /** Of the row that is written. */
  readonly id: string;
  note(what: string): void;
}

async function visitOne(
  { sides, superuser }: VisitedStores,
  database: Database,
  visit: Visit,
  visiting: Visiting,
): Promise<void> {
  const own = sides[visit.store];
  const other = sides[visit.store === 0 ? 1 : 0];
  const leaving = { visit, other, superuser };
  switch (visit.door) {
    case 'store':
      return withStore(database, own.storeId, (tx) => work(tx, { ...leaving, own, visiting }));
    case 'joined':
      return withStoreAround(database, own.storeId, async (tx) => {
        await withStore(database, other.storeId, (inner) => lookAround(inner, { own: other, other: own, visiting }));
        await work(tx, { ...leaving, own, visiting });
      });
    case 'none':
      return withoutStore(database, async (tx) => {
        await seesNothing(rawSql(tx), visiting);
        await leave(tx, leaving);
      });
    case 'lookUp':
      return seesNothing(lookUp(database), visiting);
    case 'engine':
      return withEngine(database, async (tx) => {
        await isAsOpened(rawSql(tx), 'cart_engine', visiting);
        await leave(tx, leaving);
      });
    case 'pipeline':
      return withPipeline(database, async (tx) => {
        await isAsOpened(rawSql(tx), 'cart_pipeline', visiting);
        await leave(tx, leaving);
      });
  }
}

interface Leaving {
  readonly visit: Visit;
  readonly other: Side;
  readonly superuser: Sql;
}

interface Work extends Leaving {
  readonly own: Side;
  readonly visiting: Visiting;
}

async function work(tx: Tx, { own, other, visiting, ...leaving }: Work): Promise<void> {
  await lookAround(tx, { own, other, visiting });
  await rawSql(tx)`insert into customers (store_id, id) values (${own.storeId}::uuid, ${visiting.id}::uuid)`;
  await leave(tx, { other, ...leaving });
  await lookAround(tx, { own, other, visiting });
}

/** The own store's rows and nothing else, also where the other's are named. */
async function lookAround(tx: Tx, { own, other, visiting }: Omit<Work, 'visit' | 'superuser'>): Promise<void> {
  const sql = rawSql(tx);
  const seen = await sql<{ storeId: string }[]>`
    select store_id as "storeId" from carts union select store_id from customers union select store_id from stores`;
  if (seen.length !== 1 || seen[0]?.storeId !== own.storeId) visiting.note(`sees ${JSON.stringify(seen)}`);
  const named = await sql`select from carts where id = ${other.cartId}::uuid`;
  if (named.length > 0) visiting.note('sees a foreign row by its id');
  const changed = await sql`update carts set value_minor = 1 where id = ${other.cartId}::uuid`;
  if (changed.count > 0) visiting.note('changes a foreign row');
}

async function leave(tx: Tx, { visit: { end }, other, superuser }: Leaving): Promise<void> {
  const sql = rawSql(tx);
  switch (end) {
    case 'commits':
      return;
    case 'throws':
      throw new Error('the work gives up');
    case 'fails':
      await sql`select 1 / 0`;
      return;
    case 'failsInSavepoint':
      await tx
        .transaction(
          (inner) => rawSql(inner)`insert into customers (store_id, id) values (${other.storeId}, ${randomUUID()})`,
        )
        .catch(() => undefined);
      return;
    case 'timesOut':
      await sql`select set_config('statement_timeout', '1', true)`;
      await sql`select pg_sleep(${heldSeconds})`;
      return;
    case 'cancelled':
      return cancelled(sql, superuser);
  }
}

/** By somebody else, as an operator or a pooler does: whichever statement the connection is at. */
async function cancelled(sql: TransactionSql, superuser: Sql): Promise<void> {
  const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const held = sql`select pg_sleep(${heldSeconds})`.execute();
  await Promise.all([held, superuser`select pg_cancel_backend(${backend?.pid ?? 0}::int)`]);
}

async function seesNothing(sql: Sql | TransactionSql, { note }: Visiting): Promise<void> {
  const [row] = await sql<{ rows: number }[]>`
    select (select count(*) from carts)::int + (select count(*) from customers)::int as rows`;
  if (row?.rows !== 0) note(`sees ${row?.rows} rows without a store`);
}

async function isAsOpened(
  sql: TransactionSql,
  role: 'cart_engine' | 'cart_pipeline',
  { note }: Visiting,
): Promise<void> {
  const [row] = await sql<{ isIn: boolean; isOnly: boolean; store: string }[]>`
    select pg_has_role(current_user, ${role}, 'usage') as "isIn", current_user = session_user as "isOnly",
      coalesce(current_setting('app.store_id', true), '') as store`;
  if (row?.store !== '') note(`a store is chosen: ${row?.store}`);
  if (row?.isIn !== true || row.isOnly !== (role === 'cart_engine')) note(`is not in the role ${role}`);
}

const untouched = { store: '', role: true, timeout: '' };

/** What a statement meets that begins no transaction: no store, the login's own rights and time, and no rows. */
async function leftOnConnections(database: Database): Promise<readonly string[]> {
  const left: string[] = [];
  for (const sql of [lookUp(database), engineRead(database)]) {
    // A cancellation that comes late meets whoever is next.
    const [row] = await sql<{ store: string; role: boolean; timeout: string }[]>`
      select coalesce(current_setting('app.store_id', true), '') as store, current_user = session_user as role,
        current_setting('statement_timeout') as timeout`.catch(() => [untouched]);
    if (row?.store !== '') left.push(`the store ${row?.store} outlives its transaction`);
    if (row?.role !== true) left.push('a role outlives its transaction');
    if (row?.timeout === '1ms') left.push('a limit of time outlives its transaction');
  }
  return left;
}

async function misplaced(
  superuser: Sql,
  written: readonly { readonly id: string; readonly storeId: string; readonly isThere: boolean }[],
): Promise<readonly string[]> {
  const rows = await superuser<{ id: string; storeId: string }[]>`
    select id, store_id as "storeId" from customers where id = any(${written.map(({ id }) => id)}::uuid[])`;
  const places = new Map(rows.map(({ id, storeId }) => [id, storeId]));
  return written.flatMap(({ id, storeId, isThere }) => {
    const place = places.get(id);
    if (place !== undefined && place !== storeId) return ['a row is in another store than it was written for'];
    if (isThere !== (place !== undefined)) return [isThere ? 'a committed row is not there' : 'a lost row is there'];
    return [];
  });
}
