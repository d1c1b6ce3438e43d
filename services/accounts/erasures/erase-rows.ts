import { and, eq, inArray } from 'drizzle-orm';
import type { PendingQuery, Row } from 'postgres';
import { documentSeparator, documents, plain } from '../../../db/postgres/array-literals.ts';
import { erasureRules } from '../../../db/postgres/schema/data-map/erasure-rules.ts';
import {
  carts,
  type ErasedRows,
  type ErasureTargets,
  erasures,
  recoveries,
} from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { blankFold } from '../../../domain/erasure/blank-cart.ts';
import { shoppersOf } from '../person-exports/person-events.ts';
import type { ErasureRow } from './erasure.ts';
import { openPersonRows, type PersonRows } from './rows-of-person.ts';

/** Of one statement; each table is a transaction, so that nobody waits for a person with years of carts. */
const rowsPerStatementMax = 2_000;
/** A fold may be large. */
const foldsPerStatementMax = 100;

/** Their rows lead to others: they go, or are emptied, when nothing is looked for any more. */
const lastOfAll: readonly string[] = ['predictions', 'carts', 'identities', 'customers'];

/**
 * Deletes and empties the rows of a person, table by table, as the rules say. What is done is counted in the transaction that does it,
 * so that an erasure that is cut off at any point goes on with the rest; what has to be found elsewhere afterwards is kept
 * before anything goes.
 */
export async function eraseRows(database: Pick<Database, 'app'>, erasure: ErasureRow): Promise<void> {
  const { storeId } = erasure;
  await withStore(database, storeId, (tx) => keepTargets(tx, erasure));
  const tables = Object.keys(erasureRules).filter((table) => !lastOfAll.includes(table));
  for (const table of [...tables, ...lastOfAll]) {
    let more = true;
    while (more)
      more = await withStore(database, storeId, async (tx) => {
        const person = await openPersonRows(tx, erasure);
        const done = table === 'carts' ? await emptyCarts(tx, person) : await eraseFrom(tx, table, person);
        if (done.count > 0) await countRows(tx, erasure, table, done);
        return done.count === rowsPerStatementMax;
      });
  }
}

/** Once written they stay: a second time some of what they are read from is gone. */
async function keepTargets(tx: Tx, erasure: ErasureRow): Promise<void> {
  const { storeId, id } = erasure;
  const { identities, ids } = await openPersonRows(tx, erasure);
  const cartIds = ids.get('carts') ?? [];
  const runs = await tx
    .select({ workflowId: recoveries.workflowId })
    .from(recoveries)
    .where(and(eq(recoveries.storeId, storeId), inArray(recoveries.id, [...(ids.get('recoveries') ?? [])])));
  const targets: ErasureTargets = {
    shoppers: shoppersOf(tx, identities),
    cartIds,
    workflowIds: runs.map(({ workflowId }) => workflowId),
  };
  const sql = rawSql(tx);
  await sql`
    update erasures set targets = ${JSON.stringify(targets)}::text::jsonb
    where store_id = ${storeId}::uuid and id = ${id}::uuid and targets is null`;
}

interface Done {
  readonly does: 'deleted' | 'blanked';
  readonly count: number;
}

async function eraseFrom(tx: Tx, table: string, person: PersonRows): Promise<Done> {
  const rule = erasureRules[table];
  const rows = rule?.does === 'delete' || rule?.does === 'blank' ? person.of(table) : null;
  if (rule === undefined || rows === null) return { does: 'deleted', count: 0 };
  const sql = rawSql(tx);
  if (rule.does === 'blank')
    return { does: 'blanked', count: await blankRows(tx, table, { columns: rule.columns, rows }) };
  const { count } = await sql`
    delete from ${sql(table)} where ctid = any(array(
      select it.ctid from ${sql(table)} it where ${rows} limit ${rowsPerStatementMax}::int))`;
  return { does: 'deleted', count };
}

/** Sets columns to what says nothing, in the rows that still say something. */
async function blankRows(
  tx: Tx,
  table: string,
  { columns, rows }: { readonly columns: Readonly<Record<string, unknown>>; readonly rows: PendingQuery<Row[]> },
): Promise<number> {
  const sql = rawSql(tx);
  const empty = JSON.stringify(columns);
  const names = Object.keys(columns);
  const { count } = await sql`
    update ${sql(table)} set (${sql(names)}) = (
      select ${sql(names)} from jsonb_populate_record(null::${sql(table)}, ${empty}::text::jsonb))
    where ctid = any(array(
      select it.ctid from ${sql(table)} it
      where ${rows} and to_jsonb(it) || ${empty}::text::jsonb is distinct from to_jsonb(it)
      limit ${rowsPerStatementMax}::int))`;
  return count;
}

/** A cart keeps its worth and its times; what was done to it lies in its fold. */
async function emptyCarts(tx: Tx, person: PersonRows): Promise<Done> {
  const { storeId } = person.keys;
  const cartIds = person.ids.get('carts') ?? [];
  for (let from = 0; from < cartIds.length; from += foldsPerStatementMax) {
    const chunk = cartIds.slice(from, from + foldsPerStatementMax);
    const folds = await tx
      .select({ id: carts.id, fold: carts.fold })
      .from(carts)
      .where(and(eq(carts.storeId, storeId), inArray(carts.id, chunk)))
      .orderBy(carts.id)
      .for('update');
    const sql = rawSql(tx);
    await sql`
      update carts set fold = emptied.fold::json
      from unnest(
        ${plain(folds.map(({ id }) => id))}::uuid[],
        string_to_array(${documents(folds.map(({ fold }) => blankFold(fold)))}, ${documentSeparator}, '')
      ) as emptied (id, fold)
      where carts.store_id = ${storeId}::uuid and carts.id = emptied.id`;
  }
  return eraseFrom(tx, 'carts', person);
}

async function countRows(tx: Tx, { storeId, id }: ErasureRow, table: string, { does, count }: Done): Promise<void> {
  const row = eq(erasures.id, id);
  const [kept] = await tx
    .select({ rows: erasures.rows })
    .from(erasures)
    .where(and(eq(erasures.storeId, storeId), row))
    .for('update');
  const rows: ErasedRows = kept?.rows ?? {};
  const before = rows[table] ?? { deleted: 0, blanked: 0 };
  await tx
    .update(erasures)
    .set({ rows: { ...rows, [table]: { ...before, [does]: before[does] + count } } })
    .where(and(eq(erasures.storeId, storeId), row));
}
