import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import type { AcceptedEvent } from '../../events/event.ts';
import { partitionOf } from '../../events/event-log.ts';
import { createMetrics } from '../../runtime/metrics.ts';
import { type ApiFixture, type AppChange, test } from '../../test/api-fixture.ts';
import { connectSocket } from '../../test/event-socket-client.ts';
import { createEventSockets } from './event-sockets.ts';
import { type SocketLimits, socketLimits } from './socket-limits.ts';

const happenedAt = new Date().toISOString();
const event = (id: string = randomUUID(), change: object = {}) => ({
  id,
  type: 'product_viewed',
  occurredAt: happenedAt,
  who: { anonymousId: 'visitor-1' },
  productId: 'lamp',
  ...change,
});

async function door(api: ApiFixture, limits: Partial<SocketLimits> = {}, change: AppChange = {}) {
  const metrics = createMetrics({ role: 'test' });
  const eventSockets = createEventSockets({
    limits: { ...socketLimits, connectionsMax: 100, storeConnectionsMax: 50, ...limits },
    metrics,
    log: pino({ level: 'silent' }),
  });
  const served = await api.serve({ metrics, eventSockets, ...change });
  return { ...served, eventSockets, metrics };
}

/** A store's events in the log. */
async function loggedEvents(api: ApiFixture, storeId: string): Promise<AcceptedEvent[]> {
  const partition = partitionOf(storeId, api.eventLog.partitions);
  const entries = await api.eventLog.read(partition, null, { eventsMax: 1_000_000, waitMs: 0 });
  return entries.flatMap(({ events }) => events.filter((one) => one.storeId === storeId));
}

/** Their ids. */
async function logged(api: ApiFixture, storeId: string): Promise<string[]> {
  return (await loggedEvents(api, storeId)).map(({ id }) => id);
}

/** A log that keeps every append waiting until the test lets it go. */
function heldLog(api: ApiFixture) {
  const appended: (readonly AcceptedEvent[])[] = [];
  const release = Promise.withResolvers<void>();
  return {
    appended,
    release: release.resolve,
    eventLog: {
      append: async (storeId: string, events: readonly AcceptedEvent[]) => {
        appended.push(events);
        await release.promise;
        return api.eventLog.append(storeId, events);
      },
    },
  };
}

describe('events over a socket', () => {
  test('under the id of another event are refused, not taken for it', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api);
    const client = await connectSocket(address, { key: store.key });
    await client.next();
    client.send(event('a'));
    client.send(event('a', { productId: 'another' }));
    expect(await client.next()).toMatchObject({ acks: [{ id: 'a', status: 'accepted' }] });
    expect(await client.next()).toMatchObject({
      acks: [{ id: 'a', status: 'rejected', error: { code: 'id_reused' } }],
    });
    expect(await logged(api, store.id)).toEqual(['a']);
  });

  test('are of the trace that their frame names, or else of that of the upgrade', async ({ api }) => {
    const traced = (digit: string) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;
    const store = await api.newStore();
    const { address } = await door(api);
    const client = await connectSocket(address, { key: store.key, headers: { traceparent: traced('1') } });
    await client.next();
    const frames = [
      event('a'),
      { events: [event('b')], traceparent: traced('2') },
      event('c', { traceparent: traced('3') }),
      { events: [event('d')], traceparent: ['of no kind'] },
      [event('e')],
    ];
    for (const frame of frames) {
      client.send(frame);
      expect(await client.next()).toMatchObject({ acks: [{ status: 'accepted' }] });
    }
    expect((await loggedEvents(api, store.id)).map(({ id, traceparent }) => [id, traceparent])).toEqual([
      ['a', traced('1')],
      ['b', traced('2')],
      ['c', traced('3')],
      ['d', traced('1')],
      ['e', traced('1')],
    ]);
  });

  test('are acknowledged by id once they are in the log, one or many in a frame', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api);
    const client = await connectSocket(address, { key: store.key });
    expect(await client.next()).toMatchObject({ type: 'hello', unacknowledgedEventsMax: 2_000, batchEventsMax: 1_000 });
    client.send(event('a'));
    client.send({ events: [event('b'), event('a'), event('c', { productId: '' })] });
    client.send([event('d')]);
    expect(await client.next()).toEqual({ type: 'acks', frame: 1, acks: [{ id: 'a', status: 'accepted' }] });
    expect(await client.next()).toEqual({
      type: 'acks',
      frame: 2,
      acks: [
        { id: 'b', status: 'accepted' },
        { id: 'a', status: 'duplicate' },
        { id: 'c', status: 'rejected', error: expect.objectContaining({ code: 'invalid', path: 'productId' }) },
      ],
    });
    expect(await client.next()).toMatchObject({ frame: 3, acks: [{ id: 'd', status: 'accepted' }] });
    expect(await logged(api, store.id)).toEqual(['a', 'b', 'd']);
  });

  test('may come from a browser, which sends its key in the first frame', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api);
    const client = await connectSocket(address, { headers: { origin: 'https://shop.example' } });
    client.send({ type: 'auth', key: store.key });
    expect(await client.next()).toMatchObject({ type: 'hello' });
    client.send(event('a'));
    expect(await client.next()).toMatchObject({ acks: [{ id: 'a', status: 'accepted' }] });
  });

  test('are in the log when they were acknowledged, in any cut into frames and with any repetition', async ({
    api,
  }) => {
    const { address } = await door(api, { unacknowledgedEventsMax: 7 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 9 }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (frames) => {
          const store = await api.newStore();
          const client = await connectSocket(address, { key: store.key });
          await client.next();
          for (const ids of frames) client.send(ids.map((id) => event(`e-${id}`)));
          const acknowledged = new Set<string>();
          for (const ids of frames) {
            const frame = await client.next();
            if (frame.type !== 'acks') throw new Error(`got ${frame.type}`);
            expect(frame.acks.map(({ id }) => id)).toEqual(ids.map((id) => `e-${id}`));
            for (const { id } of frame.acks) acknowledged.add(id ?? '');
          }
          expect((await logged(api, store.id)).sort()).toEqual([...acknowledged].sort());
          client.socket.close();
          await client.closed;
        },
      ),
      { numRuns: 15 },
    );
  });

  test('are not read beyond the window while nothing is acknowledged', async ({ api }) => {
    const store = await api.newStore();
    const held = heldLog(api);
    const { address } = await door(api, { unacknowledgedEventsMax: 10 }, { eventLog: held.eventLog });
    const client = await connectSocket(address, { key: store.key });
    await client.next();
    const ids = Array.from({ length: 200 }, (_, index) => `e-${index}`);
    for (const id of ids) client.send(event(id));
    await expect.poll(() => held.appended.length).toBe(10);
    held.release();
    for (const id of ids) expect(await client.next()).toMatchObject({ acks: [{ id, status: 'accepted' }] });
    expect(await logged(api, store.id)).toEqual(ids);
  });

  test('wait when their store sends too fast, and are lost by it in no case', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api, {}, { limits: { rateEventsPerSecond: 20 } });
    const client = await connectSocket(address, { key: store.key });
    await client.next();
    const ids = Array.from({ length: 45 }, (_, index) => `e-${index}`);
    for (const id of ids) client.send(event(id));
    for (const id of ids) expect(await client.next()).toMatchObject({ acks: [{ id, status: 'accepted' }] });
  });
});

describe('a connection is refused', () => {
  test('without a valid key, with one that may not send events, and from a strange page', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api);
    await expect(connectSocket(address, { key: 'crk_unknown' })).rejects.toThrow('401');
    await expect(connectSocket(address, { key: await api.newKey(store.id, 'carts:read') })).rejects.toThrow('403');
    await expect(
      connectSocket(address, { key: store.key, headers: { origin: 'https://evil.example' } }),
    ).rejects.toThrow('403');
  });

  test('in its first frame as well', async ({ api }) => {
    const { address } = await door(api);
    for (const first of [{ type: 'auth', key: 'crk_unknown' }, event(), '{']) {
      const client = await connectSocket(address);
      client.send(first);
      expect(await client.next()).toMatchObject({ type: 'error' });
      expect(await client.closed).toEqual({ code: 1008, reason: 'policyViolation' });
    }
  });

  test('when it never says who it is', async ({ api }) => {
    const { address } = await door(api, { authenticateMs: 1 });
    const client = await connectSocket(address);
    expect(await client.closed).toMatchObject({ code: 1008 });
  });

  test('when its store has too many already', async ({ api }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const { address } = await door(api, { storeConnectionsMax: 1 });
    await (await connectSocket(address, { key: store.key })).next();
    await expect(connectSocket(address, { key: store.key })).rejects.toThrow('429');
    const late = await connectSocket(address);
    late.send({ type: 'auth', key: store.key });
    expect(await late.closed).toMatchObject({ code: 1013 });
    await (await connectSocket(address, { key: other.key })).next();
  });

  test('by a plain answer when it asks for no WebSocket', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api);
    const plain = await fetch(`http://${address}/v1/events/socket`, {
      headers: { authorization: `Bearer ${store.key}` },
    });
    expect(plain.status).toBe(400);
  });
});

describe('a hostile connection ends', () => {
  test('with 1009 when a frame is larger than a request may be', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api, {}, { limits: { bodyBytesMax: 2_048 } });
    const client = await connectSocket(address, { key: store.key });
    client.send('x'.repeat(2_049));
    expect(await client.closed).toMatchObject({ code: 1009 });
  });

  test('with 1003 when it sends bytes instead of text', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api);
    const client = await connectSocket(address, { key: store.key });
    client.socket.send(Buffer.from(JSON.stringify(event())), { binary: true });
    expect(await client.closed).toMatchObject({ code: 1003 });
  });

  test('with 1007 when its text is no UTF-8', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api);
    const client = await connectSocket(address, { key: store.key });
    client.socket.send(Buffer.from([0x7b, 0xc3, 0x28, 0x7d]), { binary: false });
    expect(await client.closed).toMatchObject({ code: 1007 });
  });

  test('with 1008 after many frames that are no events; each is answered, and good ones between them are taken', async ({
    api,
  }) => {
    const store = await api.newStore();
    const { address } = await door(api, { brokenFramesMax: 3 });
    const client = await connectSocket(address, { key: store.key });
    await client.next();
    for (const frame of ['{', '[]', event('good'), '"text"']) client.send(frame);
    expect(await client.next()).toMatchObject({ type: 'error', frame: 1, error: { code: 'bad_request' } });
    expect(await client.next()).toMatchObject({ type: 'error', frame: 2, error: { code: 'invalid', path: 'events' } });
    const rest = [await client.next(), await client.next()];
    expect(rest).toContainEqual(expect.objectContaining({ type: 'error', frame: 4 }));
    expect(rest).toContainEqual(expect.objectContaining({ acks: [{ id: 'good', status: 'accepted' }] }));
    client.send('null');
    expect(await client.closed).toMatchObject({ code: 1008 });
  });

  test('when it never reads its acknowledgements, and it was not read meanwhile', async ({ api }) => {
    const store = await api.newStore();
    const { address, eventSockets } = await door(api, { unacknowledgedEventsMax: 2_000, heartbeatMs: 400 });
    const client = await connectSocket(address, { key: store.key });
    await client.next();
    client.socket.pause();
    const longId = (frame: number, index: number) => `${frame}-${index}-`.padEnd(120, 'x');
    for (let frame = 0; frame < 60; frame++)
      client.send(Array.from({ length: 900 }, (_, index) => event(longId(frame, index))));
    await expect.poll(() => eventSockets.size, { timeout: 60_000 }).toBe(0);
    expect((await logged(api, store.id)).length).toBeLessThan(60 * 900);
    client.socket.terminate();
  });

  test('when it answers no ping', async ({ api }) => {
    const store = await api.newStore();
    const { address, eventSockets } = await door(api, { heartbeatMs: 20 });
    const client = await connectSocket(address, { key: store.key });
    await client.next();
    client.socket.pause();
    await expect.poll(() => eventSockets.size).toBe(0);
    client.socket.terminate();
  });
});

describe('the server ends a connection', () => {
  test('with 1013 when the log cannot take events; nothing of it was acknowledged', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api, {}, { eventLog: { append: () => Promise.reject(new Error('log is away')) } });
    const client = await connectSocket(address, { key: store.key });
    await client.next();
    client.send(event());
    expect(await client.next()).toMatchObject({ type: 'error', error: { code: 'unavailable' } });
    expect(await client.closed).toMatchObject({ code: 1013 });
  });

  test('with 1001 at a shutdown, after the acknowledgements of what it had taken', async ({ api }) => {
    const store = await api.newStore();
    const held = heldLog(api);
    const { address, eventSockets, stop } = await door(api, {}, { eventLog: held.eventLog });
    const client = await connectSocket(address, { key: store.key });
    await client.next();
    client.send(event('taken'));
    await expect.poll(() => held.appended.length).toBe(1);
    const stopped = Promise.all([eventSockets.drain(10_000), stop(10_000)]);
    client.send(event('too late'));
    held.release();
    expect(await client.next()).toMatchObject({ acks: [{ id: 'taken', status: 'accepted' }] });
    expect(await client.closed).toEqual({ code: 1001, reason: 'goingAway' });
    await stopped;
    expect(await logged(api, store.id)).toEqual(['taken']);
    await expect(connectSocket(address, { key: store.key })).rejects.toThrow();
  });

  test('with 1008 at the heartbeat after its key was revoked', async ({ api }) => {
    const store = await api.newStore();
    let later = 0;
    const { address } = await door(api, { heartbeatMs: 300 }, { now: () => Date.now() + later });
    const { json } = await api.call('/v1/api-keys', {
      method: 'POST',
      key: store.key,
      body: { name: 'shop', scopes: ['events:write'] },
    });
    const client = await connectSocket(address, { key: json.key });
    await client.next();
    await api.call(`/v1/api-keys/${json.id}`, { method: 'DELETE', key: store.key });
    later = 60_000;
    expect(await client.closed).toMatchObject({ code: 1008 });
  });

  test('when nothing came for long', async ({ api }) => {
    const store = await api.newStore();
    const { address } = await door(api, { heartbeatMs: 20, idleMs: 1 });
    const client = await connectSocket(address, { key: store.key });
    expect(await client.closed).toEqual({ code: 1000, reason: 'idle' });
  });
});
