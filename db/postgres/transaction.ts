import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsDatabase, PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import type { Sql, TransactionSql } from 'postgres';
import { type NoRelations, PreparedSession } from './prepared-session.ts';

/** Under which hash an address is kept (`services/shared/address-hash.ts`): keyed, so that the tables alone tell nobody which it is. */
export type AddressHasher = (address: string) => string;

/** A drizzle database whose transactions are `Transaction`s. */
export interface TransactionalDatabase extends Omit<PostgresJsDatabase<NoRelations>, 'transaction'> {
  /** The pool itself. */
  readonly $client: Sql;
  readonly addressHasher: AddressHasher;
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** Writes the statements of every transaction; keeps nothing of any of them. */
const dialect = new PgDialect();

/**
 * A transaction that drizzle builds queries on, together with the postgres.js transaction below it, for the statements
 * that drizzle has no words for. drizzle itself keeps that one to itself, so it is opened here and handed to both.
 */
export class Transaction extends PostgresJsTransaction<NoRelations, NoRelations> {
  readonly sql: TransactionSql;
  readonly addressHasher: AddressHasher;

  constructor(sql: TransactionSql, addressHasher: AddressHasher) {
    // The session's type names a whole client; of it a transaction uses what a `TransactionSql` has.
    super(dialect, new PreparedSession(sql as unknown as Sql & TransactionSql, dialect, undefined), undefined);
    this.sql = sql;
    this.addressHasher = addressHasher;
  }

  /** A savepoint. */
  override async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return (await this.sql.savepoint((sql) => work(new Transaction(sql, this.addressHasher)))) as T;
  }
}

/** Opens drizzle on a pool. The dates of the pool's rows are text from then on: drizzle's columns make them `Date`. */
export function openTransactional(pool: Sql, addressHasher: AddressHasher): TransactionalDatabase {
  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    (await pool.begin((sql) => work(new Transaction(sql, addressHasher)))) as T;
  return Object.assign(drizzle(pool), { transaction, addressHasher });
}
