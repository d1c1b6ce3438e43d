import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, inject, vi } from 'vitest';
import { messages, recoveries, sandboxMessages, signalOutbox } from '../db/postgres/schema/index.ts';
import { withPipeline } from '../db/postgres/tenancy.ts';
import { partitionOf } from '../events/event-log.ts';
import { enqueueSignal } from '../services/journal/signals/enqueue.ts';
import { applyEvents } from '../services/pipeline/apply-events.ts';
import { createStoreThresholdsCache } from '../services/state/stores/idle-thresholds.ts';
import { test as base } from '../test/api-fixture.ts';
import { type Engine, startEngine } from '../test/engine.ts';
import { createShop, type Shop } from '../test/shop-factory.ts';

const test = base.extend('engine', { scope: 'file' }, async ({ database, redis }, { onCleanup }): Promise<Engine> => {
  const engine = await startEngine({
    ...database,
    redisUrl: redis.url,
    temporalCliPath: inject('servers').temporalCliPath,
  });
  onCleanup(() => engine.stop());
  return engine;
});

const patience = { timeout: 60_000, interval: 50 };
/** One hour of the store is a tenth of a second. */
const quickStore = { timeScale: 36_000 };

async function recoveryAt(shop: Shop, cartId: string, stage: string) {
  return vi.waitFor(async () => {
    const [row] = await shop.write((tx) => tx.select().from(recoveries).where(eq(recoveries.cartId, cartId)));
    expect(row?.stage).toBe(stage);
    if (!row) throw new Error('there is no recovery');
    return row;
  }, patience);
}

test('an abandoned cart gets its message and the recovery ends as completed', async ({ engine }) => {
  const shop = await createShop(engine.database, quickStore);
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const recovery = await recoveryAt(shop, cart.id, 'ended');
  const [message] = await shop.write((tx) => tx.select().from(messages));
  const [shown] = await shop.write((tx) => tx.select().from(sandboxMessages));
  expect(recovery).toMatchObject({ outcome: 'completed', reason: 'no_touch_left', modelVersion: expect.any(String) });
  expect(message).toMatchObject({ state: 'accepted', channel: 'email', attempts: 1 });
  expect(shown?.content).toMatchObject({ to: `${customerId}@shopper.example` });
});

test('one message costs at most 19 events of history on a real server, and no personal data', async ({ engine }) => {
  const shop = await createShop(engine.database, quickStore);
  const customerId = await shop.customer({ email: 'canary@shopper.example' });
  const cart = await shop.cart({ customerId });
  const { workflowId } = await recoveryAt(shop, cart.id, 'ended');
  const { events } = await engine.client.workflow.getHandle(workflowId).fetchHistory();
  expect(events?.length).toBeLessThanOrEqual(19);
  const payloads = JSON.stringify(events, (_key, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString() : value,
  );
  expect(payloads).toContain(cart.id);
  expect(payloads).not.toContain('canary');
  expect(payloads).not.toContain('Lipstick');
});

test('an order ends the wait at once, and nothing is sent', async ({ engine }) => {
  const shop = await createShop(engine.database);
  const customerId = await shop.customer();
  // The touch is due in an hour of wall time: only the signal can end this wait.
  const cart = await shop.cart({ customerId, abandonAt: new Date() });
  const { id: recoveryId, workflowId, storeId } = await recoveryAt(shop, cart.id, 'waiting');
  const orderId = await shop.order({ customerId });
  const signal = { kind: 'orderPlaced', orderId, cause: 'purchased_elsewhere' } as const;
  await shop.write((tx) => enqueueSignal(tx, { storeId, recoveryId, workflowId, signal }));
  expect(await recoveryAt(shop, cart.id, 'ended')).toMatchObject({
    outcome: 'purchased',
    reason: 'purchased_elsewhere',
  });
  expect(await shop.write((tx) => tx.select().from(messages))).toEqual([]);
  await vi.waitFor(async () => expect(await shop.write((tx) => tx.select().from(signalOutbox))).toEqual([]), patience);
});

test('a newer cart of the person takes over from the older one', async ({ engine }) => {
  const shop = await createShop(engine.database);
  const customerId = await shop.customer();
  const older = await shop.cart({ customerId, abandonAt: new Date() });
  await recoveryAt(shop, older.id, 'waiting');
  const newer = await shop.cart({ customerId, lastActivityAt: new Date(), abandonAt: new Date() });
  await recoveryAt(shop, newer.id, 'waiting');
  expect(await recoveryAt(shop, older.id, 'ended')).toMatchObject({ outcome: 'stopped', reason: 'superseded' });
});

test('a recovery whose workflow was terminated is ended by the next signal, and its person is free', async ({
  engine,
}) => {
  const shop = await createShop(engine.database);
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId, abandonAt: new Date() });
  const { id: recoveryId, workflowId, storeId } = await recoveryAt(shop, cart.id, 'waiting');
  await engine.client.workflow.getHandle(workflowId).terminate('by hand');
  const signal = { kind: 'cartUpdated', empty: false, lastActivityAt: Date.now() } as const;
  await shop.write((tx) => enqueueSignal(tx, { storeId, recoveryId, workflowId, signal }));
  expect(await recoveryAt(shop, cart.id, 'ended')).toMatchObject({ outcome: 'stopped', reason: 'stopped_by_operator' });
});

test('recoveries are found by store, customer, campaign, stage and outcome', async ({ engine }) => {
  const shop = await createShop(engine.database, quickStore);
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const { workflowId } = await recoveryAt(shop, cart.id, 'ended');
  const query = `StoreId = '${shop.storeId}' and CustomerId = '${customerId}' and CampaignId = '${shop.campaignId}' and Stage = 'ended' and Outcome = 'completed'`;
  const find = async (query: string) => {
    const found: string[] = [];
    for await (const workflow of engine.client.workflow.list({ query })) found.push(workflow.workflowId);
    return found;
  };
  await vi.waitFor(async () => expect(await find(query)).toEqual([workflowId]), patience);
  expect(await find(`StoreId = '${randomUUID()}'`)).toEqual([]);
});

test('the trace of the request that a cart was left after is an input of its workflow', async ({ api, engine }) => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const shop = await createShop(engine.database, { checkoutIdleMs: 1 });
  const key = await api.newKey(shop.storeId, 'events:write');
  const who = { customerId: 'c-1', email: 'ada@shopper.example' };
  const base = { occurredAt: new Date().toISOString(), who };
  const consent = {
    ...base,
    id: 'e-1',
    type: 'consent_updated',
    channel: 'email',
    status: 'granted',
    source: 'a test',
  };
  const lines = [{ productId: 'lamp', quantity: 1 }];
  const { call } = await api.serve();
  const send = (body: object, headers = {}) => call('/v1/events', { method: 'POST', key, body, headers });
  await send(consent);
  await send({ ...base, id: 'e-2', type: 'checkout_started', cartId: 'c', lines }, { traceparent });
  const { eventLog } = api;
  const entries = await eventLog.read(partitionOf(shop.storeId, eventLog.partitions), null, {
    eventsMax: 10_000,
    waitMs: 0,
  });
  const events = entries.flatMap((entry) => entry.events).filter(({ storeId }) => storeId === shop.storeId);
  const storeThresholds = createStoreThresholdsCache();
  const { carts } = await withPipeline(engine.database, (tx) => applyEvents(tx, events, { storeThresholds }));
  const { workflowId } = await recoveryAt(shop, carts[0]?.id ?? '', 'waiting');
  const { events: history } = await engine.client.workflow.getHandle(workflowId).fetchHistory();
  const [input] = history?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  expect(JSON.parse(Buffer.from(input?.data ?? []).toString())).toMatchObject({ cartId: carts[0]?.id, traceparent });
});
