import { is } from 'drizzle-orm';
import { getTableConfig, type PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import * as schema from '../index.ts';
import { references } from '../references.ts';
import { dataMap } from './index.ts';

const tables = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map((table) => getTableConfig(table));

/** Names of columns that hold what reaches or describes a person, wherever they stand. */
const tellingNames =
  /^(?:email|from_address|first_name|text|subject|content|lines|value|address_hash|token_hash|key_hash|password_hash|secrets?|api_token|api_key|headers|probability|features|agent|country|region)$/;
/** The same names for something else. */
const elsewhere = new Set([
  'content_templates.content_sid',
  'cart_aliases.alias',
  'offer_codes.value',
  'report_runs.content',
  // Sums of many.
  'usage.country',
  'usage_sent.country',
  'template_versions.content',
  'registry_compatibility.subject',
  'registry_versions.subject',
]);
const people = ['customers', 'carts', 'messages', 'recoveries'];

function isTelling(table: string, column: PgColumn): boolean {
  const name = `${table}.${column.name}`;
  if (elsewhere.has(name)) return false;
  if (tellingNames.test(column.name)) return true;
  const reference = references[name];
  return reference !== undefined && 'to' in reference && people.includes(reference.to);
}

describe('the map of data', () => {
  test('knows every table, and no other', () => {
    expect(Object.keys(dataMap).toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
  });

  test('names columns that are there', () => {
    const unknown = tables.flatMap(({ name, columns }) =>
      Object.keys(dataMap[name]?.personal ?? {})
        .filter((column) => !columns.some((one) => one.name === column))
        .map((column) => `${name}.${column}`),
    );
    expect(unknown).toEqual([]);
  });

  test('leaves out no column that leads to a person', () => {
    const missing = tables.flatMap(({ name, columns }) =>
      columns
        .filter((column) => isTelling(name, column) && dataMap[name]?.personal?.[column.name] === undefined)
        .map((column) => `${name}.${column.name}`),
    );
    expect(missing, 'say in data-map/ what they tell of a person').toEqual([]);
  });

  test('says of every table of shoppers what it tells of them', () => {
    const silent = Object.entries(dataMap).filter(
      ([, { of, personal }]) => of === 'shopper' && Object.keys(personal ?? {}).length === 0,
    );
    expect(silent).toEqual([]);
  });
});
