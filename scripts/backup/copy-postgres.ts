import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { TransactionSql } from 'postgres';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { hourMs } from '../../domain/duration.ts';
import type { TlsOptions } from '../../runtime/identity/identity.ts';
import { Refusal } from '../store/ask-engine.ts';
import { type CopiedTable, copyTarget, countRows, readMigrations, readSequences, readTables } from './copied-tables.ts';
import type { CountedRows, Manifest } from './manifest.ts';

export interface CopiedPostgres {
  readonly asOf: Date;
  readonly content: Manifest['postgres'];
}

const statementMsMax = 6 * hourMs;
/** Fast: most of the time is the server's. */
const gzipLevel = 1;

/**
 * Copies every table as it was at one moment, and counts it in the same moment: while it runs, nobody waits for it. The login
 * has to see all rows past the isolation of stores, or a copy would look whole and hold one store or none.
 */
export async function copyPostgres(url: string, folder: string, tls?: TlsOptions): Promise<CopiedPostgres> {
  mkdirSync(folder, { recursive: true });
  const sql = connectPostgres(url, {
    ...{ maxConnections: 1, applicationName: 'backup', statementTimeoutMs: statementMsMax, tls },
  });
  try {
    return await sql.begin('isolation level repeatable read read only', async (tx) => {
      await refusePartialSight(tx);
      const [moment] = await tx<{ asOf: Date; major: number }[]>`
        select now() as "asOf", current_setting('server_version_num')::int / 10000 as major`;
      if (!moment) throw new Error('the server does not tell the time');
      const tables: Record<string, CountedRows> = {};
      for (const table of await readTables(tx)) {
        tables[table.name] = await countRows(tx, table);
        await copyTable(tx, table, folder);
      }
      const [migrations, sequences] = [await readMigrations(tx), await readSequences(tx)];
      return {
        asOf: moment.asOf,
        content: { major: moment.major, migrations: [...migrations], tables, sequences },
      };
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function refusePartialSight(tx: TransactionSql): Promise<void> {
  const [login] = await tx<{ name: string; seesAll: boolean }[]>`
    select rolname as name, rolsuper or rolbypassrls as "seesAll" from pg_roles where rolname = current_user`;
  if (!login?.seesAll)
    throw new Refusal(
      `The login ${login?.name} sees one store at a time, and its copy would lack the others: set POSTGRES_ADMIN_URL to a superuser, or to a login with BYPASSRLS.`,
    );
  // Should a policy hide rows all the same, a statement fails instead of leaving them out.
  await tx`set local row_security = off`;
}

async function copyTable(tx: TransactionSql, table: CopiedTable, folder: string): Promise<void> {
  const rows = await tx.unsafe(`copy ${copyTarget(table)} to stdout`).readable();
  const file = createWriteStream(join(folder, `${table.name}.copy.gz`), { mode: 0o600, flush: true });
  await pipeline(rows, createGzip({ level: gzipLevel }), file);
}
