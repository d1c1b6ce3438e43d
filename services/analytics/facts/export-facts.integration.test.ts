import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { and, eq, like } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { messages, offerCodes, orders, recoveries, stores, topicOutbox } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { type ExportFactsDeps, exportFacts } from './export-facts.ts';
import type { FactSource } from './fact-source.ts';
import { factSources } from './fact-sources.ts';
import { messageFactsSource } from './messages-source.ts';
import { ordersSource } from './orders-source.ts';

interface Copying {
  readonly clickhouse: ClickHouseClient;
  /** Copies all that waits in rounds of `rows`, and returns how many rows that were. */
  copy(change?: Partial<ExportFactsDeps> & { sources?: readonly FactSource[]; rows?: number }): Promise<number>;
}

const test = base.extend('copying', { scope: 'file' }, async ({ systemOfRecord, clickhouse }): Promise<Copying> => {
  await migrateClickhouse(clickhouse);
  const deps: ExportFactsDeps = { database: systemOfRecord, clickhouse, holder: randomUUID(), onLag: () => {} };
  return {
    clickhouse,
    async copy({ sources = factSources, rows, ...change } = {}) {
      let copied = 0;
      for (const source of sources) {
        for (let more = true; more; ) {
          const round = await exportFacts({ ...deps, ...change }, source, rows);
          copied += round.delivered;
          more = round.more;
        }
      }
      return copied;
    },
  };
});

/** A cart in recovery with one message on its way and one order that counts to it. */
async function recoverOne(shop: Shop) {
  const { storeId } = shop;
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);
  const messageId = randomUUID();
  await shop.write((tx) =>
    tx.insert(messages).values({
      ...{ storeId, id: messageId, recoveryId, cartId: cart.id, customerId, ruleId: 'touch-1', channel: 'email' },
      ...{
        template: 'cart-reminder-1',
        provider: 'resend',
        addressHash: 'hash',
        basis: 'consent',
        state: 'sending',
        cartVersion: 1,
      },
    }),
  );
  const orderId = await shop.order({ cartId: cart.id, customerId, recoveryId, totalMinor: 4_200 });
  return { storeId, cart, customerId, recoveryId, messageId, orderId };
}

function settle(tx: Tx, { storeId, messageId }: { storeId: string; messageId: string }) {
  return tx
    .update(messages)
    .set({ state: 'accepted', settledAt: new Date() })
    .where(and(eq(messages.storeId, storeId), eq(messages.id, messageId)));
}

describe('the facts in analytics', () => {
  test('are every order, message, recovery and decision as it is now, once, and nothing that names a person', async ({
    newShop,
    copying,
  }) => {
    const shop = await newShop();
    const made = await recoverOne(shop);
    const { storeId, recoveryId, messageId, orderId, cart } = made;
    await copying.copy();
    await shop.write(async (tx) => {
      await settle(tx, made);
      await tx
        .update(recoveries)
        .set({ stage: 'ended', outcome: 'purchased', reason: 'purchased', endedAt: new Date() })
        .where(eq(recoveries.id, recoveryId));
      await tx.update(orders).set({ refundedMinor: 200 }).where(eq(orders.id, orderId));
      const key = randomUUID();
      await recordDecision(tx, { storeId, cartId: cart.id, recoveryId, kind: 'ended', reason: 'purchased', key });
    });
    await copying.copy();

    const store = forStore(copying.clickhouse, storeId);
    const campaign = { campaign_id: shop.campaignId, campaign_version: 1, recovery_id: recoveryId, cart_id: cart.id };
    const [order, ...otherOrders] = await store.query<object>('select * from orders');
    expect(order).toMatchObject({ id: orderId, ...campaign, status: 'placed', currency: 'EUR', total_minor: 4_200 });
    expect(order).toMatchObject({ refunded_minor: 200, cancelled_at: null });
    const [message, ...otherMessages] = await store.query<object>('select * from messages');
    expect(message).toMatchObject({ id: messageId, ...campaign, rule_id: 'touch-1', channel: 'email' });
    expect(message).toMatchObject({ provider: 'resend', state: 'accepted', delivery_state: '' });
    const [recovery, ...otherRecoveries] = await store.query<object>('select * from recoveries');
    expect(recovery).toMatchObject({ id: recoveryId, stage: 'ended', outcome: 'purchased', reason: 'purchased' });
    expect(await store.query('select kind, reason from decisions')).toEqual([{ kind: 'ended', reason: 'purchased' }]);
    expect([...otherOrders, ...otherMessages, ...otherRecoveries]).toEqual([]);
    expect(JSON.stringify([order, message, recovery])).not.toMatch(new RegExp(`${made.customerId}|hash|@`));
  });

  test('know what a code took off the first order of its recovery, once the shop says that it was used', async ({
    newShop,
    copying,
  }) => {
    const shop = await newShop();
    const { storeId, recoveryId, orderId } = await recoverOne(shop);
    const code = { storeId, id: randomUUID(), offerId: randomUUID(), code: randomUUID(), recoveryId };
    await shop.write((tx) => tx.insert(offerCodes).values({ ...code, state: 'sent', costMinor: 420, currency: 'EUR' }));
    await copying.copy();
    const store = forStore(copying.clickhouse, storeId);
    const newest = async () =>
      (await store.query<object>(`select id, discount_minor from orders final where id = '${orderId}'`))[0];
    expect(await newest()).toMatchObject({ discount_minor: 0 });
    await shop.write((tx) => tx.update(offerCodes).set({ state: 'redeemed' }).where(eq(offerCodes.id, code.id)));
    await copying.copy();
    expect(await newest()).toMatchObject({ id: orderId, discount_minor: 420 });
  });

  test('know nothing of a store in which test runs play, and what it queued does not wait', async ({
    newShop,
    copying,
  }) => {
    const shop = await newShop();
    const { storeId } = shop;
    await shop.write((tx) => tx.update(stores).set({ testOf: randomUUID() }).where(eq(stores.id, storeId)));
    const { cart, recoveryId } = await recoverOne(shop);
    const [kind, reason, key] = ['not_started', 'anonymous', randomUUID()] as const;
    await shop.write((tx) => recordDecision(tx, { storeId, cartId: cart.id, recoveryId, kind, reason, key }));
    await copying.copy();
    const store = forStore(copying.clickhouse, storeId);
    for (const table of ['orders', 'messages', 'recoveries', 'decisions', 'abandonments'])
      expect([table, await store.query(`select * from ${table}`)]).toEqual([table, []]);
    const queued = await shop.write((tx) =>
      tx.select().from(topicOutbox).where(like(topicOutbox.topic, 'analytics.%')),
    );
    expect(queued).toEqual([]);
  });

  test('get a decision that was committed late, and each once', async ({ newShop, copying }) => {
    const { storeId, write } = await newShop();
    const decide = (tx: Tx, key: string) =>
      recordDecision(tx, { storeId, cartId: randomUUID(), kind: 'not_started', reason: 'anonymous', key });
    const committed = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const late = write(async (tx) => {
      await decide(tx, 'late');
      begun.resolve();
      await committed.promise;
    });
    await begun.promise;
    await write((tx) => decide(tx, 'early'));
    await copying.copy();
    committed.resolve();
    await late;
    await write((tx) => decide(tx, 'early'));
    await copying.copy();
    const store = forStore(copying.clickhouse, storeId);
    expect(await store.query('select count() as rows from decisions')).toEqual([{ rows: 2 }]);
  });

  test('end in the newest state when an older one comes after it, or again', async ({
    systemOfRecord,
    newShop,
    copying,
  }) => {
    const shop = await newShop();
    const made = await recoverOne(shop);
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    // A relay that has read the message as it was, and stands still before it inserts.
    const slow: ExportFactsDeps['clickhouse'] = {
      async insert(options) {
        reached.resolve();
        await held.promise;
        return copying.clickhouse.insert(options);
      },
    };
    const holder = randomUUID();
    const sources = [messageFactsSource];
    await copying.copy({ sources });
    await releaseAll(systemOfRecord, sources);
    await shop.write((tx) => tx.update(messages).set({ attempts: 2 }).where(eq(messages.id, made.messageId)));
    const late = copying.copy({ clickhouse: slow, holder, sources });
    await reached.promise;
    await shop.write((tx) => settle(tx, made));
    await releaseAll(systemOfRecord, sources);
    await copying.copy({ sources });
    held.resolve();
    await late;

    const store = forStore(copying.clickhouse, made.storeId);
    expect(await store.query('select state from messages')).toEqual([{ state: 'accepted' }]);
  });

  test('are there once when a relay is killed between the copy and the queue, and none is missing', async ({
    systemOfRecord,
    newShop,
    copying,
  }) => {
    const shop = await newShop();
    const ids = await Promise.all([1, 2, 3].map(() => shop.order()));
    let doors = 0;
    const dying = new Proxy(systemOfRecord.engine, {
      get(engine, name, receiver) {
        if (name === 'transaction' && ++doors === 2) throw new Error('killed');
        return Reflect.get(engine, name, receiver);
      },
    });
    const sources = [ordersSource];
    await expect(copying.copy({ database: { engine: dying }, sources })).rejects.toThrow('killed');
    await copying.copy({ sources, rows: 2 });
    const store = forStore(copying.clickhouse, shop.storeId);
    const rows = await store.query<{ id: string }>('select id from orders');
    expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  test('wait in the queue while analytics is away, and hold nobody up', async ({
    systemOfRecord,
    newShop,
    copying,
  }) => {
    const shop = await newShop();
    const orderId = await shop.order();
    const waiting = () =>
      withEngine(systemOfRecord, (tx) =>
        tx.$count(topicOutbox, and(eq(topicOutbox.storeId, shop.storeId), like(topicOutbox.topic, 'analytics.%'))),
      );
    const away = { insert: () => Promise.reject(new Error('analytics is away')) };
    let lag = 0;
    const onLag = (lagMs: number): void => {
      lag = lagMs;
    };
    await expect(copying.copy({ clickhouse: away, sources: [ordersSource], onLag })).rejects.toThrow('away');
    expect(lag).toBeGreaterThan(0);
    await shop.write((tx) => tx.update(orders).set({ totalMinor: 1 }).where(eq(orders.id, orderId)));
    expect(await waiting()).toBe(2);

    await copying.copy({ onLag });
    await copying.copy({ onLag });
    expect([await waiting(), lag]).toEqual([0, 0]);
    const store = forStore(copying.clickhouse, shop.storeId);
    expect(await store.query('select total_minor from orders')).toEqual([{ total_minor: 1 }]);
  });

  test('do not hold what was undone', async ({ newShop, copying }) => {
    const { storeId, write } = await newShop();
    const undone = write(async (tx) => {
      await recordDecision(tx, { storeId, cartId: randomUUID(), kind: 'not_started', key: 'undone' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await copying.copy();
    expect(await forStore(copying.clickhouse, storeId).query('select * from decisions')).toEqual([]);
  });

  test('are made again after a loss by queueing their rows', async ({ systemOfRecord, newShop, copying }) => {
    const shop = await newShop();
    const made = await recoverOne(shop);
    await copying.copy();
    const { storeId } = made;
    for (const { table } of factSources)
      await copying.clickhouse.command({ query: `delete from ${table} where store_id = '${storeId}'` });
    await withEngine(systemOfRecord, async (tx) => {
      const sql = rawSql(tx);
      for (const { table, topic } of factSources)
        await sql`insert into topic_outbox (topic, store_id, row_id) select ${topic.name}, store_id, id from ${sql(table)}`;
    });
    await copying.copy();
    const rows = await forStore(copying.clickhouse, storeId).query(
      'select id from orders union all select id from messages union all select id from recoveries',
    );
    expect(rows).toHaveLength(3);
  });
});

describe('a new source', () => {
  test('has a table in PostgreSQL with triggers for what is inserted and, but for decisions, changed', async ({
    systemOfRecord,
  }) => {
    for (const { table, topic } of factSources) {
      const triggers = await withEngine(
        systemOfRecord,
        (tx) => rawSql(tx)<{ definition: string }[]>`
          select pg_get_triggerdef(oid) as definition from pg_trigger where tgrelid = ${table}::regclass and not tgisinternal`,
      );
      const told = triggers.filter(({ definition }) => definition.includes(`'${topic.name}'`));
      const kinds = told.map(({ definition }) => /AFTER (\w+)/.exec(definition)?.[1]).toSorted();
      expect([table, kinds]).toEqual([table, table === 'decisions' ? ['INSERT'] : ['INSERT', 'UPDATE']]);
    }
  });
});

/** Lets other relays have the topics, as when a lease is over. */
async function releaseAll(systemOfRecord: ExportFactsDeps['database'], sources: readonly FactSource[]): Promise<void> {
  await withEngine(systemOfRecord, async (tx) => {
    for (const { topic } of sources) await rawSql(tx)`delete from topic_relays where topic = ${topic.name}`;
  });
}
