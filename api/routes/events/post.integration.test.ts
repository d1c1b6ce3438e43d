import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { parseTraceparent } from '../../../domain/trace-context.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { partitionOf } from '../../../events/event-log.ts';
import { type ApiFixture, type AppChange, test as base } from '../../../test/api-fixture.ts';

const happenedAt = new Date().toISOString();
const event = (id: string, change: object = {}) => ({
  id,
  type: 'cart_updated',
  occurredAt: happenedAt,
  who: { anonymousId: 'visitor-1', email: 'ada@shop.example' },
  cartId: 'cart-1',
  currency: 'EUR',
  lines: [{ productId: 'lamp', quantity: 1, unitPriceMinor: 8_900 }],
  ...change,
});

const traceparentOf = (digit: string) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;

type Door = Pick<ApiFixture, 'call'>;

const post = (door: Door, key: string, body: unknown) => door.call('/v1/events', { method: 'POST', key, body });

/** What the log holds of a store. */
async function logged(api: ApiFixture, storeId: string): Promise<AcceptedEvent[]> {
  const partition = partitionOf(storeId, api.eventLog.partitions);
  const entries = await api.eventLog.read(partition, null, { eventsMax: 100_000, waitMs: 0 });
  return entries.flatMap(({ events }) => events).filter((logged) => logged.storeId === storeId);
}

type OpenEndpoint = (api: ApiFixture, change?: AppChange) => Door | Promise<Door>;
const ofApp: OpenEndpoint = (api, change = {}) => api.appWith(change);
const ofServer: OpenEndpoint = (api, change = {}) => api.serve(change);

/** A plain event takes another way through a server than through the app alone; nobody may see a difference. */
const ways = [
  { name: 'the app', open: ofApp, test: base.extend('door', { scope: 'file' }, ({ api }) => ofApp(api)) },
  { name: 'a server', open: ofServer, test: base.extend('door', { scope: 'file' }, ({ api }) => ofServer(api)) },
];

describe.for(ways)('$name', ({ open, test }) => {
  describe('a single event', () => {
    test('is accepted with 202 once it is in the log, stamped with its store', async ({ api, door }) => {
      const store = await api.newStore();
      const { status, json } = await post(door, store.key, event('e-1'));
      expect([status, json]).toEqual([202, { id: 'e-1', status: 'accepted' }]);
      expect(await logged(api, store.id)).toEqual([
        expect.objectContaining({ id: 'e-1', storeId: store.id, cartId: 'cart-1' }),
      ]);
    });

    test('of a trace has its context in the log, and is a duplicate when it is sent again in another', async ({
      api,
      door,
    }) => {
      const store = await api.newStore();
      const send = (traceparent: string) =>
        door.call('/v1/events', { method: 'POST', key: store.key, body: event('e-1'), headers: { traceparent } });
      expect((await send(traceparentOf('1'))).json.status).toBe('accepted');
      expect((await send(traceparentOf('2'))).json.status).toBe('duplicate');
      expect(await logged(api, store.id)).toMatchObject([{ id: 'e-1', traceparent: traceparentOf('1') }]);
    });

    test('is taken in whatever its header says of a trace, and only a valid context is carried', async ({
      api,
      door,
    }) => {
      const store = await api.newStore();
      const nearly = fc.stringMatching(/^0[01]-[0-9a-f]{31,32}-[0-9a-f]{15,16}-0[01]$/);
      const headerText = fc.stringMatching(/^[!-~]([ -~]{0,600}[!-~])?$/);
      const headers = [...fc.sample(fc.oneof(nearly, headerText), 100), traceparentOf('1')];
      for (const [index, traceparent] of headers.entries()) {
        const body = { ...event(`e-${index}`), traceparent: 'of the body' };
        const { status } = await door.call('/v1/events', {
          method: 'POST',
          key: store.key,
          body,
          headers: { traceparent },
        });
        expect(status).toBe(202);
      }
      const carried = (await logged(api, store.id)).map(({ traceparent }) => traceparent);
      expect(carried).toEqual(headers.map(parseTraceparent));
    });

    test('that was sent before is a duplicate and is kept once', async ({ api, door }) => {
      const store = await api.newStore();
      await post(door, store.key, event('e-1'));
      const { status, json } = await post(door, store.key, event('e-1'));
      expect([status, json]).toEqual([202, { id: 'e-1', status: 'duplicate' }]);
      expect(await logged(api, store.id)).toHaveLength(1);
    });

    test('that says the same in another order of its fields is a duplicate', async ({ api, door }) => {
      const store = await api.newStore();
      await post(door, store.key, event('e-1'));
      const reversed = Object.fromEntries(Object.entries(event('e-1')).toReversed());
      expect((await post(door, store.key, reversed)).json.status).toBe('duplicate');
    });

    test('under the id of another event is refused with 409, and neither is changed', async ({ api, door }) => {
      const store = await api.newStore();
      await post(door, store.key, event('e-1'));
      const order = { id: 'e-1', type: 'order_placed', occurredAt: happenedAt, who: { customerId: 'c-1' } };
      const { status, json } = await post(door, store.key, {
        ...order,
        orderId: 'o-1',
        totalMinor: 5,
        currency: 'EUR',
      });
      expect(status).toBe(409);
      expect(json).toMatchObject({ id: 'e-1', status: 'rejected', error: { code: 'id_reused', path: 'id' } });
      expect(await logged(api, store.id)).toMatchObject([{ type: 'cart_updated' }]);
      expect((await post(door, store.key, event('e-1'))).json.status).toBe('duplicate');
    });

    test('with the id of another store’s event is no duplicate', async ({ api, door }) => {
      const [one, other] = [await api.newStore(), await api.newStore()];
      await post(door, one.key, event('e-1'));
      expect((await post(door, other.key, event('e-1'))).json.status).toBe('accepted');
    });

    test('that is wrong is refused with 422, the path and what would be right', async ({ api }) => {
      const store = await api.newStore();
      const { status, json, headers } = await post(
        api,
        store.key,
        event('e-1', { lines: [{ productId: 'lamp', quantity: 0 }] }),
      );
      expect(status).toBe(422);
      expect(json).toMatchObject({
        id: 'e-1',
        status: 'rejected',
        error: { code: 'invalid', path: 'lines.0.quantity', requestId: headers.get('x-request-id') },
      });
      expect(await logged(api, store.id)).toEqual([]);
    });

    test('is answered with 503 and Retry-After when the log cannot take it', async ({ api }) => {
      const store = await api.newStore();
      const broken = await open(api, {
        eventLog: { append: () => Promise.reject(new Error('connection to 10.0.0.7 lost')) },
      });
      const { status, json, headers, text } = await broken.call('/v1/events', {
        method: 'POST',
        key: store.key,
        body: event('e-1'),
      });
      expect([status, json.error.code, headers.get('retry-after')]).toEqual([503, 'unavailable', '1']);
      expect(text).not.toContain('10.0.0.7');
    });

    test('tells its rate limit, and is refused with 429 and Retry-After above it', async ({ api }) => {
      const store = await api.newStore();
      const slow = await open(api, { limits: { rateEventsPerSecond: 5 } });
      const send = (events: number) =>
        slow.call('/v1/events', {
          method: 'POST',
          key: store.key,
          body: { events: Array.from({ length: events }, (_, index) => event(`e-${index}`)) },
        });
      const first = await send(5);
      expect([first.status, first.headers.get('ratelimit-policy')]).toEqual([202, '"events";q=5;w=1']);
      expect(first.headers.get('ratelimit')).toMatch(/^"events";r=0;t=\d+$/);
      const second = await send(5);
      expect([second.status, second.json.error.code]).toEqual([429, 'rate_limited']);
      expect(Number(second.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    });

    test('that is a purchase with odd details is accepted without them, and the answer names them', async ({
      api,
      door,
    }) => {
      const store = await api.newStore();
      const odd = event('e-1', {
        type: 'order_placed',
        orderId: 'o-1',
        totalMinor: '1.299,00',
        occurredAt: '2199-01-01T00:00:00Z',
      });
      const { status, json } = await post(door, store.key, odd);
      expect([status, json]).toEqual([202, { id: 'e-1', status: 'accepted', mended: ['totalMinor'] }]);
      expect(await logged(api, store.id)).toMatchObject([{ orderId: 'o-1', incomplete: ['totalMinor'] }]);
    });

    test.for([
      ['the NUL character', { cartId: 'a\0b' }, 'cartId'],
      ['a lone surrogate', { cartId: '\ud800' }, 'cartId'],
      [
        'a number beyond all bounds',
        '{"id":"e","type":"order_refunded","occurredAt":"2026-01-01T00:00:00Z","who":{"email":"a@b.co"},"orderId":"o","refundedMinor":1e400,"currency":"EUR"}',
        'refundedMinor',
      ],
      ['a number that is not exact', { valueMinor: 2 ** 53 }, 'valueMinor'],
      ['a name that reaches for the prototype', '{"id":"e","__proto__":{"type":"x"}}', '__proto__'],
      ['deep nesting', { cartId: [[[[[[[[[[1]]]]]]]]]] }, 'cartId'],
      ['a time before all shops', { occurredAt: '0000-01-01T00:00:00Z' }, 'occurredAt'],
      [
        'lines worth more than can be counted',
        { lines: [{ productId: 'p', quantity: 1_000_000, unitPriceMinor: 1_000_000_000_000 }] },
        'lines',
      ],
      ['nobody behind it', { who: {} }, 'who'],
      ['an unknown type', { type: 'cart_vanished' }, 'type'],
      ['a time zone that does not exist', { type: 'customer_identified', timeZone: 'Mars/Olympus' }, 'timeZone'],
    ] as const)('with %s is refused with its path', async ([, change, path], { api, door }) => {
      const store = await api.newStore();
      const { status, json } = await post(door, store.key, typeof change === 'string' ? change : event('e-1', change));
      expect([status, json.error.path]).toEqual([422, path]);
      expect(await logged(api, store.id)).toEqual([]);
    });
  });

  describe('a batch', () => {
    test('names what has the id of another event, and takes in the rest', async ({ api, door }) => {
      const store = await api.newStore();
      const { status, json } = await post(door, store.key, {
        events: [event('1'), event('1', { cartId: 'cart-2' }), event('2')],
      });
      expect([status, json.accepted, json.duplicates, json.rejected]).toEqual([202, 2, 0, 1]);
      expect(json.items[1]).toMatchObject({ id: '1', status: 'rejected', error: { code: 'id_reused', path: 'id' } });
      expect(await logged(api, store.id)).toMatchObject([{ cartId: 'cart-1' }, { id: '2' }]);
    });

    test('answers for each item in order, and a bad item never spoils its neighbours', async ({ api, door }) => {
      const store = await api.newStore();
      await post(door, store.key, event('seen'));
      const { status, json } = await post(door, store.key, {
        events: [event('a'), event('seen'), event('bad', { cartId: '' }), null, event('b'), event('a')],
      });
      expect(status).toBe(202);
      expect(json).toMatchObject({
        accepted: 2,
        duplicates: 2,
        rejected: 2,
        items: [
          { id: 'a', status: 'accepted' },
          { id: 'seen', status: 'duplicate' },
          { id: 'bad', status: 'rejected', error: { path: 'cartId' } },
          { id: null, status: 'rejected' },
          { id: 'b', status: 'accepted' },
          { id: 'a', status: 'duplicate' },
        ],
      });
      expect((await logged(api, store.id)).map(({ id }) => id)).toEqual(['seen', 'a', 'b']);
    });

    test('of nothing but bad items is 202 with their reasons', async ({ api, door }) => {
      const store = await api.newStore();
      const { status, json } = await post(door, store.key, { events: [1, 'x', []] });
      expect([status, json.rejected]).toEqual([202, 3]);
    });

    test('may have 1,000 events and not one more, and not none', async ({ api, door }) => {
      const store = await api.newStore();
      const many = (count: number) => ({
        events: Array.from({ length: count }, (_, index) => ({
          id: `e-${index}`,
          type: 'order_paid',
          occurredAt: '2026-01-01T00:00:00Z',
          who: { anonymousId: 'v' },
          orderId: 'o',
        })),
      });
      expect((await post(door, store.key, many(1_000))).json.accepted).toBe(1_000);
      expect((await post(door, store.key, many(1_001))).json.error).toMatchObject({ code: 'invalid', path: 'events' });
      expect((await post(door, store.key, many(0))).json.error).toMatchObject({ code: 'invalid', path: 'events' });
    });
  });

  describe('a browser', () => {
    test('of an allowed origin may send events, another may not', async ({ api, door }) => {
      const preflight = (origin: string) =>
        door.call('/v1/events', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
      const allowed = await preflight('https://shop.example');
      expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
        204,
        'https://shop.example',
      ]);
      expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    });

    test('learns of no other route', async ({ api, door }) => {
      const { headers } = await door.call('/v1/carts', { headers: { origin: 'https://shop.example' } });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    });
  });
});
