import type { Query } from 'drizzle-orm';
import type { PreparedQueryConfig } from 'drizzle-orm/pg-core';
import { PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { Sql, TransactionSql } from 'postgres';

/** Tables are imported where they are queried, so drizzle is told of none: `db.query` is not used. */
export type NoRelations = Record<string, never>;

/** Rows of a bulk insert and items of a list make a text of their own for each count: these are planned each time. */
const paramsMax = 64;
/** Most texts that a process keeps prepared; each of its connections has plans of those that it ran. */
const textsMax = 500;

const preparedTexts = new Set<string>();

type Session = PostgresJsSession<Sql & TransactionSql, NoRelations, NoRelations>;

/**
 * drizzle's session, with statements that a connection parses and plans once instead of each time, and that are sent
 * without asking for the types of their parameters first. drizzle prepares what has a name, whichever: postgres.js gives
 * its own.
 */
export class PreparedSession extends PostgresJsSession<Sql & TransactionSql, NoRelations, NoRelations> {
  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    ...[query, fields, name, ...rest]: Parameters<Session['prepareQuery']>
  ) {
    return super.prepareQuery<T>(query, fields, name ?? (isPrepared(query) ? 'prepared' : undefined), ...rest);
  }
}

function isPrepared({ sql, params }: Query): boolean {
  if (preparedTexts.has(sql)) return true;
  if (params.length > paramsMax || preparedTexts.size >= textsMax) return false;
  preparedTexts.add(sql);
  return true;
}
