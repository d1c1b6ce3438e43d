import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished } from 'vitest';
import { connectPostgres } from '../../../db/postgres/connect.ts';
import {
  carts,
  erasures,
  erasureTombstones,
  identities,
  integrations,
  messages,
  privacyRequests,
  suppressions,
  webhookDeliveries,
} from '../../../db/postgres/schema/index.ts';
import { withPipeline } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import type { PrivacySubject } from '../../../platforms/platform.ts';
import { formatKeyRing, newKey, parseKeyRing, turnKeyRing } from '../../../runtime/key-ring.ts';
import { addressHash } from '../../../test/address-hasher.ts';
import {
  CutOff,
  type Erasing,
  eraseUntilDone,
  erasureKeys,
  rememberingHistories,
  test,
} from '../../../test/erasure-fixture.ts';
import { leaveTraces, line, take } from '../../../test/erasure-traces.ts';
import { eventsOf } from '../../../test/event-factory.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { exportEvents } from '../../analytics/export/export-events.ts';
import { applyEvents } from '../../pipeline/apply-events.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { createStoreThresholdsCache } from '../../state/stores/idle-thresholds.ts';
import { TombstoneKeyMissingError } from '../../state/tombstones/keep-out.ts';
import { readTombstoneKeys } from '../../state/tombstones/tombstone-keys.ts';
import { actOnPrivacyRequest } from '../privacy-requests/act.ts';
import { getErasure } from './get.ts';
import { planErasure } from './plan.ts';
import { requestErasure } from './request.ts';

const noSettings = { currency: null, orderStatuses: {} };

/** Tables, columns and keys in which a word still stands, as text or as bytes. */
async function whereStill(erasing: Erasing, ownerUrl: string, word: string): Promise<readonly string[]> {
  const owner = connectPostgres(ownerUrl, { maxConnections: 1, applicationName: 'test' });
  onTestFinished(() => owner.end({ timeout: 5 }));
  await owner`set row_security = off`.catch(() => {});
  const tables = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
  const hex = Buffer.from(word).toString('hex');
  const found: string[] = [];
  for (const { name } of tables) {
    await owner.unsafe(`alter table "${name}" no force row level security`);
    const [row] = await owner<{ n: number }[]>`
      select count(*)::int as n from ${owner(name)} t
      where position(${word} in lower(t::text)) > 0 or position(${hex} in t::text) > 0`;
    if ((row?.n ?? 0) > 0) found.push(name);
  }
  const columns = await erasing.clickhouse
    .query({
      query: `select table, name from system.columns where database = currentDatabase() and table not like '.inner%'`,
      format: 'JSONEachRow',
    })
    .then((rows) => rows.json<{ table: string; name: string }>());
  for (const { table, name } of columns) {
    const rows = await erasing.clickhouse.query({
      query: `select count() as n from ${table} where position(toString(${name}), {word: String}) > 0`,
      query_params: { word },
      format: 'JSONEachRow',
    });
    const [row] = await rows.json<{ n: string | number }>();
    if (Number(row?.n) > 0) found.push(`clickhouse ${table}.${name}`);
  }
  // The server keeps what it was told to delete, and by which words.
  const told = await erasing.clickhouse
    .query({ query: 'select command from system.mutations', format: 'JSONEachRow' })
    .then((rows) => rows.json<{ command: string }>());
  if (told.some(({ command }) => command.includes(word) || command.toLowerCase().includes(hex)))
    found.push('clickhouse system.mutations');
  const keys = await erasing.redis.keys('*');
  for (const key of keys.filter((one) => !one.includes('events')))
    if (key.includes(word) || (await heldBy(erasing, key)).includes(word)) found.push(`redis ${key}`);
  return found;
}

/** What a key holds, as one text. */
async function heldBy({ redis }: Erasing, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1'));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      return '';
  }
}

const askFor = (erasing: Erasing, shop: Shop, customerId: string) =>
  requestErasure(
    { database: erasing.database, keys: erasureKeys, now: Date.now },
    { actor: system, storeId: shop.storeId, customerId, reason: 'asked_by_person' },
  );

describe('somebody who is erased', () => {
  test('stands nowhere any more, and neither figures nor suppressions are lost by it (operations T12) (operations T19)', async ({
    erasing,
    newShop,
    database: { ownerUrl },
  }) => {
    const shop = await newShop();
    const canary = await leaveTraces(erasing, shop);
    const bystander = await shop.customer({ email: 'ben@shopper.example' });
    expect(await whereStill(erasing, ownerUrl, canary.word)).toEqual(
      expect.arrayContaining(['identities', 'webhook_deliveries', 'carts', 'clickhouse events.shopper']),
    );

    const histories = rememberingHistories();
    histories.runs.set(canary.workflowId, 'closed');
    const { id } = await askFor(erasing, shop, canary.customerId);
    expect(await shop.openRecoveries()).toEqual([]);
    await eraseUntilDone(erasing, { histories });

    expect(await whereStill(erasing, ownerUrl, canary.word)).toEqual([]);
    expect(histories.runs.size).toBe(0);
    const [cart] = await shop.write((tx) => tx.select().from(carts));
    expect(cart).toMatchObject({ id: canary.cartId, valueMinor: 4_900, lines: [], restoreUrl: null });
    const held = await shop.write((tx) => tx.select().from(suppressions));
    expect(held.map((row) => row.addressHash)).toEqual(
      expect.arrayContaining([addressHash(canary.who.email), addressHash('+4366012345678')]),
    );
    const left = await shop.write((tx) => tx.select().from(identities));
    expect(left.map(({ customerId }) => customerId)).toEqual([bystander]);
    const told = await getErasure(erasing.database, { storeId: shop.storeId, erasureId: id, nowMs: Date.now() });
    expect(told).toMatchObject({ stage: 'done', rows: { identities: { deleted: 4 }, carts: { blanked: 1 } } });
    expect(told.receipt?.signature).toMatch(/^[0-9a-f]{64}$/);
    expect(told.receipt?.text).toContain('"kept"');
  });

  test('is told before by number of rows, and asked for twice is erased once', async ({ erasing, newShop }) => {
    const shop = await newShop();
    const { customerId } = await leaveTraces(erasing, shop);
    const plan = await planErasure(erasing.database, { actor: system, storeId: shop.storeId, customerId });
    expect(plan.tables).toEqual(
      expect.arrayContaining([
        { table: 'identities', does: 'delete', rows: 4 },
        { table: 'webhook_deliveries', does: 'delete', rows: 1 },
        { table: 'carts', does: 'blank', rows: 1 },
      ]),
    );
    const first = await askFor(erasing, shop, customerId);
    expect((await askFor(erasing, shop, customerId)).id).toBe(first.id);
    await eraseUntilDone(erasing);
    expect((await askFor(erasing, shop, customerId)).id).toBe(first.id);
    expect(await shop.write((tx) => tx.select().from(erasures))).toHaveLength(1);
  });

  test('is erased whole wherever the work is cut off', async ({ erasing, newShop, database: { ownerUrl } }) => {
    const shop = await newShop();
    const { customerId, word, workflowId } = await leaveTraces(erasing, shop);
    const histories = rememberingHistories();
    histories.runs.set(workflowId, 'closed');
    await askFor(erasing, shop, customerId);
    const cut = cutOffLater(erasing);
    await eraseUntilDone(cut.erasing, { histories });
    expect(cut.times()).toBeGreaterThan(5);
    expect(await whereStill(erasing, ownerUrl, word)).toEqual([]);
    const [row] = await shop.write((tx) => tx.select().from(erasures));
    expect(row?.rows).toMatchObject({ identities: { deleted: 4, blanked: 0 }, carts: { deleted: 0, blanked: 1 } });
  });

  test('is waited for while one of their recoveries runs, and nothing is destroyed meanwhile (operations T16)', async ({
    erasing,
    newShop,
  }) => {
    const shop = await newShop();
    const { customerId, workflowId } = await leaveTraces(erasing, shop);
    const histories = rememberingHistories();
    histories.runs.set(workflowId, 'running');
    await askFor(erasing, shop, customerId);
    await eraseUntilDone(erasing, { histories, until: ({ waitsFor }) => waitsFor === 'workflow_running' });
    const left = await shop.write((tx) => tx.select().from(identities).where(eq(identities.customerId, customerId)));
    expect(left).toHaveLength(4);
    histories.runs.set(workflowId, 'closed');
    await eraseUntilDone(erasing, { histories, fromMs: Date.now() + 1e10 });
    expect(histories.runs.size).toBe(0);
  });
});

test('whose message a provider has is waited for until its outcome is known, or nobody can be at it (operations T16)', async ({
  erasing,
  newShop,
}) => {
  const shop = await newShop();
  const { customerId } = await leaveTraces(erasing, shop);
  const attempted = (attemptedAt: Date) =>
    shop.write((tx) => tx.update(messages).set({ state: 'sending', attemptedAt, settledAt: null }));
  await attempted(new Date());
  await askFor(erasing, shop, customerId);
  await eraseUntilDone(erasing, { until: ({ waitsFor }) => waitsFor === 'message_under_way' });
  expect(await shop.write((tx) => tx.select().from(identities))).toHaveLength(4);
  await attempted(new Date(0));
  await eraseUntilDone(erasing, { fromMs: Date.now() + 1e9 });
  const [message] = await shop.write((tx) => tx.select().from(messages));
  expect(message).toMatchObject({ state: 'unknown', reason: 'outcome_unknown', addressHash: '' });
});

describe('somebody whom a shop platform asks to erase', () => {
  const ask = (erasing: Erasing, { write, storeId }: Shop, subject: PrivacySubject) =>
    write(async (tx) => {
      const [requestId, deliveryId, integrationId, now] = [uuidV7(), uuidV7(), uuidV7(), new Date()];
      await tx
        .insert(integrations)
        .values({ storeId, id: integrationId, platform: 'shopify', secrets: 'x', settings: noSettings });
      await tx.insert(webhookDeliveries).values({
        ...{ storeId, id: deliveryId, integrationId, topic: 'customers/redact', headers: {}, status: 'processed' },
        ...{ body: Buffer.from(JSON.stringify(subject)), dueAt: now, receivedAt: now },
      });
      await tx.insert(privacyRequests).values({
        ...{ storeId, id: requestId, integrationId, deliveryId, kind: 'customer_redact', receivedAt: now, dueAt: now },
      });
      return actOnPrivacyRequest(tx, {
        ...{ storeId, requestId, deliveryId, request: 'customer_redact', subject, at: now.getTime() },
        ...{ actor: { kind: 'platform', integrationId, storeId }, keys: erasureKeys },
      });
    });

  test('is erased by itself, the request is done with it, and what named them there is gone', async ({
    erasing,
    newShop,
    database: { ownerUrl },
  }) => {
    const shop = await newShop();
    const { word, who, customerId } = await leaveTraces(erasing, shop);
    const done = await ask(erasing, shop, { customerId: null, email: who.email, phone: null });
    expect(done).toMatchObject({ persons: 1, customerIds: [customerId], recoveriesStopped: 1 });
    await eraseUntilDone(erasing);
    expect(await whereStill(erasing, ownerUrl, word)).toEqual([]);
    const [request] = await shop.write((tx) => tx.select().from(privacyRequests));
    expect(request).toMatchObject({ status: 'done', doneAt: expect.any(Date) });
  });

  test('is kept out though the engine had not heard of them', async ({ erasing, newShop }) => {
    const shop = await newShop();
    const who = { email: `${randomUUID()}@shopper.example` };
    await ask(erasing, shop, { customerId: null, email: who.email, phone: null });
    await eraseUntilDone(erasing);
    await take(erasing, eventsOf(shop.storeId, who)('customer_identified', { firstName: 'Ada' }));
    expect(await shop.write((tx) => tx.select().from(identities))).toEqual([]);
  });
});

describe('somebody who was erased', () => {
  test('is brought back by no event, and comes back by their own later yes (operations T17)', async ({
    erasing,
    newShop,
    database: { ownerUrl },
  }) => {
    const shop = await newShop();
    const { customerId, who, word } = await leaveTraces(erasing, shop);
    await askFor(erasing, shop, customerId);
    await eraseUntilDone(erasing);
    const now = Date.now();
    const event = eventsOf(shop.storeId, who);
    const at = (moment: number, one: AcceptedEvent): AcceptedEvent => ({
      ...one,
      occurredAt: new Date(moment).toISOString(),
      receivedAt: moment,
    });
    const known = () => shop.write((tx) => tx.select().from(identities));

    // As a platform's webhook, an import and a repaired dead letter tell it: each leads to the log, and from there here.
    const synced = [
      at(now, event('customer_identified', { firstName: 'Ada' })),
      at(now, event('cart_updated', { cartId: 'new cart', lines: [line], currency: 'EUR', valueMinor: 4_900 })),
      at(now, event('consent_updated', { channel: 'email', status: 'granted', source: 'sync', basis: 'record' })),
      event('consent_updated', { channel: 'email', status: 'granted', source: 'of before' }),
    ];
    expect(await take(erasing, ...synced)).toMatchObject({ keptOut: 4 });
    expect(await known()).toEqual([]);
    await exportEvents({ ...erasing, keys: erasureKeys });
    expect(await whereStill(erasing, ownerUrl, word)).toEqual([]);
    const [row] = await shop.write((tx) => tx.select().from(erasures));
    expect(row?.keptOut).toBe(4);

    const later = at(
      now + 1_000,
      event('consent_updated', { channel: 'email', status: 'granted', source: 'checkout' }),
    );
    await take(erasing, later);
    expect((await known()).map(({ kind }) => kind).toSorted()).toEqual(['anonymous', 'customer', 'email', 'phone']);
    expect(await shop.write((tx) => tx.select().from(erasureTombstones))).toEqual([]);
  });

  test('stays out when the key turns, and nothing of their store goes on where the key is lost (operations T19)', async ({
    erasing,
    newShop,
  }) => {
    const shop = await newShop();
    const { customerId, who } = await leaveTraces(erasing, shop);
    await askFor(erasing, shop, customerId);
    await eraseUntilDone(erasing);
    const ring = parseKeyRing(erasureKeys);
    if (ring === null) throw new Error('no ring');
    const turned = turnKeyRing(ring, { secret: newKey(), nowMs: Date.now() });
    const synced = eventsOf(shop.storeId, who)('customer_identified', { firstName: 'Ada' });
    const takeWith = (keys: string) =>
      withPipeline(erasing.database, (tx) =>
        applyEvents(tx, [synced], { storeThresholds: createStoreThresholdsCache(), keys }),
      );
    expect(await takeWith(formatKeyRing(turned))).toMatchObject({ keptOut: 1 });
    expect(await shop.write((tx) => tx.select().from(identities))).toEqual([]);
    await expect(takeWith(newKey())).rejects.toThrow(TombstoneKeyMissingError);
    expect(await readTombstoneKeys(erasing.database)).toContain(ring[0].id);
  });

  test('is kept out by nothing that tells an address to whoever has the database', async ({ erasing, newShop }) => {
    const shop = await newShop();
    const { customerId, who } = await leaveTraces(erasing, shop);
    await askFor(erasing, shop, customerId);
    const rows = await shop.write((tx) => tx.select().from(erasureTombstones));
    expect(rows).toHaveLength(4);
    expect(rows.map(({ hash }) => hash)).not.toContain(addressHash(who.email));
  });
});

/** Each attempt is cut off a little later than the one before, until one comes through. */
function cutOffLater(erasing: Erasing): { readonly erasing: Erasing; times(): number } {
  let [times, calls, cutAt] = [0, 0, 1];
  const cutting = <Work extends (...args: never[]) => unknown>(work: Work): Work =>
    ((...args: Parameters<Work>) => {
      calls += 1;
      if (calls === cutAt) {
        times += 1;
        cutAt += 4;
        calls = 0;
        throw new CutOff();
      }
      return work(...args);
    }) as Work;
  const app = Object.create(erasing.database.app, {
    transaction: { value: cutting(erasing.database.app.transaction.bind(erasing.database.app)) },
  });
  return {
    erasing: {
      ...erasing,
      database: { ...erasing.database, app },
      clickhouse: Object.create(erasing.clickhouse, {
        command: { value: cutting(erasing.clickhouse.command.bind(erasing.clickhouse)) },
      }),
    },
    times: () => times,
  };
}
