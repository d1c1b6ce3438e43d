import { createHmac, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { PlatformApiError, type PlatformClient } from '../../../platforms/clients/platform-client.ts';
import { platforms } from '../../../platforms/registry.ts';
import { createSealer } from '../../../runtime/sealer.ts';
import { type ProcessDeps, processDueDeliveries } from '../../../services/ingest/webhooks/process-due.ts';
import { purgeOldDeliveries } from '../../../services/ingest/webhooks/purge-old.ts';
import { type ApiFixture, type TestStore, test } from '../../../test/api-fixture.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { startRecordingApi } from '../../../test/recording-api.ts';

const secret = 'shpss_0123456789abcdef';
const dayMs = 24 * 3_600_000;

async function connect(api: ApiFixture, body: object = {}, given?: TestStore) {
  const store = given ?? (await api.newStore());
  const created = await api.call('/v1/integrations', {
    method: 'POST',
    key: store.key,
    body: { platform: 'shopify', secret, ...body },
  });
  const id: string = created.json.integration?.id;
  const call = (path: string, method: string, change?: object) =>
    api.call(`/v1/integrations/${id}${path}`, { method, key: store.key, body: change });
  return {
    store,
    id,
    created,
    shown: async () => (await call('', 'GET')).json,
    change: (change: object) => call('', 'PATCH', change),
    rotate: (change: object) => call('/rotate-secret', 'POST', change),
    remove: () => call('', 'DELETE'),
    deliveries: async () => (await call('/deliveries', 'GET')).json.items,
    deliver: (topic: string, content: object, signWith = secret) => {
      const text = JSON.stringify(content);
      return api.call(`/v1/webhooks/${id}`, {
        method: 'POST',
        body: text,
        headers: {
          'x-shopify-topic': topic,
          'x-shopify-webhook-id': randomUUID(),
          'x-shopify-hmac-sha256': createHmac('sha256', signWith).update(text).digest('base64'),
        },
      });
    },
  };
}

async function work({ database, eventLog }: ApiFixture, clientOf: ProcessDeps['clientOf'] = () => null) {
  const sealer = createSealer('the installation secret of the tests');
  const log = pino({ level: 'silent' });
  const common = { database, eventLog, platforms, sealer, allowLoopbackApis: true, log, now: Date.now };
  const deps = { ...common, flags: allOn, clientOf };
  while ((await processDueDeliveries(deps, { limit: 10, concurrency: 2 })).taken > 0);
}

const checkout = () => ({
  id: 1,
  token: randomUUID(),
  email: 'ada@shop.example',
  updated_at: '2026-11-20T10:00:01Z',
  currency: 'EUR',
  line_items: [{ variant_id: 8, quantity: 2, price: '12.50', title: 'Lamp' }],
});

describe('connecting a store', () => {
  test('returns the address, the topics, the steps and the secret, which nobody sees again', async ({ api }) => {
    const { created, id, shown } = await connect(api, { platform: 'woocommerce', secret: undefined });
    expect(created.status).toBe(201);
    const { integration, setup, secret: made } = created.json;
    expect(integration.webhookUrl).toBe(`https://engine.example/v1/webhooks/${id}`);
    expect(setup.topics).toContain('order.created');
    expect(setup.steps.length).toBeGreaterThan(0);
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(await shown())).not.toContain(made);
  });

  test('keeps neither the secret nor the token where they can be read', async ({ api }) => {
    const { id } = await connect(api, { api: { url: 'https://lamps.myshopify.com', token: 'shpat_token' } });
    const rows = await api.database.engine.execute(`select * from integrations where id = '${id}'`);
    const text = JSON.stringify(rows);
    expect(text).toContain('lamps.myshopify.com');
    expect(text).not.toMatch(/shpss_|shpat_/);
  });

  test('needs the secret of a platform that makes its own', async ({ api }) => {
    const { created } = await connect(api, { secret: undefined });
    expect([created.status, created.json.error.path]).toEqual([422, 'secret']);
  });

  test('names the platforms there are when asked for another', async ({ api }) => {
    const { created } = await connect(api, { platform: 'corner-shop' });
    expect([created.status, created.json.error.path]).toEqual([422, 'platform']);
    expect(created.json.error.message).toContain('shopify');
  });

  test('refuses an address of a platform that a server must not be talked into asking', async ({ api }) => {
    for (const url of [
      'https://169.254.169.254',
      'ftp://shop.example',
      'https://a:b@shop.example',
      'https://10.0.0.1',
    ]) {
      const { created } = await connect(api, { api: { url, token: 't' } });
      expect([url, created.status, created.json.error.path]).toEqual([url, 422, 'api.url']);
    }
  });

  test('shows when the first event arrived and what became of the deliveries', async ({ api }) => {
    const { deliver, shown } = await connect(api);
    expect(await shown()).toMatchObject({ firstEventAt: null, deliveries: { processed: 0 } });
    await deliver('checkouts/create', checkout());
    await deliver('galaxies/collide', {});
    expect(await shown()).toMatchObject({ deliveries: { received: 2 } });
    await work(api);
    expect(await shown()).toMatchObject({
      firstEventAt: expect.any(String),
      deliveries: { received: 0, processed: 1, ignored: 1 },
    });
  });
});

test('every platform is listed with what to do there', async ({ api }) => {
  const store = await api.newStore();
  const { json } = await api.call('/v1/platforms', { key: store.key });
  expect(json.items.map(({ platform }: { platform: string }) => platform)).toEqual([...platforms.keys()].sort());
  for (const guide of json.items) expect(guide.steps.length, guide.platform).toBeGreaterThan(0);
  expect(json.items).toContainEqual(
    expect.objectContaining({
      platform: 'woocommerce',
      secretFrom: 'engine',
      topics: expect.arrayContaining(['order.created']),
    }),
  );
});

describe('the access to the platform’s API', () => {
  const checkOf = async (api: ApiFixture, body: object) => {
    const { store, id } = await connect(api, { platform: 'woocommerce', secret: undefined, ...body });
    return (await api.call(`/v1/integrations/${id}/check-api`, { method: 'POST', key: store.key })).json;
  };

  test('is tried by one question, of which nothing is taken in', async ({ api }) => {
    const shop = await startRecordingApi(() => ({ body: [{ id: 7 }, { id: 8 }], headers: { 'x-wp-totalpages': '1' } }));
    expect(await checkOf(api, { api: { url: shop.url, token: 'ck_a:cs_b' } })).toEqual({ status: 'works', seen: 2 });
    expect(shop.questions).toHaveLength(1);
  });

  test('that is not good says so, and one that was not given too', async ({ api }) => {
    const shop = await startRecordingApi(() => ({ status: 401, body: { code: 'woocommerce_rest_cannot_view' } }));
    expect(await checkOf(api, { api: { url: shop.url, token: 'ck_a:cs_b' } })).toEqual({
      status: 'denied',
      seen: null,
    });
    const page = await startRecordingApi(() => ({ headers: { 'content-type': 'text/html' }, body: '<h1>Shop</h1>' }));
    expect(await checkOf(api, { api: { url: page.url, token: 'ck_a:cs_b' } })).toMatchObject({ status: 'strange' });
    expect(await checkOf(api, {})).toEqual({ status: 'no_access', seen: null });
  });
});

describe('one app’s secret in two shops', () => {
  const order = (of: string) => ({
    id: 9,
    checkout_token: randomUUID(),
    email: 'ada@shop.example',
    created_at: '2026-11-20T10:00:01Z',
    updated_at: '2026-11-20T10:00:01Z',
    currency: 'EUR',
    financial_status: 'paid',
    total_price: '25.00',
    order_status_url: `https://${of}/orders/a1/authenticate?key=k`,
    line_items: [{ variant_id: 8, quantity: 2, price: '12.50', title: 'Lamp' }],
  });

  test('does not let one shop speak for the other, once it is known which shop it is', async ({ api }) => {
    const { deliver, deliveries, change } = await connect(api, {
      api: { url: 'https://lamps.myshopify.com', token: 'shpat_token' },
    });
    await deliver('orders/create', order('chairs.myshopify.com/815'));
    await work(api);
    expect(await deliveries()).toMatchObject([
      { status: 'refused', reason: 'other_shop', path: 'order_status_url', events: null },
    ]);
    await deliver('orders/create', order('lamps.example/4711'));
    await work(api);
    expect((await deliveries())[0]).toMatchObject({ status: 'processed' });
    expect((await change({ settings: { shopId: '815' } })).status).toBe(200);
    await deliver('orders/create', { ...order('lamps.example/4711'), id: 10 });
    await work(api);
    expect((await deliveries())[0]).toMatchObject({ status: 'refused', reason: 'other_shop' });
  });

  test('is told of where it is not known, and refuses nothing', async ({ api }) => {
    const { deliver, deliveries, created } = await connect(api);
    expect(created.json.setup.steps.join()).toContain('shopDomain');
    await deliver('orders/create', order('chairs.myshopify.com/815'));
    await work(api);
    expect(await deliveries()).toMatchObject([{ status: 'processed' }]);
    const known = await connect(api, { settings: { shopDomain: 'lamps.myshopify.com' } });
    expect(known.created.json.setup.steps.join()).not.toContain('shopDomain');
    expect(known.created.json.integration.settings.shopDomain).toBe('lamps.myshopify.com');
  });

  test('names a shop by the domain that Shopify gave it', async ({ api }) => {
    const { created } = await connect(api, { settings: { shopDomain: 'lamps.example' } });
    expect([created.status, created.json.error.path]).toEqual([422, 'settings.shopDomain']);
  });
});

describe('a new secret', () => {
  test('and the one before are both good for a while, then only the new one', async ({ api }) => {
    const { rotate, deliver, shown } = await connect(api);
    const next = 'shpss_fedcba9876543210';
    expect((await rotate({ secret: next, overlapMs: 3_600_000 })).status).toBe(200);
    const tried = async (signWith: string) => (await deliver('checkouts/create', checkout(), signWith)).status;
    expect([await tried(secret), await tried(next), await tried('shpss_made_up_of_nothing')]).toEqual([200, 200, 401]);
    expect((await shown()).previousSecretUntil).toEqual(expect.any(String));
    await rotate({ secret: 'shpss_0000000000000000', overlapMs: 0 });
    expect([await tried(secret), await tried(next), await tried('shpss_0000000000000000')]).toEqual([401, 401, 200]);
  });
});

describe('a shop that removed the app', () => {
  const shop = { id: 1, name: 'Lamps', domain: 'lamps.example', myshopify_domain: 'lamps.myshopify.com' };
  const apiThat = (does: 'denies' | 'answers'): PlatformClient => ({
    read: async () => {
      if (does === 'denies') throw new PlatformApiError('denied', 'the token is not good');
      return null;
    },
    changed() {
      throw new Error('nobody looks for what changed');
    },
  });

  test('is not believed while the API still lets us in, or cannot be asked', async ({ api }) => {
    for (const [client, reason] of [
      [apiThat('answers'), 'uninstall_not_confirmed'],
      [null, 'uninstall_reported'],
    ] as const) {
      const { deliver, deliveries, shown } = await connect(api);
      await deliver('app/uninstalled', shop);
      await work(api, () => client);
      expect((await shown()).status).toBe('active');
      expect(await deliveries()).toMatchObject([{ status: 'processed', reason }]);
    }
  });

  test('is not what a signed order says under the topic of the end', async ({ api }) => {
    const { deliver, deliveries, shown } = await connect(api);
    await deliver('app/uninstalled', { id: 9, financial_status: 'paid', line_items: [] });
    await work(api, () => apiThat('denies'));
    expect((await shown()).status).toBe('active');
    expect(await deliveries()).toMatchObject([{ status: 'refused', reason: 'not_understood' }]);
  });

  test('is uninstalled: its events are ignored, and what it must still ask for persons is heard', async ({ api }) => {
    const { deliver, deliveries, shown, store } = await connect(api);
    await deliver('app/uninstalled', shop);
    await work(api, () => apiThat('denies'));
    expect((await shown()).status).toBe('uninstalled');
    await deliver('checkouts/create', checkout());
    await deliver('shop/redact', { shop_id: 1, shop_domain: 'lamps.myshopify.com' });
    await work(api);
    const outcomes = (await deliveries()).map(({ topic, status, reason }: Record<string, string>) => [
      topic,
      status,
      reason,
    ]);
    expect(outcomes).toEqual(
      expect.arrayContaining([
        ['checkouts/create', 'ignored', 'integration_off'],
        ['shop/redact', 'processed', 'privacy_request'],
      ]),
    );
    const { json } = await api.call('/v1/privacy-requests', { key: store.key });
    expect(json.items).toMatchObject([{ kind: 'store_redact', status: 'open' }]);
  });
});

describe('a request to forget a customer', () => {
  const redact = { shop_id: 1, shop_domain: 'lamps.myshopify.com', customer: { id: 7, email: 'ada@shop.example' } };

  test('is seen by the store with its due date until somebody has done it', async ({ api }) => {
    const { deliver, store } = await connect(api);
    await deliver('customers/redact', redact);
    await work(api);
    const list = async (status: string) =>
      (await api.call(`/v1/privacy-requests?status=${status}`, { key: store.key })).json.items;
    const [request] = await list('open');
    expect(Date.parse(request.dueAt) - Date.parse(request.receivedAt)).toBe(30 * dayMs);
    // What was done at once: nothing goes to this number and this address any more.
    expect(request).toMatchObject({ persons: 0, recoveriesStopped: 0, addressesSuppressed: 2 });
    const { json: delivery } = await api.call(`/v1/webhook-deliveries/${request.deliveryId}`, { key: store.key });
    expect(delivery.body.content).toContain('ada@shop.example');
    const finish = () => api.call(`/v1/privacy-requests/${request.id}/finish`, { method: 'POST', key: store.key });
    expect((await finish()).json).toMatchObject({ status: 'done' });
    expect((await finish()).json).toMatchObject({ status: 'done' });
    expect([await list('open'), (await list('done')).length]).toEqual([[], 1]);
  });

  test('is in the audit log as the platform’s, without the person, and its end as the key’s', async ({ api }) => {
    const { id, deliver, store } = await connect(api);
    await deliver('customers/redact', redact);
    await work(api);
    const { json } = await api.call('/v1/privacy-requests', { key: store.key });
    await api.call(`/v1/privacy-requests/${json.items[0].id}/finish`, { method: 'POST', key: store.key });
    const audit = await api.call(`/v1/audit?subjectId=${json.items[0].id}`, { key: store.key });
    expect(audit.json.items).toMatchObject([
      { actorKind: 'api_key', action: 'privacy-requests:finish' },
      {
        ...{ actorKind: 'platform', actorId: id, action: 'privacy-requests:act' },
        change: { request: { after: 'customer_redact' }, addressesSuppressed: { after: 2 } },
      },
    ]);
    expect(audit.text).not.toContain('ada@');
  });

  test('keeps its delivery and its integration from being forgotten while it is open', async ({ api }) => {
    const { deliver, deliveries, remove, store } = await connect(api);
    await deliver('customers/redact', redact);
    await deliver('checkouts/create', checkout());
    await work(api);
    const later = { now: Date.now() + 31 * dayMs, limit: 1_000 };
    await purgeOldDeliveries(api.database, later);
    expect((await deliveries()).map(({ topic }: { topic: string }) => topic)).toEqual(['customers/redact']);
    expect((await remove()).status).toBe(409);
    const { json } = await api.call('/v1/privacy-requests', { key: store.key });
    await api.call(`/v1/privacy-requests/${json.items[0].id}/finish`, { method: 'POST', key: store.key });
    expect((await remove()).status).toBe(204);
  });
});

describe('an integration', () => {
  test('that is switched off ignores events and can be switched on again', async ({ api }) => {
    const { change, deliver, deliveries, shown } = await connect(api);
    expect((await change({ status: 'disabled' })).json.status).toBe('disabled');
    expect((await deliver('checkouts/create', checkout())).status).toBe(200);
    await work(api);
    expect(await deliveries()).toMatchObject([{ status: 'ignored', reason: 'integration_off' }]);
    await change({ status: 'active' });
    await deliver('checkouts/create', checkout());
    await work(api);
    expect((await shown()).deliveries).toMatchObject({ processed: 1, ignored: 1 });
  });

  test('keeps the numbers of a store’s second shop apart, for good', async ({ api }) => {
    const woo = { platform: 'woocommerce', secret: undefined };
    const first = await connect(api, woo);
    const second = await connect(
      api,
      { platform: 'bigcommerce', secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZg==' },
      first.store,
    );
    const { namespace } = await second.shown();
    expect(namespace).toBe(`bigcommerce-${second.id.slice(0, 8)}`);
    expect((await first.shown()).namespace).toBeNull();
    await first.remove();
    expect((await second.shown()).namespace).toBe(namespace);
    const third = await connect(api, woo, first.store);
    expect((await third.shown()).namespace).toBe(`woocommerce-${third.id.slice(0, 8)}`);
  });

  test('gives two shops that connect at once two namespaces, and a platform with ids for all shops none', async ({
    api,
  }) => {
    const store = await api.newStore();
    const woo = { platform: 'woocommerce', secret: undefined };
    const both = await Promise.all([connect(api, woo, store), connect(api, woo, store)]);
    const namespaces = await Promise.all(both.map(async ({ shown }) => (await shown()).namespace));
    expect(namespaces.filter((namespace) => namespace === null)).toHaveLength(1);
    const klaviyo = await connect(api, { platform: 'klaviyo', secret: undefined }, store);
    expect((await klaviyo.shown()).namespace).toBeNull();
  });

  test('takes settings one by one', async ({ api }) => {
    const { change } = await connect(api, { settings: { currency: 'EUR' } });
    const { json } = await change({ settings: { orderStatuses: { packed: 'bought' } } });
    expect(json.settings).toEqual({ currency: 'EUR', orderStatuses: { packed: 'bought' } });
    expect((await change({ reconcileEveryMs: 600_000 })).status).toBe(422);
    const access = await change({ api: { url: 'https://lamps.myshopify.com/', token: 'shpat_1' } });
    expect(access.json).toMatchObject({ apiUrl: 'https://lamps.myshopify.com', reconcileEveryMs: 3_600_000 });
    expect((await change({ api: null })).json).toMatchObject({ apiUrl: null, reconcileEveryMs: null });
  });

  test('is nobody’s but its store’s', async ({ api }) => {
    const { id, deliver, deliveries } = await connect(api);
    await deliver('checkouts/create', checkout());
    const [delivery] = await deliveries();
    const other = await api.newStore();
    for (const [method, path] of [
      ['GET', `/v1/integrations/${id}`],
      ['DELETE', `/v1/integrations/${id}`],
      ['GET', `/v1/integrations/${id}/deliveries`],
      ['GET', `/v1/webhook-deliveries/${delivery.id}`],
      ['POST', `/v1/webhook-deliveries/${delivery.id}/replay`],
    ] as const)
      expect([path, (await api.call(path, { method, key: other.key })).status]).toEqual([path, 404]);
    expect((await api.call('/v1/integrations', { key: other.key })).json.items).toEqual([]);
  });

  test('that was removed is at its address no more', async ({ api }) => {
    const { remove, deliver, change } = await connect(api);
    await deliver('checkouts/create', checkout());
    expect((await remove()).status).toBe(204);
    expect([(await deliver('checkouts/create', checkout())).status, (await change({})).status]).toEqual([404, 404]);
  });
});
