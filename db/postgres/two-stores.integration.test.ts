import fc from 'fast-check';
import { expect, inject, onTestFinished } from 'vitest';
import { addressHasher } from '../../test/address-hasher.ts';
import { test } from '../../test/fixtures.ts';
import { createShop } from '../../test/shop-factory.ts';
import { visitStores, visitsOf } from '../../test/two-stores.ts';
import { connectPostgres } from './connect.ts';
import { openDatabase } from './tenancy.ts';

const runs = 25;

test('two stores on one connection never meet, whatever fails, is cancelled or takes too long (operations T2)', async ({
  database: urls,
}) => {
  const connect = (url: string) => {
    const sql = connectPostgres(url, { maxConnections: 1, applicationName: 'test' });
    onTestFinished(() => sql.end({ timeout: 5 }));
    return sql;
  };
  const superuserUrl = new URL(inject('servers').postgres.superuserUrl);
  const superuser = connect(Object.assign(superuserUrl, { pathname: new URL(urls.appUrl).pathname }).href);
  const process = openDatabase({ app: connect(urls.appUrl), engine: connect(urls.engineUrl), addressHasher });
  const side = async () => {
    const shop = await createShop(process);
    return { storeId: shop.storeId, cartId: (await shop.cart()).id };
  };
  const stores = { processes: [process], superuser, sides: [await side(), await side()] as const };
  await fc.assert(
    fc.asyncProperty(visitsOf(1), async (visits) => {
      expect(await visitStores(stores, visits)).toEqual([]);
    }),
    { numRuns: runs },
  );
});
