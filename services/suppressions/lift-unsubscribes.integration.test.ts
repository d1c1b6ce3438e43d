import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { suppressions } from '../../db/postgres/schema/index.ts';
import { withEngine } from '../../db/postgres/tenancy.ts';
import { test } from '../../test/fixtures.ts';
import { openTestDatabase } from '../../test/sent-message.ts';
import { createShop } from '../../test/shop-factory.ts';
import { addressHash } from './address-hash.ts';
import { liftUnsubscribes } from './lift-unsubscribes.ts';

const email = 'ann@shop.example';

describe('agreeing again after an unsubscribe', () => {
  test.for([
    { cause: 'unsubscribe', status: 'granted', channel: 'email', left: 0 },
    { cause: 'unsubscribe', status: 'denied', channel: 'email', left: 1 },
    { cause: 'unsubscribe', status: 'granted', channel: 'sms', left: 1 },
    { cause: 'bounce', status: 'granted', channel: 'email', left: 1 },
    { cause: 'complaint', status: 'granted', channel: 'email', left: 1 },
  ] as const)(
    '$status on $channel leaves $left suppression of e-mail that came from $cause',
    async ({ cause, status, channel, left }, { database: urls }) => {
      const database = openTestDatabase(urls);
      const shop = await createShop(database);
      const customerId = await shop.customer({ email });
      const { storeId } = shop;
      await shop.write((tx) =>
        tx.insert(suppressions).values({ storeId, channel: 'email', addressHash: addressHash(email), cause }),
      );
      await withEngine(database, (tx) =>
        liftUnsubscribes(tx, [
          { storeId, customerId, channel, status, grantedAnew: false, liftsUnsubscribe: status === 'granted' },
        ]),
      );
      const rows = await shop.write((tx) => tx.select().from(suppressions).where(eq(suppressions.storeId, storeId)));
      expect(rows).toHaveLength(left);
    },
  );

  test('lifts nothing of the same address in another store', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const [one, two] = [await createShop(database), await createShop(database)];
    const customerId = await one.customer({ email });
    await two.customer({ email });
    for (const shop of [one, two]) {
      await shop.write((tx) =>
        tx
          .insert(suppressions)
          .values({ storeId: shop.storeId, channel: 'email', addressHash: addressHash(email), cause: 'unsubscribe' }),
      );
    }
    await withEngine(database, (tx) =>
      liftUnsubscribes(tx, [
        {
          storeId: one.storeId,
          customerId,
          channel: 'email',
          status: 'granted',
          grantedAnew: true,
          liftsUnsubscribe: true,
        },
      ]),
    );
    expect(await one.write((tx) => tx.select().from(suppressions))).toHaveLength(0);
    expect(await two.write((tx) => tx.select().from(suppressions))).toHaveLength(1);
  });
});
