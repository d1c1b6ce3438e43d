import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { TransactionSql } from 'postgres';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { hourMs } from '../../domain/duration.ts';
import { copyTarget, countRows, readMigrations, readTables } from '../backup/copied-tables.ts';
import type { CountedRows, Manifest } from '../backup/manifest.ts';
import { Refusal } from '../store/ask-engine.ts';

const statementMsMax = 6 * hourMs;

/**
 * Fills the tables of a migrated database from a copy, counts every store in every table, and then does `before` it commits:
 * all of it in one transaction. Needs a superuser, because triggers must not act on what they have acted on already.
 *
 * @throws Refusal when the tables were made by other migrations than the copy's, or a count differs.
 */
export async function loadPostgres(
  url: string,
  { folder, content }: { readonly folder: string; readonly content: Manifest['postgres'] },
  beforeCommit: (tx: TransactionSql) => Promise<void>,
): Promise<void> {
  const sql = connectPostgres(url, {
    ...{ maxConnections: 1, applicationName: 'restore', statementTimeoutMs: statementMsMax },
  });
  try {
    await sql.begin(async (tx) => {
      await refuseOtherMigrations(tx, content.migrations);
      await tx`set local session_replication_role = replica`;
      const tables = await readTables(tx);
      for (const table of tables) await tx`truncate table ${tx(table.name)} cascade`;
      for (const table of tables) {
        const file = createReadStream(join(folder, `${table.name}.copy.gz`));
        await pipeline(file, createGunzip(), await tx.unsafe(`copy ${copyTarget(table)} from stdin`).writable());
        refuseOtherCount(table.name, content.tables[table.name], await countRows(tx, table));
      }
      for (const [name, last] of Object.entries(content.sequences))
        if (last !== null) await tx`select setval(${`public.${name}`}::regclass, ${last}::bigint)`;
      await beforeCommit(tx);
    });
    await sql`analyze`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function refuseOtherMigrations(tx: TransactionSql, wanted: readonly string[]): Promise<void> {
  const ours = await readMigrations(tx);
  if (ours.length === wanted.length && ours.every((hash, nth) => hash === wanted[nth])) return;
  throw new Refusal(
    'The tables of the backup were made by other migrations than those of this version: restore it with the version that made it, and then start the newer one.',
  );
}

function refuseOtherCount(name: string, wanted: CountedRows | undefined, found: CountedRows): void {
  if (!wanted) throw new Refusal(`The backup has no table ${name}.`);
  const stores = new Set([...Object.keys(wanted.byStore ?? {}), ...Object.keys(found.byStore ?? {})]);
  const differs = [...stores].find((store) => wanted.byStore?.[store] !== found.byStore?.[store]);
  if (wanted.rows !== found.rows || differs !== undefined)
    throw new Refusal(
      `Table ${name} has ${found.rows} rows of ${wanted.rows}${differs === undefined ? '' : `; store ${differs} differs`}.`,
    );
}
