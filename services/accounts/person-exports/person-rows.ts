import { plain } from '../../../db/postgres/array-literals.ts';
import { dataMap } from '../../../db/postgres/schema/data-map/index.ts';
import { columnsThatName } from '../../../db/postgres/schema/references.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';

/** Rows of one table that say something of a person, without what opens anything, as JSON. */
export interface RowsOfTable {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** There are more rows than an export holds. */
  readonly cut: boolean;
}

export interface PersonKeys {
  readonly storeId: string;
  /** Every id that the person had. */
  readonly customerIds: readonly string[];
  /** Hashes of their addresses, and of the shop's number of them. */
  readonly addressHashes: readonly string[];
}

/** Of one table; a person with more is a machine, or a shop's own address. */
export const rowsOfTableMax = 50_000;

/** From the person outwards: rows of each of these lead to rows of those behind it. */
const steps = ['customers', 'carts', 'recoveries', 'messages', 'predictions', 'offer_codes'] as const;
type Step = (typeof steps)[number];

/** What names no person but by an address's hash. */
const byAddress = ['suppressions', 'opt_in_requests', 'phone_windows'];

/**
 * Everything that hangs on a person, table by table, in the order of the map of data. What leads where is read from the list of
 * references, so a new table that names a customer, a cart or a message is in it without a word here.
 */
export async function readPersonRows(tx: Tx, person: PersonKeys): Promise<readonly RowsOfTable[]> {
  const found = new Map<string, RowsOfTable>();
  const ids = new Map<Step, readonly string[]>([['customers', person.customerIds]]);
  // Each step needs the ids of the one before it.
  for (const step of steps) {
    const rows = await rowsNaming(tx, step, person, ids);
    found.set(step, rows);
    if (step !== 'customers') ids.set(step, rows.rows.map(idOf));
  }
  for (const [table, { of }] of Object.entries(dataMap))
    if (of === 'shopper' && !found.has(table)) found.set(table, await rowsNaming(tx, table, person, ids));
  return Object.keys(dataMap).flatMap((table) => {
    const rows = found.get(table);
    return rows === undefined || rows.rows.length === 0 ? [] : [rows];
  });
}

function idOf({ id }: Readonly<Record<string, unknown>>): string {
  return String(id);
}

/** Columns of the table that name a row of the step. */
function columnsOf(table: string, step: string): readonly string[] {
  return columnsThatName(step).flatMap((named) => {
    const [of, column = ''] = named.split('.');
    return of === table ? [column] : [];
  });
}

async function rowsNaming(
  tx: Tx,
  table: string,
  { storeId, customerIds, addressHashes }: PersonKeys,
  ids: ReadonlyMap<Step, readonly string[]>,
): Promise<RowsOfTable> {
  const sql = rawSql(tx);
  const isAny = (column: string, wanted: readonly string[]) =>
    sql`${sql(column)}::text = any(${plain([...wanted])}::text[])`;
  const naming = [...ids].flatMap(([step, wanted]) =>
    wanted.length === 0 ? [] : columnsOf(table, step).map((column) => isAny(column, wanted)),
  );
  if (table === 'customers') naming.push(isAny('id', customerIds));
  if (byAddress.includes(table)) naming.push(isAny('address_hash', addressHashes));
  const [first, ...others] = naming;
  if (first === undefined) return { table, rows: [], cut: false };
  const anyOf = others.reduce((all, one) => sql`${all} or ${one}`, first);
  // A cart may have come to somebody else meanwhile: what names another person is theirs.
  const theirs = columnsOf(table, 'customers').reduce(
    (all, column) => sql`${all} and (${sql(column)} is null or ${isAny(column, customerIds)})`,
    sql`true`,
  );
  const isMerge = table === 'customer_merges' || table === 'customers';
  const rows = await sql<{ row: Readonly<Record<string, unknown>> }[]>`
    select to_jsonb(it) - 'store_id' - ${plain(credentialsOf(table))}::text[] as row from ${sql(table)} it
    where store_id = ${storeId} and (${anyOf}) and ${isMerge ? sql`true` : theirs}
    limit ${rowsOfTableMax + 1}::int`;
  return {
    table,
    rows: rows.slice(0, rowsOfTableMax).map(({ row }) => row),
    cut: rows.length > rowsOfTableMax,
  };
}

/** What opens something is no answer to "what do you hold of me", and would open it for whoever has the file. */
function credentialsOf(table: string): string[] {
  return Object.entries(dataMap[table]?.personal ?? {}).flatMap(([column, kind]) =>
    kind === 'credential' ? [column] : [],
  );
}
