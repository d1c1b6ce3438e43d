import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClickHouseClient } from '@clickhouse/client';

/** One file of `migrations/`, `<version>_<name>.sql`. */
export interface ClickhouseMigration {
  readonly version: number;
  readonly name: string;
  /** SHA-256 of the file, hex. */
  readonly hash: string;
  readonly statements: readonly string[];
}

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));
const fileName = /^(\d{4})_([a-z0-9-]+)\.sql$/;

/**
 * Brings the database up to the newest migration. Safe to call from several processes at once: ClickHouse has neither
 * transactions nor locks, so every statement of a migration is one that may run twice, and a starter that was killed
 * halfway is followed by one that repeats it.
 *
 * @throws when the database was made by a newer version or by other migrations than these; it is left as it is.
 */
export async function migrateClickhouse(
  client: ClickHouseClient,
  migrations: readonly ClickhouseMigration[] = readMigrations(),
): Promise<void> {
  await run(client, appliedTable);
  const applied = await readApplied(client);
  refuseUnknownHistory(applied, migrations);
  const done = new Set(applied.map(({ version }) => version));
  for (const { version, name, hash, statements } of migrations) {
    if (done.has(version)) continue;
    for (const statement of statements) await run(client, statement);
    await client.insert({ table: 'schema_migrations', values: [{ version, name, hash }], format: 'JSONEachRow' });
  }
}

/** The migrations of a folder, oldest first. */
export function readMigrations(folder: string = migrationsFolder): readonly ClickhouseMigration[] {
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const [, version, name] = fileName.exec(file) ?? [];
      if (!version || !name) throw new Error(`a migration is named 0001_what-changes.sql, not ${file}`);
      const text = readFileSync(join(folder, file), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      return { version: Number(version), name, hash, statements: statementsOf(text) };
    });
}

/** Ordered by all that names a migration, so that one of another version of the engine never hides ours. */
const appliedTable = `
create table if not exists schema_migrations (
  version UInt32,
  name String,
  hash String,
  applied_at DateTime64(3, 'UTC') default now64(3, 'UTC')
) engine = ReplacingMergeTree
order by (version, name, hash)`;

type Applied = Pick<ClickhouseMigration, 'version' | 'name' | 'hash'>;

async function readApplied(client: ClickHouseClient): Promise<readonly Applied[]> {
  const result = await client.query({
    query: 'select distinct version, name, hash from schema_migrations order by version',
    format: 'JSONEachRow',
  });
  return result.json<Applied>();
}

function refuseUnknownHistory(applied: readonly Applied[], known: readonly Applied[]): void {
  const hashes = new Map(known.map(({ version, hash }) => [version, hash]));
  const newest = Math.max(0, ...hashes.keys());
  for (const { version, name, hash } of applied) {
    if (hashes.get(version) === hash) continue;
    if (version > newest) {
      throw new Error(
        `The ClickHouse database has migration ${version} (${name}), and this version of the engine knows none after ` +
          `${newest}: it was made by a newer version. Start that version or a newer one.`,
      );
    }
    throw new Error(
      `The ClickHouse database has another migration ${version} (${name}) than this version of the engine. Give the ` +
        'engine a database of its own; the embedded one is emptied by `npm run reset`.',
    );
  }
}

async function run(client: ClickHouseClient, query: string): Promise<void> {
  await client.command({ query, clickhouse_settings: { wait_end_of_query: 1 } });
}

/** A statement ends with a semicolon at the end of a line. */
function statementsOf(text: string): readonly string[] {
  return text
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
