import type { PendingQuery, Row } from 'postgres';
import { plain, texts } from '../../../db/postgres/array-literals.ts';
import { columnsThatName } from '../../../db/postgres/schema/references.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';

/** From the person outwards: rows of each of these lead to rows of those behind it. */
export const personSteps = ['customers', 'carts', 'recoveries', 'messages', 'predictions', 'offer_codes'] as const;
export type PersonStep = (typeof personSteps)[number];
/** Ids of the person's rows in each step. */
export type PersonIds = ReadonlyMap<PersonStep, readonly string[]>;

export interface PersonKeys {
  readonly storeId: string;
  /** Every id that the person had. */
  readonly customerIds: readonly string[];
  /** Hashes of their addresses, and of the shop's number of them. */
  readonly addressHashes: readonly string[];
  /** Devices that they are known by. */
  readonly devices: readonly string[];
}

/** What names no person but by an address's hash. */
const byAddress = ['suppressions', 'opt_in_requests', 'phone_windows'];
/** What may be known by a device alone, as long as it is nobody's. */
const byDevice = ['carts', 'orders'];

/** The person's rows that lead to others, step by step; of each at most `rowsMax`, or all. */
export async function walkPerson(tx: Tx, person: PersonKeys, rowsMax: number | null): Promise<PersonIds> {
  const ids = new Map<PersonStep, readonly string[]>([['customers', person.customerIds]]);
  // Each step needs the ids of the one before it.
  for (const step of personSteps) {
    const ofPerson = step === 'customers' ? null : isOfPerson(tx, step, { person, ids });
    if (ofPerson === null) continue;
    const sql = rawSql(tx);
    const rows = await sql<{ id: string }[]>`select id from ${sql(step)} where ${ofPerson} limit ${rowsMax}::int`;
    ids.set(
      step,
      rows.map(({ id }) => id),
    );
  }
  return ids;
}

/**
 * Holds for the rows of a table that say something of a person; null: none of its columns leads to one. What leads where is read from
 * the list of references, so a new table that names a customer, a cart or a message is in it without a word here.
 */
export function isOfPerson(
  tx: Tx,
  table: string,
  {
    person: { storeId, customerIds, addressHashes, devices },
    ids,
  }: { readonly person: PersonKeys; readonly ids: PersonIds },
): PendingQuery<Row[]> | null {
  const sql = rawSql(tx);
  const isAny = (column: string, wanted: readonly string[]) =>
    sql`${sql(column)}::text = any(${plain([...wanted])}::text[])`;
  const naming = [...ids].flatMap(([step, wanted]) =>
    wanted.length === 0 ? [] : columnsOf(table, step).map((column) => isAny(column, wanted)),
  );
  if (table === 'customers') naming.push(isAny('id', customerIds));
  if (byAddress.includes(table)) naming.push(isAny('address_hash', addressHashes));
  if (byDevice.includes(table) && devices.length > 0)
    naming.push(sql`customer_id is null and anonymous_id = any(${texts([...devices])}::text[])`);
  const [first, ...others] = naming;
  if (first === undefined) return null;
  const anyOf = others.reduce((all, one) => sql`${all} or ${one}`, first);
  const isMerge = table === 'customer_merges' || table === 'customers';
  // A cart may have come to somebody else meanwhile: what names another person is theirs.
  const theirs = isMerge
    ? sql`true`
    : columnsOf(table, 'customers').reduce(
        (all, column) => sql`${all} and (${sql(column)} is null or ${isAny(column, customerIds)})`,
        sql`true`,
      );
  return sql`store_id = ${storeId}::uuid and (${anyOf}) and ${theirs}`;
}

/** Columns of the table that name a row of the step. */
function columnsOf(table: string, step: string): readonly string[] {
  return columnsThatName(step).flatMap((named) => {
    const [of, column = ''] = named.split('.');
    return of === table ? [column] : [];
  });
}
