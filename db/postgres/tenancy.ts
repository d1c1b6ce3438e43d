import { AsyncLocalStorage } from 'node:async_hooks';
import type { Sql, TransactionSql } from 'postgres';
import { type AddressHasher, openTransactional, type Transaction, type TransactionalDatabase } from './transaction.ts';

/** A transaction inside one of the roles; the only thing a service may query with. */
export type Tx = Transaction;

declare const door: unique symbol;
/** Connections as `cart_app`: sees nothing until a store is chosen. */
export type AppDatabase = TransactionalDatabase & { readonly [door]: 'app' };
/** Connections inside `cart_engine`, which may become `cart_pipeline`: work that spans stores. */
export type EngineDatabase = TransactionalDatabase & { readonly [door]: 'engine' };

/** Both roles to the system of record, opened once by a composition root. */
export interface Database {
  readonly app: AppDatabase;
  readonly engine: EngineDatabase;
}

export function openDatabase({
  app,
  engine,
  addressHasher,
}: {
  readonly app: Sql;
  readonly engine: Sql;
  readonly addressHasher: AddressHasher;
}): Database {
  return {
    app: openTransactional(app, addressHasher) as AppDatabase,
    engine: openTransactional(engine, addressHasher) as EngineDatabase,
  };
}

/** The one role for tenant work: every row seen or written inside belongs to `storeId`. */
export async function withStore<T>(
  database: { readonly app: AppDatabase },
  storeId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const outer = joined.getStore();
  if (outer?.open) return outer.join(storeId, work);
  return database.app.transaction((tx) => after(chooseStore(tx, storeId), () => work(tx)));
}

/**
 * Begins the work as soon as the choice is sent (`execute` sends it at once, where `await` alone would send it later): a
 * connection works off its statements in their order, so it is made before the first row is read, and one that fails aborts
 * the transaction. Its failure is then the reason that is told.
 */
async function after<T>(choice: Promise<void>, work: () => Promise<T>): Promise<T> {
  choice.catch(() => undefined);
  const result = await work().catch(async (error: unknown) => {
    await choice;
    throw error;
  });
  await choice;
  return result;
}

/** A transaction that others may join while it is open. */
interface Joinable {
  open: boolean;
  join<T>(storeId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
}

const joined = new AsyncLocalStorage<Joinable>();

/**
 * `withStore` that takes in every `withStore` inside of it: theirs become savepoints, one after the other, so that what
 * they did is committed together with what the caller adds, or not at all. Work through the engine’s role stays outside.
 */
export async function withStoreAround<T>(
  database: { readonly app: AppDatabase },
  storeId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return withStore(database, storeId, async (tx) => {
    const joinable = createJoinable(tx, storeId);
    try {
      return await joined.run(joinable, () => work(tx));
    } finally {
      // What the work left running must not write into a connection that belongs to somebody else by then.
      joinable.open = false;
    }
  });
}

function createJoinable(outer: Tx, outerStoreId: string): Joinable {
  let last: Promise<unknown> = Promise.resolve();
  return {
    open: true,
    join(storeId, work) {
      const turn = last.then(() =>
        outer.transaction(async (tx) => {
          await chooseStore(tx, storeId);
          const inner = createJoinable(tx, storeId);
          const result = await joined.run(inner, () => work(tx));
          inner.open = false;
          await chooseStore(tx, outerStoreId);
          return result;
        }),
      );
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function chooseStore(tx: Tx, storeId: string): Promise<void> {
  await tx.sql`select set_config('app.store_id', ${storeId}, true)`.execute();
}

/**
 * The role for what a request names before its store is known: calls of the functions of `cart_lookup`, each of which finds
 * one thing by what only its holder can name. Tables show no row here.
 */
export function lookUp(database: { readonly app: AppDatabase }): Sql {
  return database.app.$client;
}

/** The role for what belongs to no store and is only added, as a provider's callback is: rows of stores do not show here. */
export async function withoutStore<T>(
  database: { readonly app: AppDatabase },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.app.transaction(work);
}

/**
 * The role for the engine's own work over stores: sweep, sending, housekeeping, exports, the operator's view. Every query
 * inside must name its stores itself.
 */
export async function withEngine<T>(
  database: { readonly engine: EngineDatabase },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.engine.transaction(work);
}

/** The engine's role for one read over stores: a single statement, and so a single round trip without a transaction around it. */
export function engineRead(database: { readonly engine: EngineDatabase }): Sql {
  return database.engine.$client;
}

/** The role for accepted events, of whatever store: the same connections as another role, for the transaction only. */
export async function withPipeline<T>(
  database: { readonly engine: EngineDatabase },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.engine.transaction((tx) => after(becomePipeline(tx), () => work(tx)));
}

async function becomePipeline(tx: Tx): Promise<void> {
  await tx.sql`select set_config('role', 'cart_pipeline', true)`.execute();
}

/** postgres.js' own tagged template on the connection of a transaction, for bulk statements over arrays. */
export function rawSql(tx: Tx): TransactionSql {
  return tx.sql;
}
