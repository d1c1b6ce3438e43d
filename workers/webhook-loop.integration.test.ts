import { createHmac, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, onTestFinished } from 'vitest';
import { listenFor } from '../db/postgres/wake-up.ts';
import { hourMs } from '../domain/duration.ts';
import { createWebhookInbox } from '../services/ingest/webhooks/inbox.ts';
import type { ProcessedDeliveries } from '../services/ingest/webhooks/process-due.ts';
import { type ApiFixture, test } from '../test/api-fixture.ts';
import { allOn } from '../test/flags-fixture.ts';
import { workOnDeliveries } from './webhook-loop.ts';

const log = pino({ level: 'silent' });
const secret = 'shpss_0123456789abcdef';

async function connect(api: ApiFixture) {
  const { key, id: storeId } = await api.newStore();
  const body = { platform: 'shopify', secret };
  const { json } = await api.call('/v1/integrations', { method: 'POST', key, body });
  const { id } = json.integration;
  return {
    storeId,
    id,
    /** Sends a webhook to the API, which answers when it is kept. */
    async send(): Promise<void> {
      const text = JSON.stringify({
        id: 1,
        token: randomUUID(),
        email: 'ada@shop.example',
        created_at: '2026-11-20T10:00:00Z',
        updated_at: '2026-11-20T10:00:01Z',
        currency: 'EUR',
        line_items: [{ product_id: 7, variant_id: 8, quantity: 2, price: '12.50', title: 'Lamp' }],
      });
      const { json: answer } = await api.call(`/v1/webhooks/${id}`, {
        method: 'POST',
        body: text,
        headers: {
          'x-shopify-topic': 'checkouts/create',
          'x-shopify-shop-domain': 'lamps.myshopify.com',
          'x-shopify-webhook-id': randomUUID(),
          'x-shopify-hmac-sha256': createHmac('sha256', secret).update(text).digest('base64'),
        },
      });
      expect(answer.status).toBe('kept');
    },
    async deliveries() {
      return (await api.call(`/v1/integrations/${id}/deliveries`, { key })).json.items;
    },
    replay: (delivery: string) => api.call(`/v1/webhook-deliveries/${delivery}/replay`, { method: 'POST', key }),
  };
}

/** The loop of a process of the pipeline, in which an hour passes before it looks by itself. */
function startLoop(api: ApiFixture) {
  const looks: number[] = [];
  const waiting: { readonly isEnough: () => boolean; readonly done: () => void }[] = [];
  const loop = workOnDeliveries(
    { ...api.integrations, database: api.database, eventLog: api.eventLog, flags: allOn, clientOf: () => null, log },
    {
      pauseMs: hourMs,
      onProcessed({ settled }: ProcessedDeliveries) {
        looks.push(settled.length);
        for (const { isEnough, done } of waiting) if (isEnough()) done();
      },
    },
  );
  onTestFinished(() => loop.stop());
  const until = (isEnough: () => boolean): Promise<void> =>
    isEnough() ? Promise.resolve() : new Promise((done) => waiting.push({ isEnough, done }));
  return {
    looks,
    settled: (count: number) => until(() => looks.reduce((sum, each) => sum + each, 0) >= count),
    looked: (count: number) => until(() => looks.length >= count),
  };
}

describe('the loop of a pipeline', () => {
  test('works on a webhook when another process has kept it, however long it is until it looks by itself', async ({
    api,
  }) => {
    const shop = await connect(api);
    const { looks, looked, settled } = startLoop(api);
    // By itself, and when it can be told.
    await looked(2);
    expect(looks).toEqual([0, 0]);
    await shop.send();
    await settled(1);
    expect(await shop.deliveries()).toMatchObject([{ status: 'processed', attempts: 1 }]);
    await shop.send();
    await settled(2);
    expect(looks.length).toBeLessThanOrEqual(4);
  });

  test('works on one again that is to be replayed', async ({ api }) => {
    const shop = await connect(api);
    const { settled } = startLoop(api);
    await shop.send();
    await settled(1);
    const [{ id }] = await shop.deliveries();
    expect((await shop.replay(id)).status).toBe(202);
    await settled(2);
    expect(await shop.deliveries()).toMatchObject([{ id, status: 'processed', attempts: 1 }]);
  });

  test('is not woken by a webhook that was kept before', async ({ api }) => {
    const { storeId, id } = await connect(api);
    const keep = createWebhookInbox(api.database);
    const delivery = { deliveryId: 'd', topic: 't', headers: {}, body: Buffer.from('{}'), receivedAt: Date.now() };
    const { looks, looked, settled } = startLoop(api);
    await looked(2);
    expect(await keep({ storeId, id }, { ...delivery, id: randomUUID() })).toBe('kept');
    await settled(1);
    const before = looks.length;
    expect(await keep({ storeId, id }, { ...delivery, id: randomUUID() })).toBe('duplicate');
    expect(await keep({ storeId, id }, { ...delivery, id: randomUUID(), deliveryId: 'e' })).toBe('kept');
    await settled(2);
    expect(looks.length).toBe(before + 1);
  });
});

test('an API without a pipeline keeps webhooks and works on none', async ({ api }) => {
  const shop = await connect(api);
  const woken = Promise.withResolvers<void>();
  let connected = false;
  const listening = Promise.withResolvers<void>();
  const listener = listenFor(api.database, 'webhooks', {
    onWake() {
      if (connected) woken.resolve();
      connected = true;
      listening.resolve();
    },
    onFailure: woken.reject,
  });
  onTestFinished(listener.close);
  await listening.promise;
  await shop.send();
  // Whoever works on webhooks has been told now.
  await woken.promise;
  expect(await shop.deliveries()).toMatchObject([{ status: 'received', attempts: 0 }]);
  const { settled } = startLoop(api);
  await settled(1);
  expect(await shop.deliveries()).toMatchObject([{ status: 'processed', attempts: 1 }]);
});
