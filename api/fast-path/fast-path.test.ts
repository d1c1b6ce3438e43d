import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { Hono } from 'hono';
import { pino } from 'pino';
import { test as base, describe, expect } from 'vitest';
import type { Caller } from '../../domain/actor.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { createMetrics, type Labels } from '../../runtime/metrics.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import { plainBrands } from '../../services/state/brands/brands.ts';
import { type Listening, listen } from '../../workers/listen.ts';
import { createFastPath } from './fast-path.ts';

const actor: Caller = { kind: 'api_key', keyId: randomUUID(), storeId: randomUUID(), scopes: ['events:write'] };
const laneBodyBytesMax = 2_000;

const event = (id: string, change: object = {}) => ({
  id,
  type: 'order_paid',
  occurredAt: new Date().toISOString(),
  who: { anonymousId: 'visitor-1' },
  orderId: 'order-1',
  ...change,
});

/** The fast path before an app that answers 299 and tells which body reached it. */
interface Scene {
  readonly port: number;
  readonly kept: AcceptedEvent[];
  readonly spent: { points: number };
  /** What the log does instead of keeping, while it is set. */
  failure: Error | null;
  /** Labels of every measured answer. */
  readonly measured: Labels[];
  send(init?: RequestInit & { readonly path?: string }): Promise<{ status: number; text: string; headers: Headers }>;
}

const test = base.extend('scene', async ({}, { onCleanup }): Promise<Scene> => {
  const kept: AcceptedEvent[] = [];
  const spent = { points: 0 };
  const measured: Labels[] = [];
  const fastPath = createFastPath(
    {
      log: pino({ level: 'silent' }),
      metrics: {
        ...createMetrics({ role: 'test' }),
        histogram: () => ({ observe: (_seconds, labels = {}) => measured.push(labels) }),
      },
      now: Date.now,
      brands: plainBrands,
      limits: { bodyBytesMax: laneBodyBytesMax },
      eventLog: {
        append: async (_storeId, events) => {
          if (scene.failure) throw scene.failure;
          kept.push(...events);
          return events.map(() => 'accepted');
        },
      },
    },
    {
      recognize: ({ authorization }) => {
        if (authorization === 'Bearer unseen') return null;
        if (authorization === 'Bearer reader') return { ...actor, scopes: ['carts:read'] };
        if (authorization !== 'Bearer known') throw new ServiceError('unauthenticated', 'unknown');
        return actor;
      },
      eventBudget: {
        policy: '"events";q=2;w=1',
        take: (_key, points) => {
          if (spent.points + points > 2) throw new ServiceError('rate_limited', 'too many');
          spent.points += points;
          return { remaining: 2 - spent.points, resetSeconds: 1 };
        },
        describe: ({ remaining }) => `"events";r=${remaining};t=1`,
      },
      keyEventBudget: null,
    },
  );
  const app = new Hono().all('*', async (c) => c.text(`given on: ${await c.req.text()}`, 299 as 200));
  const server: Listening = await listen({ fetch: app.fetch, before: fastPath, host: '127.0.0.1', port: 0 });
  onCleanup(() => server.stop(0));
  const scene: Scene = {
    port: server.port,
    kept,
    spent,
    failure: null,
    measured,
    async send({ path = '/v1/events', headers, ...init } = {}) {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
        method: 'POST',
        headers: { authorization: 'Bearer known', 'content-type': 'application/json', ...headers },
        body: JSON.stringify(event('e-1')),
        ...init,
      });
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
  };
  return scene;
});

describe('the fastPath of plain events', () => {
  test('answers for one good event of a known key, with every header of the app', async ({ scene }) => {
    const { status, text, headers } = await scene.send({ headers: { 'x-request-id': 'request-1' } });
    expect([status, text]).toEqual([202, '{"id":"e-1","status":"accepted"}']);
    expect(scene.kept).toMatchObject([{ id: 'e-1', storeId: actor.storeId, receivedAt: expect.any(Number) }]);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/json',
      'x-request-id': 'request-1',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'ratelimit-policy': '"events";q=2;w=1',
      ratelimit: '"events";r=1;t=1',
    });
    expect(scene.measured).toEqual([{ method: 'POST', route: '/v1/events', status: '202' }]);
  });

  const strange: readonly (readonly [string, Parameters<Scene['send']>[0]])[] = [
    ['another path', { path: '/v1/events?x=1' }],
    ['another method', { method: 'PUT' }],
    ['another content type', { headers: { 'content-type': 'application/json; charset=utf-8' } }],
    ['a page of a browser', { headers: { origin: 'https://shop.example' } }],
    ['an idempotency key', { headers: { 'idempotency-key': 'k-1' } }],
    ['the operator’s choice of a store', { headers: { 'x-store-id': actor.storeId ?? '' } }],
    ['a compressed body', { headers: { 'content-encoding': 'gzip' } }],
    ['no key', { headers: { authorization: '' } }],
    ['an unknown key', { headers: { authorization: 'Bearer stranger' } }],
    ['a key that has to be looked up', { headers: { authorization: 'Bearer unseen' } }],
    ['a key without the scope', { headers: { authorization: 'Bearer reader' } }],
    [
      'a body above the limit',
      { body: JSON.stringify(event('e', { who: { pushToken: 'p'.repeat(laneBodyBytesMax) } })) },
    ],
    ['a batch', { body: JSON.stringify({ events: [event('e-1')] }) }],
    ['a batch that looks like an event', { body: JSON.stringify(event('e-1', { events: [event('e-2')] })) }],
    ['no JSON', { body: '{"id":' }],
    ['nothing', { body: 'null' }],
    ['an empty body', { body: '' }],
    ['an event that is wrong', { body: JSON.stringify(event('e-1', { orderId: '' })) }],
    ['a hostile value', { body: JSON.stringify(event('e-1', { orderId: 'a\0b' })) }],
  ];

  test.for(strange)(
    'gives %s on to the app with its body, and keeps and spends nothing',
    async ([, init], { scene }) => {
      const { status, text } = await scene.send(init);
      const sent = init?.body ?? JSON.stringify(event('e-1'));
      expect(status).toBe(299);
      expect(text.slice(0, 60)).toBe(`given on: ${String(sent)}`.slice(0, 60));
      expect([scene.kept, scene.spent.points]).toEqual([[], 0]);
    },
  );

  test('gives a body without a stated length on', async ({ scene }) => {
    const body = new Blob([JSON.stringify(event('e-1'))]).stream();
    const { status, text } = await scene.send({ body, duplex: 'half' } as RequestInit);
    expect([status, text.slice(0, 18)]).toEqual([299, 'given on: {"id":"e']);
  });

  test('gives an event above the rate on', async ({ scene }) => {
    await scene.send();
    await scene.send();
    expect((await scene.send()).status).toBe(299);
    expect(scene.kept).toHaveLength(2);
  });

  test('gives an event on that the log cannot take', async ({ scene }) => {
    scene.failure = new Error('gone');
    expect((await scene.send()).status).toBe(299);
  });

  test('survives who leaves in the middle of a request', async ({ scene }) => {
    const socket = connect(scene.port, '127.0.0.1');
    await new Promise<void>((resolve) =>
      socket.write(
        'POST /v1/events HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer known\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"id"',
        () => resolve(),
      ),
    );
    socket.destroy();
    expect((await scene.send()).status).toBe(202);
    expect(scene.kept).toHaveLength(1);
  });
});
