import fc from 'fast-check';
import { expect, inject, onTestFinished } from 'vitest';
import { connectPostgres } from '../../db/postgres/connect.ts';
import type { DatabaseUrls } from '../../db/postgres/create-database.ts';
import { openDatabase } from '../../db/postgres/tenancy.ts';
import { addressHasher } from '../address-hasher.ts';
import { test as base } from '../fixtures.ts';
import { createShop } from '../shop-factory.ts';
import { visitStores, visitsOf } from '../two-stores.ts';
import { startPooler } from './pgbouncer.ts';

const runs = 100;
const processes = 3;

const test = base.extend('pooled', { scope: 'file' }, async ({ database }, { onCleanup }): Promise<DatabaseUrls> => {
  const pooler = await startPooler(database);
  onCleanup(() => pooler.stop());
  return pooler.urls;
});

function connect(url: string) {
  const sql = connectPostgres(url, { maxConnections: 2, applicationName: 'test' });
  onTestFinished(() => sql.end({ timeout: 5 }));
  return sql;
}

test('two stores never meet on the one server connection that a pooler lends to three processes (operations T2)', async ({
  database,
  pooled,
}) => {
  const superuserUrl = new URL(inject('servers').postgres.superuserUrl);
  const superuser = connect(Object.assign(superuserUrl, { pathname: new URL(database.appUrl).pathname }).href);
  const opened = Array.from({ length: processes }, () =>
    openDatabase({ app: connect(pooled.appUrl), engine: connect(pooled.engineUrl), addressHasher }),
  );
  const side = async () => {
    const shop = await createShop(
      openDatabase({ app: connect(pooled.appUrl), engine: connect(pooled.engineUrl), addressHasher }),
    );
    return { storeId: shop.storeId, cartId: (await shop.cart()).id };
  };
  const stores = { processes: opened, superuser, sides: [await side(), await side()] as const };
  await fc.assert(
    fc.asyncProperty(visitsOf(processes), async (visits) => {
      expect(await visitStores(stores, visits)).toEqual([]);
    }),
    { numRuns: runs },
  );
});
