import { pino } from 'pino';
import { expect, onTestFinished, vi } from 'vitest';
import { connectRedis } from '../db/redis/connect.ts';
import { noSettings } from '../domain/brand/brand.ts';
import { replaceBrand, resetBrand } from '../services/state/brands/change.ts';
import { test as base } from '../test/system-of-record.ts';
import { openBrands } from './open-brands.ts';

const operator = { kind: 'operator', storeId: null } as const;

/** Makes processes that show brands, all of one installation. */
const test = base.extend('newProcess', { scope: 'file' }, async ({ systemOfRecord: database, redis: { url } }) => {
  return async () => {
    const redis = connectRedis(url, { purpose: 'request' });
    const newBlockingRedis = () => connectRedis(url, { purpose: 'blocking' });
    const opened = await openBrands({ database, redis, newBlockingRedis, log: pino({ level: 'silent' }) });
    onTestFinished(async () => {
      await opened.close();
      await redis.quit();
    });
    const deps = { database, onChange: () => opened.brandNews.tell({}), now: Date.now };
    return { ...opened, deps };
  };
});

test('what one process is told of a brand every other one shows, and what is taken back too', async ({
  newProcess,
  newShop,
}) => {
  const [one, other] = [await newProcess(), await newProcess()];
  const [shop, plain] = [await newShop(), await newShop()];
  await vi.waitFor(() => expect(other.brandNews.connected).toBe(true));
  const installation = { ...noSettings, name: 'Agency', supportEmail: 'help@agency.example' };
  await replaceBrand(one.deps, { actor: operator, storeId: null, settings: installation });
  await vi.waitFor(() => expect(other.brands.of(null).name).toBe('Agency'));
  await replaceBrand(one.deps, {
    ...{ actor: operator, storeId: shop.storeId, settings: { ...noSettings, name: 'Lamps' } },
  });
  await vi.waitFor(() => expect(other.brands.of(shop.storeId).name).toBe('Lamps'));
  // What a store does not say is the installation's, and another store has nothing of it.
  expect(other.brands.of(shop.storeId).supportEmail).toBe('help@agency.example');
  expect(other.brands.of(plain.storeId).name).toBe('Agency');
  await resetBrand(one.deps, { actor: operator, storeId: shop.storeId });
  await vi.waitFor(() => expect(other.brands.of(shop.storeId).name).toBe('Agency'));
  await resetBrand(one.deps, { actor: operator, storeId: null });
  await vi.waitFor(() => expect(other.brands.of(plain.storeId).name).toBeNull());
});
