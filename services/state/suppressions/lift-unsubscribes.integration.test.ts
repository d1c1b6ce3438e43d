import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { suppressions } from '../../../db/postgres/schema/index.ts';
import { withPipeline } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { neverAsked } from '../../../domain/consent.ts';
import { addressHash } from '../../../test/address-hasher.ts';
import { test } from '../../../test/fixtures.ts';
import { openTestDatabase } from '../../../test/sent-message.ts';
import { createShop, type Shop } from '../../../test/shop-factory.ts';
import { writeConsents } from '../consents/consent-rows.ts';
import { liftUnsubscribes } from './lift-unsubscribes.ts';

const email = 'ann@shop.example';

const at = Date.UTC(2026, 10, 20, 12);

describe("agreeing again by an act of one's own", () => {
  test.for([
    { cause: 'unsubscribe', channel: 'email', agreedAt: at + 1, left: 0 },
    { cause: 'privacy_request', channel: 'email', agreedAt: at + 1, left: 0 },
    { cause: 'unsubscribe', channel: 'email', agreedAt: at, left: 1 },
    { cause: 'privacy_request', channel: 'email', agreedAt: at - 1, left: 1 },
    { cause: 'unsubscribe', channel: 'email', agreedAt: null, left: 1 },
    { cause: 'unsubscribe', channel: 'sms', agreedAt: at + 1, left: 1 },
    { cause: 'bounce', channel: 'email', agreedAt: at + 1, left: 1 },
    { cause: 'invalid', channel: 'email', agreedAt: at + 1, left: 1 },
    { cause: 'complaint', channel: 'email', agreedAt: at + 1, left: 1 },
  ] as const)(
    'on $channel at $agreedAt leaves $left suppression of e-mail that came from $cause at 1795435200000',
    async ({ cause, channel, agreedAt, left }, { database: urls }) => {
      const database = openTestDatabase(urls);
      const shop = await createShop(database);
      const customerId = await shop.customer({ email, consents: [] });
      const { storeId } = shop;
      await suppress(shop, cause);
      await agree(shop, { customerId, channel, agreedAt });
      await withPipeline(database, (tx) => liftUnsubscribes(tx, [{ storeId, customerId }]));
      const rows = await shop.write((tx) => tx.select().from(suppressions).where(eq(suppressions.storeId, storeId)));
      expect(rows).toHaveLength(left);
    },
  );

  test('lifts nothing of the same address in another store', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const [one, two] = [await createShop(database), await createShop(database)];
    const customerId = await one.customer({ email, consents: [] });
    await two.customer({ email });
    for (const shop of [one, two]) await suppress(shop, 'unsubscribe');
    await agree(one, { customerId, channel: 'email', agreedAt: at + 1 });
    await withPipeline(database, (tx) => liftUnsubscribes(tx, [{ storeId: one.storeId, customerId }]));
    expect(await one.write((tx) => tx.select().from(suppressions))).toHaveLength(0);
    expect(await two.write((tx) => tx.select().from(suppressions))).toHaveLength(1);
  });
});

async function suppress({ storeId, write }: Shop, cause: (typeof suppressions.$inferInsert)['cause']): Promise<void> {
  await write((tx) =>
    tx
      .insert(suppressions)
      .values({ storeId, channel: 'email', addressHash: addressHash(email), cause, at: new Date(at) }),
  );
}

/** `agreedAt` null: by a record of the shop that is younger than everything. */
async function agree(
  { storeId, write }: Shop,
  { customerId, channel, agreedAt }: { customerId: string; channel: Channel; agreedAt: number | null },
): Promise<void> {
  const state = { ...neverAsked, ...(agreedAt === null ? { recordGrantedAt: at + 9 } : { grantedAt: agreedAt }) };
  await write((tx) =>
    writeConsents(tx, [{ storeId, customerId, channel, eventId: 'agreed', provenance: 'shop', state }]),
  );
}
