import { AsyncLocalStorage } from 'node:async_hooks';
import type { Sql, TransactionSql } from 'postgres';
import { openTransactional, type Transaction, type TransactionalDatabase } from './transaction.ts';

/** A transaction inside one of the two doors; the only thing a service may query with. */
export type Tx = Transaction;

declare const door: unique symbol;
/** Connections as `cart_app`: sees nothing until a store is chosen. */
export type AppDatabase = TransactionalDatabase & { readonly [door]: 'app' };
/** Connections as `cart_engine`: work that spans stores (pipeline, sweep, look-ups by hashed secret). */
export type EngineDatabase = TransactionalDatabase & { readonly [door]: 'engine' };

/** Both doors to the truth, opened once by a composition root. */
export interface Database {
  readonly app: AppDatabase;
  readonly engine: EngineDatabase;
}

export function openDatabase(connections: { app: Sql; engine: Sql }): Database {
  return {
    app: openTransactional(connections.app) as AppDatabase,
    engine: openTransactional(connections.engine) as EngineDatabase,
  };
}

/** The one door for tenant work: every row seen or written inside belongs to `storeId`. */
export async function withStore<T>(
  database: { readonly app: AppDatabase },
  storeId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const outer = joined.getStore();
  if (outer?.open) return outer.join(storeId, work);
  return database.app.transaction(async (tx) => {
    // Sent, not waited for: a connection works off its statements in their order, so the store is chosen before the first
    // row is read, and a choice that failed has aborted the transaction.
    const chosen = chooseStore(tx, storeId);
    chosen.catch(() => undefined);
    const result = await work(tx);
    await chosen;
    return result;
  });
}

/** A transaction that others may join while it is open. */
interface Joinable {
  open: boolean;
  join<T>(storeId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
}

const joined = new AsyncLocalStorage<Joinable>();

/**
 * `withStore` that takes in every `withStore` inside of it: theirs become savepoints, one after the other, so that what
 * they did is committed together with what the caller adds, or not at all. Work through the engine's door stays outside.
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
  await tx.sql`select set_config('app.store_id', ${storeId}, true)`;
}

/** The one door for work that spans stores. Every query inside must name its stores itself. */
export async function withEngine<T>(
  database: { readonly engine: EngineDatabase },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.engine.transaction(work);
}

/** postgres.js' own tagged template on the connection of a transaction, for bulk statements over arrays. */
export function rawSql(tx: Tx): TransactionSql {
  return tx.sql;
}
