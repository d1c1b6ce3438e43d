import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { minuteMs } from '../../domain/duration.ts';
import { connectPostgres } from './connect.ts';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));
/** Any fixed number: all starters of all versions must agree on it. */
const migrationLock = 4_821_907;
const migrationTimeoutMs = 10 * minuteMs;

/**
 * Brings the database up to the newest migration, as the owner of the tables. Safe to call from several processes at
 * once: they take turns by an advisory lock, and the later ones find nothing left to do.
 */
export async function migratePostgres(ownerUrl: string): Promise<void> {
  // One connection, because the lock belongs to the session that took it.
  const sql = connectPostgres(ownerUrl, {
    maxConnections: 1,
    applicationName: 'migrate',
    statementTimeoutMs: migrationTimeoutMs,
  });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(sql), { migrationsFolder });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
