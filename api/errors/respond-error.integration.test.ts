import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { test } from '../../test/api-fixture.ts';
import type { ApiDeps } from '../api-deps.ts';

/** A database whose every transaction fails. */
function failing(error: Error): ApiDeps['database'] {
  const door = { transaction: () => Promise.reject(error) };
  return { app: door, engine: door } as unknown as ApiDeps['database'];
}

function recordingLog() {
  const lines: Record<string, unknown>[] = [];
  return { lines, log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) }) };
}

describe('an error that nobody foresaw', () => {
  test('is 500 without a word about its cause, and its log line has the same request id', async ({ api }) => {
    const { lines, log } = recordingLog();
    const app = api.appWith({
      database: failing(new Error('select * from secrets where email = ada@shop.example')),
      log,
    });
    const { status, json, text } = await app.call('/v1/carts', {
      key: api.adminKey,
      headers: { 'x-store-id': '01890000-0000-7000-8000-000000000000' },
    });
    expect([status, json.error.code]).toEqual([500, 'internal']);
    expect(text).not.toMatch(/secrets|ada@/);
    expect(lines.find(({ msg }) => msg === 'request failed')).toMatchObject({
      requestId: json.error.requestId,
      route: '/v1/carts',
    });
  });
});

describe('a database that is away', () => {
  const away = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });

  test('is 503 with Retry-After for reads', async ({ api }) => {
    const app = api.appWith({ database: failing(new Error('query failed', { cause: away })) });
    const { status, json, headers, text } = await app.call('/v1/carts', {
      key: api.adminKey,
      headers: { 'x-store-id': '01890000-0000-7000-8000-000000000000' },
    });
    expect([status, json.error.code, headers.get('retry-after'), text.includes('10.0.0.7')]).toEqual([
      503,
      'unavailable',
      '1',
      false,
    ]);
  });

  test('is 503 and not 401 for a key that cannot be looked up', async ({ api }) => {
    const { key } = await api.newStore();
    const app = api.appWith({ database: failing(away) });
    expect((await app.call('/v1/carts', { key })).json.error.code).toBe('unavailable');
  });
});

test('a request that takes too long is answered with 503', async ({ api }) => {
  const { key } = await api.newStore();
  const app = api.appWith({ predict: () => new Promise(() => {}), limits: { requestTimeoutMs: 20 } });
  const { status, json } = await app.call('/v1/predictions', {
    method: 'POST',
    key,
    body: { cartId: '01890000-0000-7000-8000-000000000000' },
  });
  expect([status, json.error.code]).toEqual([503, 'timeout']);
});

test('no line of the log holds a path’s values, a query, a key or a body (I31)', async ({ api }) => {
  const { lines, log } = recordingLog();
  const app = api.appWith({ log });
  const store = await api.newStore();
  await app.call('/v1/carts?externalId=ada@shop.example', { key: store.key });
  await app.call('/v1/carts/01890000-0000-7000-8000-000000000000', { key: store.key });
  await app.call('/v1/events', {
    method: 'POST',
    key: store.key,
    body: { id: 'e', who: { email: 'ada@shop.example' } },
  });
  await app.call('/no/such/ada@shop.example', { key: store.key });
  expect(lines.map(({ route, status }) => [route, status])).toEqual([
    ['/v1/carts', 200],
    ['/v1/carts/:id', 404],
    ['/v1/events', 422],
    ['/*', 404],
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/ada@|crk_|01890000/);
});
