import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { redisKeys } from '../../db/redis/keys.ts';
import type { Caller } from '../../domain/actor.ts';
import { partitionOf } from '../../events/event-log.ts';
import { markGap } from '../../services/live/generations.ts';
import { type LiveEvent, platformStream, type StoreEvent } from '../../services/live/live-event.ts';
import { parsePosition } from '../../services/live/position.ts';
import { streamEntriesMax } from '../../services/live/stream-limits.ts';
import { issueTicket, type LiveTicket } from '../../services/live/tickets.ts';
import { type Page, test } from '../../test/live-fixture.ts';
import { startHub } from '../../tools/bench/live/processes.ts';
import type { LiveFrame } from './server-frame.ts';

const publicOrigin = 'https://engine.example';

function ticketOf(storeId: string, keyId: string = randomUUID()): LiveTicket {
  return { storeId, sessionId: null, actor: { kind: 'api_key', keyId, storeId, scopes: ['carts:read'] } };
}

function cart(storeId: string, version: number, id: string = randomUUID()): StoreEvent {
  const event: LiveEvent = {
    ...{ kind: 'cart', id, cartId: id, state: 'open', stage: 'cart', valueMinor: 4_200, currency: 'EUR' },
    ...{ version, at: '2026-11-26T12:00:00.000Z' },
  };
  return { storeId, event };
}

function move(storeId: string, version: number): StoreEvent {
  const at = '2026-11-26T12:00:00.000Z';
  return { storeId, event: { kind: 'model_move', id: randomUUID(), state: 'promoted', version, at } };
}

/** Reads frames until one of this type, and returns it. */
async function nextOf<Type extends LiveFrame['type']>(
  page: Page,
  type: Type,
): Promise<Extract<LiveFrame, { type: Type }>> {
  for (;;) {
    const frame = await page.next();
    if (frame.type === type) return frame as Extract<LiveFrame, { type: Type }>;
  }
}

/** Events of a room until `count` have come; the position behind them. */
async function take(page: Page, count: number): Promise<{ versions: number[]; position: string }> {
  const versions: number[] = [];
  let position = '';
  while (versions.length < count) {
    const frame = await page.next();
    if (frame.type === 'reset') throw new Error(`reset: ${frame.cause}`);
    if (frame.type !== 'events') continue;
    versions.push(...frame.events.map(({ version }) => version));
    position = frame.position;
  }
  return { versions, position };
}

async function subscribe(page: Page, room = 'store', after?: string) {
  page.send({ type: 'subscribe', room, after });
  for (;;) {
    const frame = await page.next();
    if (frame.type === 'subscribed' || frame.type === 'reset') return frame;
  }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('an open page', () => {
  test('is told of what changes in its store, over whatever instance, and of no other', async ({ live }) => {
    const [storeId, other] = [randomUUID(), randomUUID()];
    const [one, two] = [await live.instance(), await live.instance()];
    const pages = [await live.page(one, ticketOf(storeId)), await live.page(two, ticketOf(storeId))];
    for (const page of pages) await subscribe(page);
    await live.publish([cart(other, 1), cart(storeId, 2), cart(storeId, 3)]);
    for (const page of pages) expect((await take(page, 2)).versions).toEqual([2, 3]);
  });

  test('is told of the models for every store in a room of their own, whatever its store', async ({ live }) => {
    const instance = await live.instance();
    const storeIds = [randomUUID(), randomUUID()];
    const pages = await Promise.all(storeIds.map((storeId) => live.page(instance, ticketOf(storeId))));
    for (const page of pages) {
      await subscribe(page);
      await subscribe(page, 'platform');
    }
    await live.publish([move(platformStream, 4)]);
    for (const page of pages) {
      const { room, events } = await nextOf(page, 'events');
      expect([room, events.map(({ kind, version }) => [kind, version])]).toEqual(['platform', [['model_move', 4]]]);
    }
    const [first, second] = pages;
    await live.publish([move(storeIds[0] ?? '', 5), move(platformStream, 6)]);
    expect(first && (await nextOf(first, 'events')).room).toBe('store');
    expect(second && (await take(second, 1)).versions).toEqual([6]);
  });

  test('misses nothing of what happens while it reads its first state', async ({ live }) => {
    const storeId = randomUUID();
    const instance = await live.instance();
    const page = await live.page(instance, ticketOf(storeId));
    // The state that a page reads by a request: everything that is published already.
    const state = new Set<number>();
    const publishing = (async () => {
      for (let start = 0; start < 10_000; start += 50) {
        const versions = numbers(start, start + 50);
        for (const version of versions) state.add(version);
        await live.publish(versions.map((version) => cart(storeId, version)));
      }
    })();
    await subscribe(page);
    const read = new Set(state);
    await publishing;
    await live.publish([cart(storeId, 10_000)]);
    const told: number[] = [];
    while (told.at(-1) !== 10_000) told.push(...(await nextOf(page, 'events')).events.map(({ version }) => version));
    expect(new Set(told).size).toBe(told.length);
    expect(new Set([...read, ...told])).toEqual(new Set(numbers(0, 10_001)));
  });

  test('of one cart or campaign is told of that alone', async ({ live }) => {
    const [storeId, cartId, campaignId] = [randomUUID(), randomUUID(), randomUUID()];
    const page = await live.page(await live.instance(), ticketOf(storeId));
    await subscribe(page, `cart:${cartId}`);
    await subscribe(page, `campaign:${campaignId}`);
    const recovery: LiveEvent = {
      ...{ kind: 'recovery', id: randomUUID(), cartId, recoveryId: randomUUID(), campaignId, state: 'waiting' },
      ...{ outcome: null, reason: null, isNew: true, version: 2, at: '2026-11-26T12:00:00.000Z' },
    };
    await live.publish([cart(storeId, 1), { storeId, event: recovery }, cart(storeId, 3), cart(storeId, 4, cartId)]);
    const frames = [await nextOf(page, 'events'), await nextOf(page, 'events')];
    expect(frames.map(({ room, events }) => [room, events.map(({ version }) => version)]).sort()).toEqual([
      [`campaign:${campaignId}`, [2]],
      [`cart:${cartId}`, [2, 4]],
    ]);
  });

  test('is told only of what its caller may read', async ({ live }) => {
    const storeId = randomUUID();
    const actor: Caller = { kind: 'api_key', keyId: randomUUID(), storeId, scopes: ['orders:read'] };
    const page = await live.page(await live.instance(), { storeId, sessionId: null, actor });
    await subscribe(page);
    const order: LiveEvent = {
      ...{ kind: 'order', id: randomUUID(), cartId: null, recoveryId: null, campaignId: null, state: 'placed' },
      ...{ totalMinor: 100, currency: 'EUR', version: 2, at: '2026-11-26T12:00:00.000Z' },
    };
    await live.publish([cart(storeId, 1), { storeId, event: order }]);
    expect((await nextOf(page, 'events')).events.map(({ kind }) => kind)).toEqual(['order']);
    page.send({ type: 'subscribe', room: `campaign:${randomUUID()}` });
    expect(await nextOf(page, 'error')).toMatchObject({ error: { code: 'forbidden' } });
  });

  test('that leaves a room is told no more of it', async ({ live }) => {
    const storeId = randomUUID();
    const page = await live.page(await live.instance(), ticketOf(storeId));
    const cartId = randomUUID();
    await subscribe(page);
    await subscribe(page, `cart:${cartId}`);
    page.send({ type: 'unsubscribe', room: 'store' });
    page.send({ type: 'ping' });
    await nextOf(page, 'heartbeat');
    await live.publish([cart(storeId, 1), cart(storeId, 2, cartId)]);
    expect(await nextOf(page, 'events')).toMatchObject({ room: `cart:${cartId}`, events: [{ version: 2 }] });
  });
});

describe('a page that comes back', () => {
  test('is told what it missed, each once and in order, wherever the connection was cut', async ({ live }) => {
    const [one, two] = [await live.instance(), await live.instance()];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }), async (parts) => {
        const storeId = randomUUID();
        let published = 0;
        const publish = (count: number) => {
          const versions = numbers(published, published + count);
          published += count;
          return Promise.all(versions.map((version) => live.publish([cart(storeId, version)])));
        };
        const told: number[] = [];
        let position: string | undefined;
        for (const [index, count] of parts.entries()) {
          const page = await live.page(index % 2 ? one : two, ticketOf(storeId));
          const begun = await subscribe(page, 'store', position);
          expect(begun.type).toBe('subscribed');
          position ??= begun.position;
          await publish(count);
          // It is cut after any frame, and comes back with the position of that frame.
          while (told.length < published - Math.floor(count / 2)) {
            const frame = await nextOf(page, 'events');
            told.push(...frame.events.map(({ version }) => version));
            position = frame.position;
          }
          page.socket.terminate();
        }
        const last = await live.page(one, ticketOf(storeId));
        await subscribe(last, 'store', position);
        if (told.length < published) told.push(...(await take(last, published - told.length)).versions);
        last.socket.terminate();
        expect(told).toEqual(numbers(0, published));
      }),
      { numRuns: 12 },
    );
  });

  test('begins anew when the stream no longer has all that it missed', async ({ live }) => {
    const storeId = randomUUID();
    const instance = await live.instance();
    const page = await live.page(instance, ticketOf(storeId));
    const { position } = await subscribe(page);
    page.socket.terminate();
    for (let version = 0; version < streamEntriesMax + 400; version++) void live.publish([cart(storeId, version)]);
    await live.publish([cart(storeId, 9_999)]);
    const back = await live.page(instance, ticketOf(storeId));
    const begun = await subscribe(back, 'store', position);
    expect(begun).toMatchObject({ type: 'reset', cause: 'trimmed' });
    await live.publish([cart(storeId, 10_000)]);
    expect((await take(back, 1)).versions).toEqual([10_000]);
  });

  test('begins anew when its position is of a server that lost its data, or of long ago', async ({ live }) => {
    const storeId = randomUUID();
    const instance = await live.instance();
    const { position } = await subscribe(await live.page(instance, ticketOf(storeId)));
    await live.publish([cart(storeId, 1)]);
    const { generation } = parsePosition(position) ?? {};
    const longAgo = await live.page(instance, ticketOf(storeId));
    expect(await subscribe(longAgo, 'store', `${generation}:1600000000000-0`)).toMatchObject({ cause: 'too_old' });
    await live.redis.flushdb();
    const back = await live.page(instance, ticketOf(storeId));
    expect(await subscribe(back, 'store', position)).toMatchObject({ type: 'reset', cause: 'gap' });
  });

  test('is told what it missed in bounded reads, and what comes meanwhile behind it', async ({ live }) => {
    const storeId = randomUUID();
    const instance = await live.instance();
    const first = await live.page(instance, ticketOf(storeId));
    const { position } = await subscribe(first);
    for (let start = 0; start < 500; start += 100)
      await Promise.all(numbers(start, start + 100).map((version) => live.publish([cart(storeId, version)])));
    const back = await live.page(instance, ticketOf(storeId));
    back.send({ type: 'subscribe', room: 'store', after: position });
    for (const version of numbers(500, 600)) void live.publish([cart(storeId, version)]);
    expect((await take(back, 600)).versions).toEqual(numbers(0, 600));
  });
});

describe('an instance', () => {
  test('waits for all stores of its pages in one read on a connection of its own', async ({ live, redis: { url } }) => {
    const instances = [await live.instance(), await live.instance()];
    const storeIds = Array.from({ length: 30 }, () => randomUUID());
    const pages = await Promise.all(
      storeIds.map((storeId, index) => live.page(instances[index % 2] ?? { address: '' }, ticketOf(storeId))),
    );
    for (const page of pages) await subscribe(page);
    // Every read that began before a store was followed is over when the store's change has come.
    await live.publish(storeIds.map((storeId) => cart(storeId, 1)));
    for (const page of pages) await take(page, 1);
    const database = new URL(url).pathname.slice(1);
    const waiting = async () =>
      String(await live.redis.client('LIST'))
        .split('\n')
        .filter((line) => line.includes(` db=${database} `) && line.includes('cmd=xread')).length;
    await expect.poll(waiting).toBe(2);
  });

  test('that was killed keeps nobody’s place', async ({ live, redis, database }) => {
    const { appUrl, engineUrl } = database;
    const storeId = randomUUID();
    const killed = await startHub({ redisUrl: redis.url, appUrl, engineUrl });
    const operator: LiveTicket = { storeId, actor: { kind: 'operator', storeId }, sessionId: null };
    const page = await live.page({ address: `127.0.0.1:${killed.port}` }, operator);
    const leases = () => live.redis.zrange(redisKeys.livePlaces(storeId), '0', '-1', 'WITHSCORES');
    const taken = () => live.redis.zcount(redisKeys.livePlaces(storeId), Date.now(), '+inf');
    expect(await taken()).toBe(1);
    const first = await leases();
    await expect.poll(leases).toEqual([first[0], expect.not.stringMatching(first[1] ?? '')]);
    killed.child.kill('SIGKILL');
    await page.closed;
    expect(await taken()).toBe(1);
    await expect.poll(taken).toBe(0);
  });
});

describe('a gap in what was told', () => {
  test('lets the pages of that partition read anew, at every instance, and no others', async ({ live, api }) => {
    const { partitions } = api.eventLog;
    const storeId = randomUUID();
    const partition = partitionOf(storeId, partitions);
    let elsewhere = randomUUID();
    while (partitionOf(elsewhere, partitions) === partition) elsewhere = randomUUID();
    const [one, two] = [await live.instance(), await live.instance()];
    const touched = [await live.page(one, ticketOf(storeId)), await live.page(two, ticketOf(storeId))];
    const untouched = await live.page(one, ticketOf(elsewhere));
    const positions: string[] = [];
    for (const page of [...touched, untouched]) positions.push((await subscribe(page)).position);
    await markGap(live.redis, { partition, position: '7-0' });
    for (const page of touched) expect(await nextOf(page, 'reset')).toMatchObject({ room: 'store', cause: 'gap' });
    await live.publish([cart(elsewhere, 1)]);
    expect(await untouched.next()).toMatchObject({ type: 'events' });
    const back = await live.page(two, ticketOf(storeId));
    expect(await subscribe(back, 'store', positions[0])).toMatchObject({ type: 'reset', cause: 'gap' });
  });
});

describe('a ticket', () => {
  const open = async (address: string, ticket: string, origin?: string): Promise<number> => {
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(`ws://${address}/v1/live?ticket=${ticket}`, {
      ...(origin !== undefined && { origin }),
    });
    const status = await new Promise<number>((resolve) => {
      socket.on('open', () => resolve(101));
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => undefined);
    });
    socket.terminate();
    return status;
  };

  test('opens one connection, and none after that', async ({ live, api }) => {
    const store = await api.newStore();
    const { address, call } = await live.instance();
    const { status, json } = await call('/v1/live/tickets', { method: 'POST', key: store.key });
    expect([status, json]).toEqual([200, { ticket: expect.any(String), expiresInMs: 30_000 }]);
    const keys = await live.redis.keys('live:ticket:*');
    expect(keys.join()).not.toContain(json.ticket);
    expect(await live.redis.pttl(keys[0] ?? '')).toBeLessThanOrEqual(30_000);
    expect([await open(address, json.ticket), await open(address, json.ticket)]).toEqual([101, 401]);
    expect([await open(address, ''), await open(address, 'x'.repeat(43))]).toEqual([401, 401]);
  });

  test('is in no line of the log', async ({ live, api }) => {
    const store = await api.newStore();
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const { address, call } = await live.instance({}, { log });
    const { json } = await call('/v1/live/tickets', { method: 'POST', key: store.key });
    expect([await open(address, json.ticket), await open(address, json.ticket)]).toEqual([101, 401]);
    expect(lines.join()).toContain('/v1/live');
    expect(lines.join()).not.toContain(json.ticket);
  });

  test('is given to those who may read carts', async ({ live, api }) => {
    const store = await api.newStore();
    const { call } = await live.instance();
    const ask = async (key?: string) =>
      (await call('/v1/live/tickets', { method: 'POST', ...(key && { key }) })).status;
    expect([await ask(), await ask(await api.newKey(store.id, 'events:write'))]).toEqual([401, 403]);
  });

  test('of a person is for pages of the public address, exactly', async ({ live }) => {
    const storeId = randomUUID();
    const { address } = await live.instance();
    const user: Caller = { kind: 'user', userId: randomUUID(), storeId, role: 'analyst' };
    const key = ticketOf(storeId).actor;
    const tried = async (actor: Caller, origin?: string) =>
      open(address, await issueTicket(live.redis, { actor, storeId, sessionId: null }), origin);
    expect(await tried(user, publicOrigin)).toBe(101);
    for (const origin of [undefined, 'null', `${publicOrigin}.evil.test`, 'https://evil.test', 'http://engine.example'])
      expect(await tried(user, origin), String(origin)).toBe(403);
    expect([await tried(key), await tried(key, publicOrigin), await tried(key, 'https://evil.test')]).toEqual([
      101, 101, 403,
    ]);
  });
});

test('streams and places of one store share a hash tag, and no key names a ticket', () => {
  const [storeId, who] = [randomUUID(), 'key:1'];
  for (const key of [redisKeys.live(storeId), redisKeys.livePlaces(storeId), redisKeys.livePlacesOf(storeId, who)])
    expect(key).toContain(`{${storeId}}`);
});
