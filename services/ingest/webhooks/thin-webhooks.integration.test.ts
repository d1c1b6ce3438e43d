import { createHmac, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import type { AcceptedEvent } from '../../../events/event.ts';
import { partitionOf } from '../../../events/event-log.ts';
import { createClients } from '../../../platforms/clients/registry.ts';
import { platforms } from '../../../platforms/registry.ts';
import { createSealer } from '../../../runtime/sealer.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { allOn, flagsOf } from '../../../test/flags-fixture.ts';
import { type ScriptedAnswer, startRecordingApi } from '../../../test/recording-api.ts';
import type { Flags } from '../../state/flags/flags.ts';
import { createClientOf } from '../integrations/client-of.ts';
import { processDueDeliveries } from './process-due.ts';

const key = Buffer.alloc(32, 7);
const secret = `whsec_${key.toString('base64')}`;

async function connect(api: ApiFixture, answer: ((path: string) => ScriptedAnswer) | null) {
  const shop = answer && (await startRecordingApi(({ path }) => answer(path)));
  const store = await api.newStore();
  const { json } = await api.call('/v1/integrations', {
    method: 'POST',
    key: store.key,
    body: { platform: 'bigcommerce', secret, ...(shop && { api: { url: `${shop.url}/stores/x`, token: 'tok' } }) },
  });
  const id: string = json.integration.id;
  const sealer = createSealer('the installation secret of the tests');
  const clientOf = createClientOf({ sealer, clients: createClients({ allowLoopback: true }) });
  const log = pino({ level: 'silent' });
  return {
    storeId: store.id,
    deliver: (scope: string, data: object) => {
      const text = JSON.stringify({ scope, data, hash: randomUUID(), created_at: 1_795_000_000, producer: 'stores/x' });
      const [messageId, timestamp] = [randomUUID(), String(Math.floor(Date.now() / 1_000))];
      const signature = createHmac('sha256', key).update(`${messageId}.${timestamp}.${text}`).digest('base64');
      return api.call(`/v1/webhooks/${id}`, {
        method: 'POST',
        body: text,
        headers: {
          'webhook-id': messageId,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
        },
      });
    },
    work: async (afterMs = 0, flags: Flags = allOn) => {
      const { database, eventLog } = api;
      const now = () => Date.now() + afterMs;
      const deps = { database, eventLog, platforms, sealer, allowLoopbackApis: true, clientOf, flags, log, now };
      await processDueDeliveries(deps, { limit: 10, concurrency: 2 });
    },
    deliveries: async () => (await api.call(`/v1/integrations/${id}/deliveries`, { key: store.key })).json.items,
  };
}

async function logged({ eventLog }: ApiFixture, storeId: string): Promise<readonly AcceptedEvent[]> {
  const entries = await eventLog.read(partitionOf(storeId, eventLog.partitions), null, {
    eventsMax: 10_000,
    waitMs: 0,
  });
  return entries.flatMap(({ events }) => events).filter((event) => event.storeId === storeId);
}

const cart = {
  id: 'c-1',
  customer_id: 0,
  email: 'ada@shop.example',
  currency: { code: 'EUR' },
  cart_amount: 25,
  line_items: {
    physical_items: [{ id: 'l', variant_id: 8, product_id: 7, quantity: 2, sale_price: 12.5, name: 'Lamp' }],
  },
  updated_time: '2026-11-20T10:00:00Z',
};

describe('a webhook that only names what changed', () => {
  test('is asked after at the platform, and what it answers becomes the events', async ({ api }) => {
    const { storeId, deliver, work, deliveries } = await connect(api, () => ({ body: { data: cart } }));
    expect((await deliver('store/cart/updated', { type: 'cart', id: 'c-1' })).status).toBe(200);
    await work();
    expect(await deliveries()).toMatchObject([{ status: 'processed', topic: 'store/cart/updated' }]);
    expect(await logged(api, storeId)).toMatchObject([
      { type: 'cart_updated', cartId: 'c-1', valueMinor: 2_500, lines: [{ productId: '8', quantity: 2 }] },
    ]);
  });

  test('about a cart that became an order meanwhile is done: the order tells its end', async ({ api }) => {
    const { deliver, work, deliveries } = await connect(api, () => ({ status: 404, body: {} }));
    await deliver('store/cart/updated', { type: 'cart', id: 'c-1' });
    await work();
    expect(await deliveries()).toMatchObject([{ status: 'ignored', reason: 'gone' }]);
  });

  test('waits while the platform is busy, for as long as it says', async ({ api }) => {
    let busy = true;
    const { deliver, work, deliveries } = await connect(api, () =>
      busy ? { status: 429, headers: { 'retry-after': '60' } } : { body: { data: cart } },
    );
    await deliver('store/cart/updated', { type: 'cart', id: 'c-1' });
    await work();
    expect(await deliveries()).toMatchObject([{ status: 'received', attempts: 1 }]);
    busy = false;
    await work(30_000);
    expect(await deliveries()).toMatchObject([{ status: 'received', attempts: 1 }]);
    await work(70_000);
    expect(await deliveries()).toMatchObject([{ status: 'processed', attempts: 2 }]);
  });

  test('waits while questions to the shop are switched off (operations T22)', async ({ api }) => {
    const { deliver, work, deliveries } = await connect(api, () => ({ body: { data: cart } }));
    const switches = flagsOf();
    switches.say('platform_questions', { kind: 'off' });
    await deliver('store/cart/updated', { type: 'cart', id: 'c-1' });
    await work(0, switches.flags);
    expect(await deliveries()).toMatchObject([{ status: 'received', attempts: 1 }]);
    switches.takeBack('platform_questions');
    await work(30_000, switches.flags);
    expect(await deliveries()).toMatchObject([{ status: 'processed', attempts: 2 }]);
  });

  test('says what is missing where nobody gave access, or the token is not good any more', async ({ api }) => {
    const closed = await connect(api, null);
    await closed.deliver('store/cart/updated', { type: 'cart', id: 'c-1' });
    await closed.work();
    expect(await closed.deliveries()).toMatchObject([{ status: 'failed', reason: 'no_api_access' }]);
    const denied = await connect(api, () => ({ status: 403 }));
    await denied.deliver('store/cart/updated', { type: 'cart', id: 'c-1' });
    await denied.work();
    expect(await denied.deliveries()).toMatchObject([{ status: 'failed', reason: 'api_denied' }]);
  });
});
