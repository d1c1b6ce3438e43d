import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { createBackpressure } from '../../services/ingest/events/backpressure.ts';
import { shedLoad } from '../../services/ingest/events/shed-load.ts';
import { measureBacklog } from '../../services/pipeline/measure-backlog.ts';
import { test } from '../../test/api-fixture.ts';

const event = () => ({
  id: randomUUID(),
  type: 'product_viewed',
  occurredAt: new Date().toISOString(),
  who: { anonymousId: 'visitor-1' },
  productId: 'lamp',
});

describe('the rate of requests', () => {
  test('is told with every answer, for the key and for its store', async ({ api }) => {
    const store = await api.newStore();
    const app = api.appWith({ limits: { rateRequestsPerSecond: 50, rateRequestsPerStorePerSecond: 100 } });
    const { headers } = await app.call('/v1/carts', { key: store.key });
    expect(headers.get('ratelimit-policy')).toBe('"requests";q=50;w=1, "store-requests";q=100;w=1');
    expect(headers.get('ratelimit')).toMatch(/^"requests";r=49;t=1, "store-requests";r=9\d;t=1$/);
  });

  test('of one key is refused with 429, the time to wait and what is left', async ({ api }) => {
    const store = await api.newStore();
    const app = api.appWith({ limits: { rateRequestsPerSecond: 3 }, now: () => 1_000 });
    const ask = (key: string) => app.call('/v1/carts', { key });
    for (let request = 0; request < 3; request++) expect((await ask(store.key)).status).toBe(200);
    const { status, json, headers } = await ask(store.key);
    expect([status, json.error.code]).toEqual([429, 'rate_limited']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(headers.get('ratelimit')).toMatch(/^"requests";r=0;t=\d+$/);
    expect(headers.get('ratelimit-policy')).toContain('"requests";q=3;w=1');
    expect((await ask(await api.newKey(store.id, 'carts:read'))).status).toBe(200);
  });

  test('of a store counts all its keys together, and no other store’s', async ({ api }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const app = api.appWith({ limits: { rateRequestsPerStorePerSecond: 4 }, now: () => 1_000 });
    const keys = [store.key, await api.newKey(store.id, 'carts:read')];
    const statuses: number[] = [];
    for (let request = 0; request < 6; request++)
      statuses.push((await app.call('/v1/carts', { key: keys[request % 2] })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    expect((await app.call('/v1/carts', { key: other.key })).status).toBe(200);
  });

  test('of events may be limited for a key within its store', async ({ api }) => {
    const store = await api.newStore();
    const app = api.appWith({ limits: { rateEventsPerKeyPerSecond: 2 }, now: () => Date.now() });
    const keys = [await api.newKey(store.id, 'events:write'), await api.newKey(store.id, 'events:write')];
    const send = (key: string | undefined) =>
      app.call('/v1/events', { method: 'POST', key, body: { events: [event(), event()] } });
    expect((await send(keys[0])).status).toBe(202);
    expect((await send(keys[1])).status).toBe(202);
    expect((await send(keys[0])).status).toBe(429);
  });
});

describe('while too many events are waiting', () => {
  test('events are refused with 503, a code of their own and the time to wait; reading goes on', async ({ api }) => {
    const store = await api.newStore();
    let overloaded = true;
    const app = api.appWith({
      eventLog: shedLoad(api.eventLog, {
        refusal: () => (overloaded ? { message: 'Too many wait.', retryAfterMs: 10_000 } : null),
        took: () => undefined,
      }),
      backlog: () => ({ lagMs: 9_000_000, entries: 12, overloaded }),
    });
    const send = () => app.call('/v1/events', { method: 'POST', key: store.key, body: event() });
    const { status, json, headers } = await send();
    expect([status, json.error.code]).toEqual([503, 'overloaded']);
    expect(headers.get('retry-after')).toBe('10');
    expect((await app.call('/v1/carts', { key: store.key })).status).toBe(200);
    const ready = await app.call('/readyz');
    expect([ready.status, ready.json.log]).toEqual([200, { lagMs: 9_000_000, entries: 12, overloaded: true }]);
    overloaded = false;
    expect((await send()).status).toBe(202);
  });

  test('of one store, that store is refused until they are applied, and its neighbour is taken in', async ({ api }) => {
    const [rushing, neighbour] = [await api.newStore(), await api.newStore()];
    const doors = createBackpressure({ partitions: 1, waitingMax: 3, now: Date.now });
    const app = api.appWith({ eventLog: shedLoad(api.eventLog, doors) });
    const send = async ({ key }: { key: string }) => {
      const events = [event(), event(), event()];
      const { status, headers } = await app.call('/v1/events', { method: 'POST', key, body: { events } });
      return [status, headers.get('retry-after')];
    };
    expect(await send(rushing)).toEqual([202, null]);
    expect(await send(rushing)).toEqual([503, '1']);
    expect(await send(neighbour)).toEqual([202, null]);
    doors.applied(new Map([[0, Date.now() + 1]]));
    expect(await send(rushing)).toEqual([202, null]);
  });

  test('what waits is measured by the oldest event that was not applied, and by the length of the log', async ({
    api,
  }) => {
    const store = await api.newStore();
    const before = await measureBacklog(api.database, api.eventLog, Date.now());
    const receivedAt = Date.now();
    await api.eventLog.append(store.id, [{ ...event(), type: 'product_viewed', storeId: store.id, receivedAt }]);
    const backlog = await measureBacklog(api.database, api.eventLog, receivedAt + 100_000);
    expect(backlog.lagMs).toBeGreaterThanOrEqual(100_000);
    expect(backlog.entries).toBeGreaterThan(before.entries);
  });
});

describe('a body', () => {
  test('that is compressed is refused before anybody unpacks it', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await api.serve();
    const response = await fetch(`http://${address}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${store.key}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body: gzipSync(JSON.stringify(event())),
    });
    expect(response.status).toBe(415);
  });

  test('that comes in chunks without an end is cut when it is too large', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await api.serve({ limits: { bodyBytesMax: 4_096 } });
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_024;
        controller.enqueue(new TextEncoder().encode(' '.repeat(1_024)));
        if (sent > 50 * 1_024 * 1_024) controller.close();
      },
    });
    const answer = fetch(`http://${address}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${store.key}`, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    });
    await expect(answer.then(({ status }) => status).catch(() => 413)).resolves.toBe(413);
    expect(sent).toBeLessThan(50 * 1_024 * 1_024);
  });

  test('that lies about its length is no longer than it said', async ({ api }) => {
    const store = await api.newStore();
    const { status } = await api.call('/v1/events', {
      method: 'POST',
      key: store.key,
      headers: { 'content-length': String(10 * 1_024 * 1_024) },
      body: event(),
    });
    expect(status).toBe(413);
  });
});
