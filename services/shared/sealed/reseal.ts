import { type Database, rawSql, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { SealError, type Sealer, sealedWith } from '../../../runtime/sealer.ts';
import type { SealedColumn } from './sealed-column.ts';

export interface Resealed {
  /** Texts that were sealed anew. */
  readonly resealed: number;
  /** Texts that do not open: their key is not kept any more, or they were changed. */
  readonly lost: number;
}

export interface ResealDeps {
  readonly database: Database;
  readonly sealer: Sealer;
  /** Of the key that seals now. */
  readonly keyId: () => string;
}

/** Rows that one transaction holds at most. */
const rowsMax = 200;

/** Seals the texts of one store, or of the installation, with the key of now. What changes meanwhile is left to the next time. */
export async function reseal(
  { database, sealer, keyId }: ResealDeps,
  columns: readonly SealedColumn[],
  storeId: string | null,
): Promise<Resealed> {
  const sum = { resealed: 0, lost: 0 };
  for (const column of columns.filter(({ of }) => (of === 'store') === (storeId !== null))) {
    const inRows = (tx: Tx) => resealRows(tx, { sealer, column, keyId: keyId() });
    const done = storeId === null ? await withEngine(database, inRows) : await withStore(database, storeId, inRows);
    sum.resealed += done.resealed;
    sum.lost += done.lost;
  }
  return sum;
}

async function resealRows(
  tx: Tx,
  { sealer, column: sealed, keyId }: { readonly sealer: Sealer; readonly column: SealedColumn; readonly keyId: string },
): Promise<Resealed> {
  const sql = rawSql(tx);
  const { table, column, key, place } = sealed;
  let [resealed, lost] = [0, 0];
  const rows = await sql<Record<string, string>[]>`
    select ${key.map((name) => sql`${sql(name)}, `)} ${sql(column)} from ${sql(table)}
    where ${sql(column)} is not null and ${sql(column)} not like ${`v2.${keyId}.%`}
    order by ${sql(key[0] ?? column)} limit ${rowsMax}`;
  for (const row of rows) {
    const before = row[column] ?? '';
    const anew = sealedAnew(sealer, before, place(row));
    if (anew === undefined) {
      lost += 1;
      continue;
    }
    if (anew === null) continue;
    const own = key.map((name) => sql`${sql(name)} = ${row[name] ?? null}`);
    const where = own.slice(1).reduce((all, one) => sql`${all} and ${one}`, own[0] ?? sql`false`);
    // What somebody else wrote since stays theirs.
    const { count } = await sql`
      update ${sql(table)} set ${sql(column)} = ${anew} where ${where} and ${sql(column)} = ${before}`;
    resealed += count;
  }
  return { resealed, lost };
}

/** Null: the key of now sealed it. Undefined: it does not open. */
function sealedAnew(sealer: Sealer, text: string, place: string): string | null | undefined {
  try {
    return sealer.reseal(text, place);
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

/** Which keys sealed texts of these columns, in one store or of the installation; null stands for those of before keys had ids. */
export async function sealingKeys(
  { database }: Pick<ResealDeps, 'database'>,
  columns: readonly SealedColumn[],
  storeId: string | null,
): Promise<ReadonlySet<string | null>> {
  const found = new Set<string | null>();
  for (const { table, column } of columns.filter(({ of }) => (of === 'store') === (storeId !== null))) {
    const read = async (tx: Tx): Promise<void> => {
      const sql = rawSql(tx);
      const rows = await sql<{ text: string }[]>`
        select distinct on (split_part(${sql(column)}, '.', 2)) ${sql(column)} as text from ${sql(table)}
        where ${sql(column)} like 'v2.%'
        union all (select ${sql(column)} from ${sql(table)} where ${sql(column)} like 'v1.%' limit 1)`;
      for (const { text } of rows) found.add(sealedWith(text));
    };
    await (storeId === null ? withEngine(database, read) : withStore(database, storeId, read));
  }
  return found;
}
