import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import WebSocket from 'ws';
import { createMetrics } from '../../runtime/metrics.ts';
import { newKeySecret } from '../../services/accounts/api-keys/secret.ts';
import { type ApiFixture, type AppChange, test } from '../../test/api-fixture.ts';
import { createEventSockets } from '../event-socket/event-sockets.ts';
import { socketLimits } from '../event-socket/socket-limits.ts';
import { createPublicRoutes } from '../routes/public/index.ts';

const trustedProxies = ['127.0.0.0/8'];
const from = (address: string) => ({ 'x-forwarded-for': address });
const limit = (points: number) => ({ points, windowMs: 60_000 });
const flooder = '203.0.113.9';
const shopper = '198.51.100.7';
/** Shaped as ours are, and nobody's. */
const strangeKey = () => newKeySecret().key;

/** One process behind a trusted proxy, whose clock stands still until it is told to go on. */
async function serve(api: ApiFixture, change: AppChange) {
  let at = Date.now();
  const served = await api.serve({ trustedProxies, now: () => at, ...change });
  return {
    ...served,
    wait: (ms: number) => {
      at += ms;
    },
  };
}
/** Longer than what was looked up is believed without asking again, and shorter than a window of the limits here. */
const staleMs = 10_000;

describe('keys that nobody knows', () => {
  test('are refused with 429 from an address that showed too many, and known ones go on', async ({ api }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const { call, wait } = await serve(api, { limitsPerAddress: { unknown_keys: limit(3) } });
    const ask = (key: string, address: string) => call('/v1/carts', { key, headers: from(address) });
    expect((await ask(store.key, flooder)).status).toBe(200);
    for (let request = 0; request < 3; request++) expect((await ask(strangeKey(), flooder)).status).toBe(401);
    const { status, json, headers } = await ask(strangeKey(), flooder);
    expect([status, json.error.code, headers.get('retry-after')]).toEqual([429, 'rate_limited', '60']);
    wait(staleMs);
    expect((await ask(store.key, flooder)).status).toBe(200);
    expect((await ask(strangeKey(), shopper)).status).toBe(401);
    expect((await ask(other.key, shopper)).status).toBe(200);
    wait(60_000);
    expect((await ask(strangeKey(), flooder)).status).toBe(401);
  });

  test('are the only ones that cost anything', async ({ api }) => {
    const stores = [await api.newStore(), await api.newStore(), await api.newStore()];
    const { call } = await serve(api, { limitsPerAddress: { unknown_keys: limit(1) } });
    for (const { key } of stores) expect((await call('/v1/carts', { key, headers: from(shopper) })).status).toBe(200);
  });

  test('are looked up no more often than that, also when they come at once', async ({ api }) => {
    const { call } = await serve(api, { limitsPerAddress: { unknown_keys: limit(5) } });
    const asked = Array.from({ length: 40 }, () => call('/v1/carts', { key: strangeKey(), headers: from(flooder) }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(35);
  });

  test('cost nothing where no server tells the address', async ({ api }) => {
    const app = api.appWith({ limitsPerAddress: { unknown_keys: limit(1) } });
    for (let request = 0; request < 3; request++)
      expect((await app.call('/v1/carts', { key: strangeKey() })).status).toBe(401);
  });

  test('of shops’ pages count with them', async ({ api }) => {
    const { call } = await serve(api, { limitsPerAddress: { unknown_keys: limit(2) } });
    const ask = (address: string) =>
      call(`/snippet.js?key=pk_${randomBytes(16).toString('hex')}`, { headers: from(address) });
    const statuses = [await ask(flooder), await ask(flooder), await ask(flooder), await ask(shopper)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429, 200]);
  });
});

describe('events of browsers', () => {
  test('are counted one by one by address, so that one machine does not use up the shop’s share', async ({ api }) => {
    const store = await api.newStore();
    const { json: snippet } = await api.call('/v1/snippet', { key: store.key });
    const { call } = await serve(api, { limitsPerAddress: { browser_events: limit(5) } });
    const send = (address: string, items: number) =>
      call(`/v1/browser/events?key=${snippet.publishableKey}`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', ...from(address) },
        body: JSON.stringify({
          events: Array.from({ length: items }, () => ({
            id: randomUUID(),
            type: 'product_viewed',
            occurredAt: new Date().toISOString(),
            who: { anonymousId: randomUUID() },
            productId: 'lamp',
          })),
        }),
      });
    expect((await send(flooder, 4)).status).toBe(202);
    const { status, json, headers } = await send(flooder, 2);
    expect([status, json.error.code, headers.get('retry-after')]).toEqual([429, 'rate_limited', '60']);
    expect((await send(shopper, 4)).status).toBe(202);
  });
});

describe('event sockets without a key', () => {
  test('may be opened so often from one address, and from others all the same', async ({ api }) => {
    const { key } = await api.newStore();
    const eventSockets = createEventSockets({
      limits: { ...socketLimits, connectionsMax: 100, storeConnectionsMax: 100 },
      metrics: createMetrics({ role: 'test' }),
      log: pino({ level: 'silent' }),
    });
    const { address } = await serve(api, { eventSockets, limitsPerAddress: { anonymous_sockets: limit(2) } });
    const open = (client: string, headers: object = {}) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(`ws://${address}/v1/events/socket`, { headers: { ...from(client), ...headers } });
        socket.on('open', () => {
          resolve(101);
          socket.terminate();
        });
        socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode ?? 0));
        socket.on('error', () => {});
      });
    expect([await open(flooder), await open(flooder), await open(flooder)]).toEqual([101, 101, 429]);
    expect(await open(shopper)).toBe(101);
    expect(await open(flooder, { authorization: `Bearer ${key}` })).toBe(101);
  });
});

describe('links of messages', () => {
  const pages = ({ database, eventLog }: ApiFixture) =>
    createPublicRoutes({
      database,
      operations: database,
      eventLog,
      now: Date.now,
      showSandbox: false,
      reportError: () => {},
    });

  test.for(['r', 'u', 'c'])('under /%s that nobody knows end in a page that asks to wait', async (place, { api }) => {
    const { call } = await serve(api, { publicRoutes: pages(api), limitsPerAddress: { links: limit(20) } });
    const open = (address: string) =>
      call(`/${place}/${randomBytes(32).toString('base64url')}`, { headers: from(address) });
    expect([(await open(flooder)).status, (await open(flooder)).status]).toEqual([404, 404]);
    const { status, headers } = await open(flooder);
    expect([status, headers.get('retry-after')]).toEqual([429, '60']);
    expect(headers.get('content-type')).toContain('text/html');
    expect((await open(shopper)).status).toBe(404);
  });
});

describe('webhooks to integrations that do not exist', () => {
  test('are refused from an address that sent too many, and those of its other shops pass', async ({ api }) => {
    const store = await api.newStore();
    const { json } = await api.call('/v1/integrations', {
      method: 'POST',
      key: store.key,
      body: { platform: 'segment' },
    });
    const { call, wait } = await serve(api, { limitsPerAddress: { unknown_webhooks: limit(2) } });
    const send = (id: string, address: string) =>
      call(`/v1/webhooks/${id}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${store.key}`, ...from(address) },
        body: { type: 'track', event: 'Nothing', messageId: randomUUID() },
      });
    const known = json.integration.id;
    expect((await send(known, flooder)).status).toBe(200);
    const gone = randomUUID();
    expect([(await send(gone, flooder)).status, (await send(gone, flooder)).status]).toEqual([404, 404]);
    expect((await send(randomUUID(), flooder)).status).toBe(404);
    expect((await send(randomUUID(), flooder)).status).toBe(429);
    wait(staleMs);
    expect((await send(known, flooder)).status).toBe(200);
    expect((await send(randomUUID(), shopper)).status).toBe(404);
  });
});
