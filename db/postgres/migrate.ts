import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { Sql } from 'postgres';
import { minuteMs } from '../../domain/duration.ts';
import { missingRoles } from './check-roles.ts';
import { connectPostgres, type PostgresOptions } from './connect.ts';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));
/** Any fixed number: all starters of all versions must agree on it. */
const migrationLock = 4_821_907;
const migrationTimeoutMs = 10 * minuteMs;

/**
 * Brings the database up to the newest migration, as the owner of the tables. Safe to call from several processes at
 * once: they take turns by an advisory lock, and the later ones find nothing left to do.
 *
 * @throws when the database was made by other migrations than these, as by a version from before the first release, and
 * when the server lacks a role: `MissingRolesError`, with the SQL that makes it.
 */
export async function migratePostgres(ownerUrl: string, { tls }: Pick<PostgresOptions, 'tls'> = {}): Promise<void> {
  // One connection, because the lock belongs to the session that took it.
  const sql = connectPostgres(ownerUrl, {
    maxConnections: 1,
    applicationName: 'migrate',
    statementTimeoutMs: migrationTimeoutMs,
    tls,
  });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await refuseForeignHistory(sql);
    await refuseMissingRoles(sql);
    await migrate(drizzle(sql), { migrationsFolder });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** A server without roles that this version needs; the message holds the SQL for a superuser. */
export class MissingRolesError extends Error {
  override readonly name = 'MissingRolesError';
}

async function refuseMissingRoles(sql: Sql): Promise<void> {
  const statements = await missingRoles(sql);
  if (statements !== null)
    throw new MissingRolesError(
      `The PostgreSQL server lacks roles of this version. Run this on it as a superuser, with the names of your logins, and start again:\n${statements}`,
    );
}

/** A newer version may have added migrations that this one does not know; one that is older than ours and unknown is foreign. */
async function refuseForeignHistory(sql: Sql): Promise<void> {
  const [journal] =
    await sql`select from pg_tables where schemaname = 'drizzle' and tablename = '__drizzle_migrations'`;
  if (!journal) return;
  const known = readMigrationFiles({ migrationsFolder });
  const [foreign] = await sql`
    select from drizzle.__drizzle_migrations
    where not hash = any (${known.map((migration) => migration.hash)})
      and created_at < ${Math.max(...known.map((migration) => migration.folderMillis))}`;
  if (foreign) {
    throw new Error(
      'This database was made by migrations that this version does not know. Give it an empty database; ' +
        'the embedded one is emptied by `npm run reset`.',
    );
  }
}
