import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  campaigns,
  carts,
  consentLog,
  consents,
  links,
  recoveries,
  stores,
  suppressions,
} from '../../../db/postgres/schema/index.ts';
import { rawSql, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { createSentMessage } from '../../../test/sent-message.ts';
import { test } from '../../../test/system-of-record.ts';
import { unsubscribe } from './unsubscribe.ts';

const years = 20 * 365 * dayMs;

describe('a refusal', () => {
  test('outlives every purge: nothing that deletes by age may delete it, its proof, its link or what was sent (field 40)', async ({
    systemOfRecord: database,
  }) => {
    const { unsubscribeToken: token } = await createSentMessage(database);
    await unsubscribe(database, { token, scope: 'all', source: 'page', now: Date.now() });
    // Purges of all kinds go through the engine's door.
    for (const table of ['consents', 'consent_log', 'suppressions', 'links', 'messages']) {
      const [right] = await withEngine(
        database,
        (tx) => rawSql(tx)<{ deletes: boolean }[]>`select has_table_privilege(${table}, 'DELETE') as deletes`,
      );
      expect([table, right?.deletes]).toEqual([table, false]);
    }
  });

  test('is possible by a message’s link for as long as the message exists, whatever became of all else (field 41)', async ({
    systemOfRecord: database,
  }) => {
    const sent = await createSentMessage(database, { now: Date.now() - 20 * dayMs });
    const { storeId, cartId, customerId, unsubscribeToken: token } = sent;
    await withStore(database, storeId, async (tx) => {
      await tx
        .update(links)
        .set({ expiresAt: new Date(Date.now() - dayMs) })
        .where(eq(links.kind, 'restore'));
      await tx.delete(carts).where(eq(carts.id, cartId));
      await tx.delete(recoveries).where(eq(recoveries.cartId, cartId));
      await tx.delete(campaigns).where(eq(campaigns.storeId, storeId));
      await tx.update(stores).set({ status: 'paused' }).where(eq(stores.id, storeId));
    });
    const done = await unsubscribe(database, { token, scope: 'channel', source: 'one_click', now: Date.now() + years });
    expect(done).toMatchObject({ kind: 'done', channels: ['email'] });
    const [kept, proof, addresses] = await withStore(database, storeId, async (tx) => [
      await tx.select().from(consents).where(eq(consents.customerId, customerId)),
      await tx.select().from(consentLog).where(eq(consentLog.customerId, customerId)),
      await tx.select().from(suppressions).where(eq(suppressions.storeId, storeId)),
    ]);
    expect(kept.find(({ channel }) => channel === 'email')).toMatchObject({ status: 'denied' });
    // Who, when, by which way, and in whose words.
    expect(proof).toMatchObject([
      {
        customerId,
        status: 'denied',
        provenance: 'unsubscribe_link',
        source: 'unsubscribe:one_click',
        at: expect.any(Date),
      },
    ]);
    expect(addresses).toMatchObject([{ channel: 'email', cause: 'unsubscribe' }]);
  });
});
