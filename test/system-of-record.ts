import { connectPostgres } from '../db/postgres/connect.ts';
import { type Database, openDatabase } from '../db/postgres/tenancy.ts';
import { addressHasher } from './address-hasher.ts';
import { test as base } from './fixtures.ts';
import { createShop, type Shop, type ShopOptions } from './shop-factory.ts';

/** Enough for the tests that let many claims run at the same time. */
const connectionsMax = 24;

/**
 * `test` with both endpoints to a fresh database (`truth`), and `newShop`, which makes a store of its own in it.
 *
 * @example test('…', async ({ truth, newShop }) => { const shop = await newShop(); … });
 */
export const test = base
  .extend(
    'systemOfRecord',
    { scope: 'file' },
    async ({ database: { appUrl, engineUrl } }, { onCleanup }): Promise<Database> => {
      const app = connectPostgres(appUrl, { maxConnections: connectionsMax, applicationName: 'test' });
      const engine = connectPostgres(engineUrl, { maxConnections: connectionsMax, applicationName: 'test' });
      onCleanup(async () => {
        await Promise.all([app.end({ timeout: 5 }), engine.end({ timeout: 5 })]);
      });
      return openDatabase({ app, engine, addressHasher });
    },
  )
  .extend('newShop', { scope: 'file' }, ({ systemOfRecord }): ((options?: ShopOptions) => Promise<Shop>) => {
    return (options) => createShop(systemOfRecord, options);
  });
