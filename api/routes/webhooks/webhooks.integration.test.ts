import { createHmac, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import type { AcceptedEvent } from '../../../events/event.ts';
import { partitionOf } from '../../../events/event-log.ts';
import { platforms } from '../../../platforms/registry.ts';
import { createSealer } from '../../../runtime/sealer.ts';
import { catchUp } from '../../../services/ingest/events/catch-up.ts';
import { processDueDeliveries } from '../../../services/ingest/webhooks/process-due.ts';
import { type ApiFixture, type TestStore, test } from '../../../test/api-fixture.ts';
import { allOn } from '../../../test/flags-fixture.ts';

const secret = 'shpss_0123456789abcdef';
const sealer = createSealer('the installation secret of the tests');

interface Connected {
  readonly store: TestStore;
  readonly id: string;
}

async function connect(api: ApiFixture, body: object = {}): Promise<Connected> {
  const store = await api.newStore();
  const { json, status } = await api.call('/v1/integrations', {
    method: 'POST',
    key: store.key,
    body: { platform: 'shopify', secret, ...body },
  });
  expect(status).toBe(201);
  return { store, id: json.integration.id };
}

function checkout(token = randomUUID()) {
  return {
    id: 1,
    token,
    cart_token: token,
    email: 'ada@shop.example',
    created_at: '2026-11-20T10:00:00Z',
    updated_at: '2026-11-20T10:00:01Z',
    currency: 'EUR',
    subtotal_price: '25.00',
    line_items: [{ product_id: 7, variant_id: 8, quantity: 2, price: '12.50', title: 'Lamp' }],
    abandoned_checkout_url: 'https://shop.example/checkouts/ac/1/recover',
  };
}

interface Delivered {
  readonly topic?: string;
  readonly deliveryId?: string;
  readonly signWith?: string;
  readonly headers?: Record<string, string>;
}

function deliver(
  api: Pick<ApiFixture, 'call'>,
  id: string,
  body: unknown,
  { topic = 'checkouts/create', deliveryId = randomUUID(), signWith = secret, headers = {} }: Delivered = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return api.call(`/v1/webhooks/${id}`, {
    method: 'POST',
    body: text,
    headers: {
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': 'lamps.myshopify.com',
      'x-shopify-webhook-id': deliveryId,
      'x-shopify-hmac-sha256': createHmac('sha256', signWith).update(text).digest('base64'),
      ...headers,
    },
  });
}

/** What the loop does, until nothing is due. */
async function work(api: ApiFixture, eventLog: Pick<ApiFixture['eventLog'], 'append'> = api.eventLog, now = Date.now) {
  const { database } = api;
  const log = pino({ level: 'silent' });
  const deps = {
    database,
    eventLog,
    platforms,
    sealer,
    allowLoopbackApis: true,
    clientOf: () => null,
    flags: allOn,
    log,
    now,
  };
  while ((await processDueDeliveries(deps, { limit: 10, concurrency: 2 })).taken > 0);
}

async function deliveries({ call }: ApiFixture, { store, id }: Connected) {
  return (await call(`/v1/integrations/${id}/deliveries`, { key: store.key })).json.items;
}

/** The store's events in the log. */
async function logged({ eventLog }: ApiFixture, storeId: string): Promise<readonly AcceptedEvent[]> {
  const partition = partitionOf(storeId, eventLog.partitions);
  const entries = await eventLog.read(partition, null, { eventsMax: 10_000, waitMs: 0 });
  return entries.flatMap(({ events }) => events).filter((event) => event.storeId === storeId);
}

describe('a signed webhook', () => {
  test('is kept, worked on, and becomes the events that it means', async ({ api }) => {
    const connected = await connect(api);
    const body = checkout();
    const { status, json } = await deliver(api, connected.id, body);
    expect([status, json.status]).toEqual([200, 'kept']);
    expect(await logged(api, connected.store.id)).toEqual([]);
    await work(api);
    expect(await logged(api, connected.store.id)).toContainEqual(
      expect.objectContaining({ type: 'checkout_started', cartId: body.token, valueMinor: 2_500 }),
    );
    const [delivery] = await deliveries(api, connected);
    expect(delivery).toMatchObject({ status: 'processed', topic: 'checkouts/create', attempts: 1 });
    expect(delivery.events.every((event: { status: string }) => event.status === 'accepted')).toBe(true);
  });

  test('hands the trace of its request on to its events, keeps it for a replay, and keeps nothing else of it', async ({
    api,
  }) => {
    const connected = await connect(api);
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const headers = { traceparent, tracestate: 'vendor=ada', baggage: 'user=ada' };
    await deliver(api, connected.id, checkout(), { headers });
    await work(api);
    const events = await logged(api, connected.store.id);
    expect(new Set(events.map((event) => event.traceparent))).toEqual(new Set([traceparent]));
    const [{ id }] = await deliveries(api, connected);
    const { json } = await api.call(`/v1/webhook-deliveries/${id}`, { key: connected.store.key });
    expect(json.headers).toMatchObject({ traceparent });
    expect(Object.keys(json.headers)).not.toEqual(expect.arrayContaining(['tracestate']));
    expect(JSON.stringify(json.headers)).not.toContain('ada');
  });

  test('shows whom it is about only to those who may see addresses', async ({ api }) => {
    const connected = await connect(api);
    const body = { ...checkout(), email: 'ada@shop.example' };
    await deliver(api, connected.id, body);
    const [{ id }] = await deliveries(api, connected);
    const masking = await api.newKey(connected.store.id, 'webhooks:read');
    const [shown, masked] = await Promise.all(
      [connected.store.key, masking].map(async (key) => (await api.call(`/v1/webhook-deliveries/${id}`, { key })).json),
    );
    expect([shown.masked, JSON.parse(shown.body.content)]).toEqual([false, body]);
    expect(masked.masked).toBe(true);
    expect(masked.body.content).not.toContain('ada');
    expect(JSON.parse(masked.body.content)).toMatchObject({ email: 'xxx@xxxx.xxxxxxx', currency: 'EUR' });
  });

  test('that is sent again is answered alike and changes nothing', async ({ api }) => {
    const connected = await connect(api);
    const body = checkout();
    const deliveryId = randomUUID();
    await deliver(api, connected.id, body, { deliveryId });
    await work(api);
    const again = await deliver(api, connected.id, body, { deliveryId });
    await work(api);
    expect([again.status, again.json.status]).toEqual([200, 'duplicate']);
    expect(await deliveries(api, connected)).toHaveLength(1);
  });

  test('of a delivery id that another integration had is another delivery', async ({ api }) => {
    const [one, two] = [await connect(api), await connect(api)];
    const deliveryId = randomUUID();
    await deliver(api, one.id, checkout(), { deliveryId });
    expect((await deliver(api, two.id, checkout(), { deliveryId })).json.status).toBe('kept');
  });

  test('with any byte changed is refused and leaves no trace', async ({ api }) => {
    const connected = await connect(api);
    const text = JSON.stringify(checkout());
    const signature = createHmac('sha256', secret).update(text).digest('base64');
    const changed = [text.replace('Lamp', 'Lamq'), `${text} `, text.slice(0, -1), ''];
    for (const body of changed) {
      const { status, json } = await deliver(api, connected.id, body, {
        headers: { 'x-shopify-hmac-sha256': signature },
      });
      expect([status, json.error.code]).toEqual([401, 'unauthenticated']);
    }
    expect(await deliveries(api, connected)).toEqual([]);
  });

  test('to an address that does not exist is refused in the same shape as one with a wrong signature', async ({
    api,
  }) => {
    const { id } = await connect(api);
    const wrong = await deliver(api, id, checkout(), { signWith: 'another secret' });
    const unknown = await deliver(api, randomUUID(), checkout());
    expect([wrong.status, unknown.status]).toEqual([401, 404]);
    expect(Object.keys(unknown.json.error)).toEqual(Object.keys(wrong.json.error));
  });

  test('that nobody here knows is kept for a look and ignored', async ({ api }) => {
    const connected = await connect(api);
    expect((await deliver(api, connected.id, {}, { topic: 'galaxies/collide' })).status).toBe(200);
    await work(api);
    const [delivery] = await deliveries(api, connected);
    expect(delivery).toMatchObject({ status: 'ignored', reason: 'unknown_topic', topic: 'galaxies/collide' });
  });

  test('whose body means nothing is refused with the place of the trouble, after it was acknowledged', async ({
    api,
  }) => {
    const connected = await connect(api);
    expect((await deliver(api, connected.id, '{"token": 1')).status).toBe(200);
    await work(api);
    const [delivery] = await deliveries(api, connected);
    expect(delivery).toMatchObject({ status: 'refused', reason: 'not_understood', message: expect.any(String) });
    const { json } = await api.call(`/v1/webhook-deliveries/${delivery.id}`, { key: connected.store.key });
    expect(json.body).toEqual({ encoding: 'text', content: '{"token": 1' });
  });

  test('of which the endpoint refused a part is not called processed, and says which part and why', async ({ api }) => {
    const connected = await connect(api, { platform: 'segment', secret: undefined });
    const key = await api.newKey(connected.store.id, 'events:write');
    const track = { type: 'track', event: 'Product Viewed', userId: 'u-1', properties: { product_id: 'p-1' } };
    const batch = [
      { ...track, messageId: randomUUID(), timestamp: '2026-11-20T10:00:00Z' },
      {
        ...track,
        messageId: randomUUID(),
        timestamp: '2026-11-20T10:00:00Z',
        properties: { product_id: 'p'.repeat(200) },
      },
    ];
    await api.call(`/v1/webhooks/${connected.id}`, {
      method: 'POST',
      body: { batch },
      headers: { authorization: `Bearer ${key}` },
    });
    await work(api);
    const [delivery] = await deliveries(api, connected);
    expect(delivery).toMatchObject({
      status: 'processed_in_part',
      reason: 'not_valid',
      path: '1.properties.product_id',
    });
    expect(delivery.events.map(({ status }: { status: string }) => status)).toEqual(['accepted', 'rejected']);
    expect(delivery.message).not.toBe('');
    const { json } = await api.call(`/v1/integrations/${connected.id}`, { key: connected.store.key });
    expect(json.deliveries).toMatchObject({ processed: 0, processed_in_part: 1 });
  });

  test('waits while the log cannot take its events, and is not lost', async ({ api }) => {
    const connected = await connect(api);
    await deliver(api, connected.id, checkout());
    await work(api, { append: () => Promise.reject(new Error('away')) });
    expect((await deliveries(api, connected))[0]).toMatchObject({ status: 'received', attempts: 1 });
    await work(api, api.eventLog, () => Date.now() + 3_600_000);
    expect((await deliveries(api, connected))[0]).toMatchObject({ status: 'processed', attempts: 2 });
  });

  test('whose process died after the log had its events is worked on again and repeats nothing', async ({ api }) => {
    const connected = await connect(api);
    await deliver(api, connected.id, checkout());
    const dying = api.eventLog.append.bind(api.eventLog);
    await work(api, {
      append: async (storeId, events) => {
        await dying(storeId, events);
        throw new Error('killed');
      },
    });
    const before = (await logged(api, connected.store.id)).length;
    await work(api, api.eventLog, () => Date.now() + 3_600_000);
    expect(await logged(api, connected.store.id)).toHaveLength(before);
    const [delivery] = await deliveries(api, connected);
    expect(delivery).toMatchObject({ status: 'processed' });
    expect(delivery.events.every((event: { status: string }) => event.status === 'duplicate')).toBe(true);
  });
});

describe('an integration that is changed in one process', () => {
  const rotate = (api: ApiFixture, { store, id }: Connected, newSecret: string) =>
    api.call(`/v1/integrations/${id}/rotate-secret`, {
      method: 'POST',
      key: store.key,
      body: { secret: newSecret, overlapMs: 0 },
    });

  test('believes its new secret at once everywhere, and the one before no more in that process', async ({ api }) => {
    const connected = await connect(api);
    const elsewhere = api.appWith({});
    await deliver(api, connected.id, checkout());
    await deliver(elsewhere, connected.id, checkout());
    expect((await rotate(api, connected, 'shpss_another_0123456789')).status).toBe(200);
    const signed = { signWith: 'shpss_another_0123456789' };
    expect((await deliver(elsewhere, connected.id, checkout(), signed)).status).toBe(200);
    expect((await deliver(api, connected.id, checkout(), signed)).status).toBe(200);
    expect((await deliver(api, connected.id, checkout())).status).toBe(401);
  });

  test('believes the secret before for some seconds at most where nobody said so', async ({ api }) => {
    const connected = await connect(api);
    let aheadMs = 0;
    const elsewhere = api.appWith({ now: () => Date.now() + aheadMs });
    await deliver(elsewhere, connected.id, checkout());
    await rotate(api, connected, 'shpss_another_0123456789');
    aheadMs = 3_000;
    expect((await deliver(elsewhere, connected.id, checkout())).status).toBe(401);
  });

  test('takes in nothing anywhere once it is removed', async ({ api }) => {
    const connected = await connect(api);
    const elsewhere = api.appWith({});
    await deliver(elsewhere, connected.id, checkout());
    const { status } = await api.call(`/v1/integrations/${connected.id}`, {
      method: 'DELETE',
      key: connected.store.key,
    });
    expect(status).toBe(204);
    for (const app of [api, elsewhere]) expect((await deliver(app, connected.id, checkout())).status).toBe(404);
  });
});

describe('a message to a shopper', () => {
  /** A log whose entries are all applied: only webhooks are waited for. */
  const applied = { partitions: 1, end: async () => null, hasPassed: () => true };
  const understood = ({ database }: ApiFixture, storeId: string) =>
    catchUp({ database, eventLog: applied, now: Date.now }, storeId, AbortSignal.timeout(60_000));

  test('waits for every webhook that its platform was told we have, and for no other store’s', async ({ api }) => {
    const [connected, other] = [await connect(api), await connect(api)];
    await deliver(api, connected.id, checkout());
    expect(await understood(api, other.store.id)).toBe(true);
    const waiting = understood(api, connected.store.id);
    await work(api);
    expect(await waiting).toBe(true);
    expect((await deliveries(api, connected))[0]).toMatchObject({ status: 'processed' });
  });

  test('comes later when the work on them is behind', async ({ api }) => {
    const connected = await connect(api);
    await deliver(api, connected.id, checkout());
    expect(await understood(api, connected.store.id)).toBe(false);
  });
});

describe('a replay of a delivery', () => {
  test('works on it with the settings of today, and what was taken in before is a duplicate', async ({ api }) => {
    const connected = await connect(api);
    await deliver(api, connected.id, checkout());
    await work(api);
    const [{ id }] = await deliveries(api, connected);
    const replayed = await api.call(`/v1/webhook-deliveries/${id}/replay`, {
      method: 'POST',
      key: connected.store.key,
    });
    expect(replayed.status).toBe(202);
    await work(api);
    const [delivery] = await deliveries(api, connected);
    expect(delivery).toMatchObject({ id, status: 'processed', attempts: 1 });
    expect(delivery.events.every((event: { status: string }) => event.status === 'duplicate')).toBe(true);
  });
});

describe('a source that signs nothing', () => {
  const track = { type: 'track', event: 'Product Viewed', userId: 'u-1', timestamp: '2026-11-20T10:00:00Z' };
  const send = (api: ApiFixture, id: string, authorization?: string, messageId: string = randomUUID()) =>
    api.call(`/v1/webhooks/${id}`, {
      method: 'POST',
      body: { ...track, messageId, properties: { product_id: 'p-1' } },
      headers: authorization === undefined ? {} : { authorization },
    });

  test('may show a key of its store that may write events, and no other key', async ({ api }) => {
    const { store, id } = await connect(api, { platform: 'segment', secret: undefined });
    const writing = await api.newKey(store.id, 'events:write');
    const reading = await api.newKey(store.id, 'carts:read');
    const foreign = await api.newKey((await api.newStore()).id, 'events:write');
    const basic = `Basic ${Buffer.from(`${writing}:`).toString('base64')}`;
    const statuses = [];
    for (const shown of [`Bearer ${writing}`, basic, `Bearer ${reading}`, `Bearer ${foreign}`, 'Bearer x', undefined])
      statuses.push((await send(api, id, shown)).status);
    expect(statuses).toEqual([200, 200, 401, 401, 401, 401]);
    await work(api);
    expect(await logged(api, store.id)).toMatchObject([{ type: 'product_viewed' }, { type: 'product_viewed' }]);
  });

  test('has no such endpoint at a platform that signs', async ({ api }) => {
    const { store, id } = await connect(api);
    expect((await send(api, id, `Bearer ${await api.newKey(store.id, 'events:write')}`)).status).toBe(401);
  });

  test('leaves no key behind in what is kept of its request', async ({ api }) => {
    const connected = await connect(api, { platform: 'segment', secret: undefined });
    const key = await api.newKey(connected.store.id, 'events:write');
    await send(api, connected.id, `Bearer ${key}`);
    const [{ id }] = await deliveries(api, connected);
    const { text } = await api.call(`/v1/webhook-deliveries/${id}`, { key: connected.store.key });
    expect(text).not.toContain('crk_');
  });
});

test('a ping is answered kindly and fills nothing, since nobody signs it', async ({ api }) => {
  const connected = await connect(api, { platform: 'woocommerce', secret: undefined });
  const { status, json } = await api.call(`/v1/webhooks/${connected.id}`, {
    method: 'POST',
    body: 'webhook_id=5',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect([status, json.status]).toEqual([200, 'ping']);
  expect(await deliveries(api, connected)).toEqual([]);
});
