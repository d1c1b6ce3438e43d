import { describe, expect } from 'vitest';
import { test } from '../../../test/fixtures.ts';
import { createSentMessage, openTestDatabase, twoLines } from '../../../test/sent-message.ts';
import { restoreCart } from './restore-cart.ts';

describe('the cart behind a recovery link', () => {
  test('is given to its own store, as often as it asks', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { storeId, restoreToken: token } = await createSentMessage(database, { lines: twoLines });
    for (const now of [Date.now(), Date.now()])
      expect(await restoreCart(database, { storeId, token, now })).toMatchObject({ lines: twoLines });
  });

  test('is given to no other store, under no other token and not after it has expired', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const one = await createSentMessage(database);
    const other = await createSentMessage(database);
    const now = Date.now();
    const ask = (change: object) =>
      restoreCart(database, { storeId: one.storeId, token: one.restoreToken, now, ...change });
    expect(await ask({ storeId: other.storeId })).toBeNull();
    expect(await ask({ token: one.unsubscribeToken })).toBeNull();
    expect(await ask({ token: 'x'.repeat(43) })).toBeNull();
    expect(await ask({ now: now + 31 * 24 * 3_600_000 })).toBeNull();
    expect(await ask({})).not.toBeNull();
  });

  test('is nobody’s who only looked around: the shop would fill a cart with it', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { storeId, restoreToken: token } = await createSentMessage(database, { stage: 'browsing' });
    expect(await restoreCart(database, { storeId, token, now: Date.now() })).toBeNull();
  });
});
