import { describe, expect } from 'vitest';
import { partitionOf } from '../../../events/event-log.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';

const origin = 'https://shop.example';
const anonymousId = 'visitor-0123456789abcdef';
const storefront = {
  scripts: { snippet: 'go(CONFIG)', shopifyPixel: 'pixel(CONFIG)' },
  publicUrl: 'https://r.example',
};

const event = (id: string, change: object = {}) => ({
  id,
  type: 'cart_updated',
  occurredAt: new Date().toISOString(),
  who: { anonymousId },
  cartId: 'w-0123456789abcdef0123',
  currency: 'EUR',
  lines: [{ productId: 'lamp', quantity: 1, price: '89.50' }],
  ...change,
});

/** A store whose shop is at `origin`, with its snippet's key. */
async function openSnippet(api: ApiFixture, settings: object = {}) {
  const store = await api.newStore();
  await api.call('/v1/store', { method: 'PATCH', key: store.key, body: { url: origin } });
  const { json } = await api.call('/v1/snippet', {
    method: 'PATCH',
    key: store.key,
    body: { consentRequired: false, ...settings },
  });
  const key: string = json.publishableKey;
  const send = (body: unknown, { headers = {}, app = api as Pick<ApiFixture, 'call'>, by = key } = {}) =>
    app.call(`/v1/browser/events?key=${by}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain;charset=UTF-8', origin, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { store, key, send };
}

describe('the endpoint for browsers', () => {
  test('takes events as plain text under a publishable key, judges each alone, and any page may read the answer', async ({
    api,
  }) => {
    const { send } = await openSnippet(api);
    const { status, json, headers } = await send({
      events: [event('a'), event('b', { type: 'order_paid', orderId: 'o' }), null, event('a')],
    });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([202, '*']);
    expect(json).toMatchObject({
      accepted: 1,
      duplicates: 1,
      rejected: 2,
      items: [
        { id: 'a', status: 'accepted' },
        { id: 'b', status: 'rejected', error: { path: 'type' } },
        { id: null, status: 'rejected' },
        { id: 'a', status: 'duplicate' },
      ],
    });
  });

  test('hands the trace of a request on to its events, and a page of elsewhere may name one', async ({ api }) => {
    const { store, send, key } = await openSnippet(api);
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await send({ events: [event('a')] }, { headers: { traceparent } });
    await send({ events: [event('b')] }, { headers: { traceparent: 'none' } });
    const partition = partitionOf(store.id, api.eventLog.partitions);
    const entries = await api.eventLog.read(partition, null, { eventsMax: 10_000, waitMs: 0 });
    const logged = entries.flatMap(({ events }) => events).filter(({ storeId }) => storeId === store.id);
    expect(logged.map((one) => [one.id, one.traceparent])).toEqual([
      ['a', traceparent],
      ['b', undefined],
    ]);
    const preflight = await api.call(`/v1/browser/events?key=${key}`, { method: 'OPTIONS', headers: { origin } });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('traceparent');
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('refuses an event under the id of another one', async ({ api }) => {
    const { send } = await openSnippet(api);
    const lines = [{ productId: 'rug', quantity: 1 }];
    const { json } = await send({ events: [event('a'), event('a', { lines }), event('b')] });
    expect(json.items).toMatchObject([
      { id: 'a', status: 'accepted' },
      { id: 'a', status: 'rejected', error: { code: 'id_reused' } },
      { id: 'b', status: 'accepted' },
    ]);
  });

  test('sets the time of an event right when the browser’s clock is off', async ({ api }) => {
    const { send } = await openSnippet(api);
    const wrong = new Date(Date.now() + 3 * 3_600_000).toISOString();
    expect((await send({ sentAt: wrong, events: [event('a', { occurredAt: wrong })] })).json.accepted).toBe(1);
    // Without the browser's own clock nothing tells how far it is off: the time of arrival counts.
    const { json } = await send({ events: [event('b', { occurredAt: wrong })] });
    expect(json.items).toMatchObject([{ id: 'b', status: 'accepted' }]);
  });

  test('tells a switched-off, rotated or made-up key to stop, in a way that the page can read', async ({ api }) => {
    const { send, store } = await openSnippet(api);
    let nowMs = Date.now();
    const app = api.appWith({ now: () => nowMs });
    expect((await send({ events: [event('a')] }, { app })).status).toBe(202);
    await api.call('/v1/snippet/rotate-key', { method: 'POST', key: store.key });
    nowMs += 3_000;
    for (const by of [undefined, 'pk_made-up', 'pk_00000000000000000000000000000000']) {
      const { status, json, headers } = await send({ events: [event('a')] }, { app, ...(by && { by }) });
      expect([status, json.error.code, headers.get('access-control-allow-origin')]).toEqual([410, 'gone', '*']);
    }
  });

  test('serves the pages of the shop and of named origins, and no others', async ({ api }) => {
    const { send } = await openSnippet(api, { allowedOrigins: ['https://checkout.example', 'null'] });
    const app = api.appWith({ corsOrigins: '*' });
    const statusFor = async (from: string) =>
      (await send({ events: [event(crypto.randomUUID())] }, { app, headers: { origin: from } })).status;
    for (const allowed of [origin, 'https://www.shop.example', 'https://checkout.example', 'null'])
      expect([allowed, await statusFor(allowed)]).toEqual([allowed, 202]);
    for (const foreign of [
      'https://evil.example',
      'https://notshop.example',
      'http://shop.example',
      'https://shop.example:8443',
    ])
      expect([foreign, await statusFor(foreign)]).toEqual([foreign, 403]);
    // The installation's own list is the upper bound.
    expect((await send({ events: [event('z')] }, { headers: { origin: 'https://checkout.example' } })).status).toBe(
      403,
    );
  });

  test.for([
    ['no JSON', '{"events":[', {}, 400],
    ['another content type', '{}', { 'content-type': 'application/xml' }, 415],
    ['a single event', event('a'), {}, 422],
    ['nothing', { events: [] }, {}, 422],
    ['more than a beacon can carry', { events: [event('a', { filling: 'x'.repeat(70_000) })] }, {}, 413],
    [
      'more events than a page ever holds',
      { events: Array.from({ length: 101 }, (_, index) => event(`e-${index}`)) },
      {},
      422,
    ],
  ] as const)('refuses %s', async ([, body, headers, expected], { api }) => {
    const { send } = await openSnippet(api);
    expect((await send(body, { headers })).status).toBe(expected);
  });

  test('gives one visitor a small share of the rate, and tells when to come back', async ({ api }) => {
    const { send } = await openSnippet(api);
    const batch = () => ({ events: Array.from({ length: 20 }, () => event(crypto.randomUUID())) });
    expect((await send(batch())).status).toBe(202);
    const { status, headers } = await send(batch());
    expect([status, headers.get('access-control-allow-origin')]).toEqual([429, '*']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    const other = { events: [event('o', { who: { anonymousId: 'visitor-fedcba9876543210' } })] };
    expect((await send(other)).status).toBe(202);
  });
});

describe('the script', () => {
  test('carries its store’s settings, is kept for five minutes and asked for again by its tag', async ({ api }) => {
    const { key } = await openSnippet(api, { emailCapture: true });
    const app = api.appWith({ storefront });
    const { status, text, headers } = await app.call(`/snippet.js?key=${key}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(text).toMatch(/^!function\(CONFIG\)\{go\(CONFIG\)\}\(\{.*"emailCapture":true.*\}\);\n$/);
    expect(text).toContain(`"key":"${key}"`);
    expect(headers.get('cache-control')).toContain('max-age=300');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const again = await app.call(`/snippet.js?key=${key}`, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await app.call(`/shopify-pixel.js?key=${key}`)).text).toContain('pixel(CONFIG)');
  });

  test('does nothing for a snippet that is switched off or a key that nobody has', async ({ api }) => {
    const { key } = await openSnippet(api, { enabled: false });
    const app = api.appWith({ storefront });
    for (const asked of [key, 'pk_made-up']) {
      const { status, text } = await app.call(`/snippet.js?key=${asked}`);
      expect([status, text]).toEqual([200, '/* cart recovery is switched off */\n']);
    }
  });
});

describe('the settings of a snippet', () => {
  test('start careful, change one by one, and come with the tag to paste', async ({ api }) => {
    const store = await api.newStore();
    const app = api.appWith({ storefront });
    const { json } = await app.call('/v1/snippet', { key: store.key });
    expect(json).toMatchObject({ enabled: true, consentRequired: true, honourSignals: true, emailCapture: false });
    expect(json.tag).toBe(`<script async src="https://r.example/snippet.js?key=${json.publishableKey}"></script>`);
    const changed = await app.call('/v1/snippet', {
      method: 'PATCH',
      key: store.key,
      body: { allowedOrigins: ['https://a.example'] },
    });
    expect(changed.json).toEqual({ ...json, allowedOrigins: ['https://a.example'], updatedAt: changed.json.updatedAt });
    for (const body of [{}, { allowedOrigins: ['https://a.example/path'] }, { allowedOrigins: ['*'] }])
      expect((await app.call('/v1/snippet', { method: 'PATCH', key: store.key, body })).status).toBe(422);
  });

  test('are each store’s own', async ({ api }) => {
    const [one, other] = [await openSnippet(api), await openSnippet(api)];
    expect(one.key).not.toBe(other.key);
    await api.call('/v1/snippet', { method: 'PATCH', key: one.store.key, body: { enabled: false } });
    expect((await api.call('/v1/snippet', { key: other.store.key })).json.enabled).toBe(true);
  });
});
