import { expect } from 'vitest';
import { test } from '../../test/fixtures.ts';
import { connectClickhouse } from './connect.ts';
import { clickhouseFailure } from './failure.ts';

const failureOf = (query: Promise<unknown>) =>
  query.then(
    () => null,
    (error: unknown) => clickhouseFailure(error),
  );

test('a query fails because ClickHouse is away, because it takes too long, or because it is wrong', async ({
  clickhouse,
}) => {
  const nobody = connectClickhouse('http://127.0.0.1:9', { applicationName: 'test' });
  const short = { max_execution_time: 0.001 };
  const long = 'select count() from numbers(1e12) where not ignore(sipHash64(number))';
  expect(await failureOf(nobody.query({ query: 'select 1' }))).toBe('away');
  expect(await failureOf(clickhouse.query({ query: 'select * from a_table_before_its_migration' }))).toBe('away');
  expect(await failureOf(clickhouse.query({ query: long, clickhouse_settings: short }))).toBe('slow');
  expect(await failureOf(clickhouse.query({ query: 'select from where' }))).toBe('bug');
  expect(clickhouseFailure(new TypeError('rows is undefined'))).toBe('bug');
  await nobody.close();
});
