import { connectPostgres } from '../../db/postgres/connect.ts';
import { erasureRules } from '../../db/postgres/schema/data-map/erasure-rules.ts';
import { hourMs } from '../../domain/duration.ts';

const statementMsMax = 6 * hourMs;

/**
 * Writes every table anew that ever holds something of a person, and lets go of the write-ahead log of before: what was deleted is in no
 * file of the server after that. Each table is locked while it is written. Needs a superuser.
 */
export async function scrubPostgres(url: string): Promise<void> {
  const sql = connectPostgres(url, {
    ...{ maxConnections: 1, applicationName: 'scrub', statementTimeoutMs: statementMsMax },
  });
  try {
    // Statistics of columns are values of theirs, and those of a table that became empty stay as they were.
    await sql`
      delete from pg_catalog.pg_statistic using pg_class c
      where c.oid = starelid and c.relnamespace = 'public'::regnamespace`;
    for (const table of Object.keys(erasureRules)) await sql`vacuum (full, analyze) ${sql(table)}`;
    await sql`vacuum (full) pg_catalog.pg_statistic`;
    // A file of the log that is used again holds what stood in it before: these are removed instead.
    await sql`alter system set wal_recycle = off`;
    await sql`alter system set min_wal_size = '32MB'`;
    await sql`select pg_reload_conf()`;
    const [files] = await sql<{ count: number }[]>`select count(*)::int as count from pg_ls_waldir()`;
    for (let file = 0; file <= (files?.count ?? 0); file++) {
      await sql`select pg_logical_emit_message(true, 'scrub', '')`;
      await sql`select pg_switch_wal()`;
    }
    // The first lets the pages of before go, the second the log that they could have been made of.
    for (let time = 0; time < 2; time++) await sql`checkpoint`;
  } finally {
    for (const name of ['wal_recycle', 'min_wal_size']) await sql`alter system reset ${sql(name)}`;
    await sql`select pg_reload_conf()`;
    await sql.end({ timeout: 5 });
  }
}
