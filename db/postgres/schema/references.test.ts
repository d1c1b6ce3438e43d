import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import * as schema from './index.ts';
import { columnsThatName, references, storeReference } from './references.ts';

const tables = Object.values(schema).filter((value) => is(value, PgTable));
const configs = tables.map((table) => getTableConfig(table));
const names = (columns: readonly { readonly name: string }[]) => columns.map(({ name }) => name);

const columns = configs.flatMap((table) => names(table.columns).map((column) => `${table.name}.${column}`));
const declared = new Set(
  configs.flatMap((table) =>
    table.foreignKeys.flatMap((key) => names(key.reference().columns).map((column) => `${table.name}.${column}`)),
  ),
);

describe('the list of references', () => {
  test('names every column of ids that is no declared foreign key', () => {
    const ids = columns.filter((column) => column.endsWith('_id') && !column.endsWith(`.${storeReference.column}`));
    const missing = ids.filter((column) => !declared.has(column) && !Object.hasOwn(references, column));
    expect(missing, 'add them to references.ts, or declare a foreign key').toEqual([]);
  });

  test('names nothing that is not there or is declared', () => {
    expect(Object.keys(references).filter((column) => !columns.includes(column) || declared.has(column))).toEqual([]);
    const known = new Set(names(configs));
    const targets = Object.values(references).flatMap((reference) => ('to' in reference ? [reference.to] : []));
    expect([storeReference.to, ...targets].filter((table) => !known.has(table))).toEqual([]);
  });

  test('tells all that hangs on a customer', () => {
    expect(columnsThatName('customers')).toEqual([
      'campaign_exposures.customer_id',
      'carts.customer_id',
      'consent_log.customer_id',
      'consents.customer_id',
      'customer_merges.from_customer_id',
      'customer_merges.into_customer_id',
      'customers.merged_into',
      'identities.customer_id',
      'links.customer_id',
      'messages.customer_id',
      'orders.customer_id',
      'split_arms.customer_id',
      'recoveries.customer_id',
      'replies.customer_id',
    ]);
  });
});
