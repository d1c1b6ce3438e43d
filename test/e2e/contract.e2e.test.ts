import { expect } from 'vitest';
import { contractOf } from './contract.ts';
import { test } from './fixtures.ts';

test('what a page sends or is told is compared with the document: another field, status or path is found', async ({
  product,
}) => {
  const { problemsOf } = await contractOf(product.url);
  const exchange = { method: 'GET', pathname: '/v1/stores', sent: null, status: 200, received: null };
  const store = { items: [], nextCursor: null };
  expect(problemsOf({ ...exchange, received: JSON.stringify(store) })).toEqual([]);
  for (const wrong of [
    { received: JSON.stringify({ ...store, items: [{ id: 7 }] }) },
    { received: '{}' },
    { status: 418 },
    { pathname: '/v1/shops' },
    { method: 'PUT' },
    { method: 'POST', status: 201, sent: '{"name":7}' },
  ])
    expect(problemsOf({ ...exchange, ...wrong })).toHaveLength(1);
});
