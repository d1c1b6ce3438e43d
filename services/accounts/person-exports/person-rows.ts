import { plain } from '../../../db/postgres/array-literals.ts';
import { dataMap } from '../../../db/postgres/schema/data-map/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { isOfPerson, type PersonKeys, walkPerson } from './person-walk.ts';

/** Rows of one table that say something of a person, without what opens anything, as JSON. */
export interface RowsOfTable {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** There are more rows than an export holds. */
  readonly cut: boolean;
}

/** Of one table; a person with more is a machine, or a shop's own address. */
export const rowsOfTableMax = 50_000;

/** Everything that hangs on a person, table by table, in the order of the map of data. */
export async function readPersonRows(tx: Tx, person: PersonKeys): Promise<readonly RowsOfTable[]> {
  const ids = await walkPerson(tx, person, rowsOfTableMax);
  const found: RowsOfTable[] = [];
  for (const [table, { of }] of Object.entries(dataMap)) {
    const ofPerson = of === 'shopper' ? isOfPerson(tx, table, { person, ids }) : null;
    if (ofPerson === null) continue;
    const sql = rawSql(tx);
    const rows = await sql<{ row: Readonly<Record<string, unknown>> }[]>`
      select to_jsonb(it) - 'store_id' - ${plain(credentialsOf(table))}::text[] as row from ${sql(table)} it
      where ${ofPerson}
      limit ${rowsOfTableMax + 1}::int`;
    if (rows.length === 0) continue;
    found.push({ table, rows: rows.slice(0, rowsOfTableMax).map(({ row }) => row), cut: rows.length > rowsOfTableMax });
  }
  return found;
}

/** What opens something is no answer to "what do you hold of me", and would open it for whoever has the file. */
function credentialsOf(table: string): string[] {
  return Object.entries(dataMap[table]?.personal ?? {}).flatMap(([column, kind]) =>
    kind === 'credential' ? [column] : [],
  );
}
