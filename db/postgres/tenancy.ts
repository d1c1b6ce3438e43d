import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Sql, TransactionSql } from 'postgres';
import * as schema from './schema/index.ts';

export type Schema = typeof schema;
/** A transaction inside one of the two doors; the only thing a service may query with. */
export type Tx = Parameters<Parameters<PostgresJsDatabase<Schema>['transaction']>[0]>[0];

declare const door: unique symbol;
/** Connections as `cart_app`: sees nothing until a store is chosen. */
export type AppDatabase = PostgresJsDatabase<Schema> & { readonly [door]: 'app' };
/** Connections as `cart_engine`: work that spans stores (pipeline, sweep, look-ups by hashed secret). */
export type EngineDatabase = PostgresJsDatabase<Schema> & { readonly [door]: 'engine' };

/** Both doors to the truth, opened once by a composition root. */
export interface Database {
  readonly app: AppDatabase;
  readonly engine: EngineDatabase;
}

export function openDatabase(connections: { app: Sql; engine: Sql }): Database {
  return { app: asDoor(connections.app) as AppDatabase, engine: asDoor(connections.engine) as EngineDatabase };
}

/** The one door for tenant work: every row seen or written inside belongs to `storeId`. */
export async function withStore<T>(
  database: { readonly app: AppDatabase },
  storeId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.app.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.store_id', ${storeId}, true)`);
    return work(tx);
  });
}

/** The one door for work that spans stores. Every query inside must name its stores itself. */
export async function withEngine<T>(
  database: { readonly engine: EngineDatabase },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.engine.transaction(work);
}

/** postgres.js' own tagged template on a drizzle transaction's connection, for bulk statements over arrays. */
export function rawSql(tx: Tx): TransactionSql {
  // drizzle keeps the reserved postgres.js client on its session; there is no public accessor in 0.45.
  return (tx as unknown as { session: { client: TransactionSql } }).session.client;
}

function asDoor(connection: Sql): PostgresJsDatabase<Schema> {
  return drizzle(connection, { schema });
}
