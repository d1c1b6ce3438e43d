import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { purgeOldKeys } from '../../services/accounts/idempotency/purge-old-keys.ts';
import { readApiDocument } from '../../test/api-document.ts';
import { type ApiAnswer, type ApiFixture, test } from '../../test/api-fixture.ts';
import { idempotentByThemselves } from './outside-effects.ts';

const dayMs = 24 * 60 * 60_000;
const newKey = { name: 'shop', scopes: ['events:write'] };

/** Creates an API key, the most telling request: each execution makes another one. */
function create(
  api: Pick<ApiFixture, 'call'>,
  { as, key = randomUUID(), body = newKey }: { as: string; key?: string; body?: unknown },
): Promise<ApiAnswer> {
  return api.call('/v1/api-keys', { method: 'POST', key: as, headers: { 'idempotency-key': key }, body });
}

async function keysOf(api: ApiFixture, store: { key: string }): Promise<number> {
  return (await api.call('/v1/api-keys', { key: store.key })).json.items.length;
}

describe('a request with an Idempotency-Key', () => {
  test('is executed once; the same again is answered like the first, and says so', async ({ api }) => {
    const store = await api.newStore();
    const key = randomUUID();
    const first = await create(api, { as: store.key, key });
    const second = await create(api, { as: store.key, key });
    expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(second.text).toBe(first.text);
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(await keysOf(api, store)).toBe(2);
  });

  test('is the same when its fields come in another order, and refused when they differ', async ({ api }) => {
    const store = await api.newStore();
    const key = randomUUID();
    await create(api, { as: store.key, key });
    const reordered = await create(api, { as: store.key, key, body: { scopes: newKey.scopes, name: newKey.name } });
    expect(reordered.headers.get('idempotent-replayed')).toBe('true');
    const other = await create(api, { as: store.key, key, body: { ...newKey, name: 'another' } });
    expect([other.status, other.json.error.code]).toEqual([422, 'idempotency_key_reused']);
    expect(await keysOf(api, store)).toBe(2);
  });

  test('is another one from another key, another store or for another address', async ({ api }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const key = randomUUID();
    const asked = [
      await create(api, { as: store.key, key }),
      await create(api, { as: await api.newKey(store.id, 'store:admin'), key }),
      await create(api, { as: other.key, key }),
      await api.call('/v1/campaigns', {
        method: 'POST',
        key: store.key,
        headers: { 'idempotency-key': key },
        body: newKey,
      }),
    ];
    expect(asked.map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, null, null, null]);
    expect(asked.map(({ status }) => status)).toEqual([201, 201, 201, 422]);
  });

  test('is executed once by many at the same time; the others come back later', async ({ api }) => {
    const store = await api.newStore();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(api, { as: store.key, key })));
    const created = answers.filter(({ status }) => status === 201);
    const inUse = answers.filter(({ status }) => status === 409);
    expect(created.length + inUse.length).toBe(8);
    expect(new Set(created.map(({ text }) => text)).size).toBe(1);
    for (const { json, headers } of inUse) {
      expect(json.error.code).toBe('idempotency_key_in_use');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(await keysOf(api, store)).toBe(2);
  });

  test('that was refused before it ran leaves the key free', async ({ api }) => {
    const store = await api.newStore();
    const key = randomUUID();
    expect((await create(api, { as: store.key, key, body: { name: '' } })).status).toBe(422);
    expect((await create(api, { as: store.key, key })).status).toBe(201);
  });

  test('keeps the answer that there is no such thing, and the one that something broke', async ({ api }) => {
    const store = await api.newStore();
    const path = `/v1/recoveries/${randomUUID()}/stop`;
    const ask = (app: Pick<ApiFixture, 'call'>, key: string, to: string) =>
      app.call(to, { method: 'POST', key: store.key, headers: { 'idempotency-key': key }, body: undefined });
    const missing = [await ask(api, 'a', path), await ask(api, 'a', path)];
    expect(missing.map(({ status, headers }) => [status, headers.get('idempotent-replayed')])).toEqual([
      [404, null],
      [404, 'true'],
    ]);
    let failures = 0;
    const { sealer } = api.integrations;
    const broken = api.appWith({
      integrations: {
        ...api.integrations,
        sealer: {
          ...sealer,
          seal(text, place) {
            if (place.startsWith('idempotency_keys/')) return sealer.seal(text, place);
            failures += 1;
            throw new Error('a bug');
          },
        },
      },
    });
    const connect = () =>
      broken.call('/v1/integrations', {
        method: 'POST',
        key: store.key,
        headers: { 'idempotency-key': 'b' },
        body: { platform: 'woocommerce', settings: { currency: 'EUR' } },
      });
    const answers = [await connect(), await connect()];
    expect(answers.map(({ status, headers }) => [status, headers.get('idempotent-replayed')])).toEqual([
      [500, null],
      [500, 'true'],
    ]);
    expect(failures).toBe(1);
  });

  test('works for the operator too, in a store and for one that is made', async ({ api }) => {
    const key = randomUUID();
    const make = () =>
      api.call('/v1/stores', {
        method: 'POST',
        key: api.adminKey,
        headers: { 'idempotency-key': key },
        body: { name: 'Once', url: 'https://once.example' },
      });
    const [first, second] = [await make(), await make()];
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.json.store.id).toBe(first.json.store.id);
    const { json } = await api.call('/v1/store', { key: first.json.apiKey.key });
    expect(json.name).toBe('Once');
  });

  test('is new again after a day', async ({ api }) => {
    const store = await api.newStore();
    let nowMs = Date.now();
    const app = api.appWith({ now: () => nowMs });
    const key = randomUUID();
    const first = await create(app, { as: store.key, key });
    nowMs += dayMs - 1;
    expect((await create(app, { as: store.key, key })).text).toBe(first.text);
    nowMs += 1;
    const next = await create(app, { as: store.key, key, body: { ...newKey, name: 'next day' } });
    expect([next.status, next.json.name]).toEqual([201, 'next day']);
  });

  test('is executed again when its process was killed before it answered, and not before its lease is over', async ({
    api,
    database,
  }) => {
    const store = await api.newStore();
    let nowMs = Date.now();
    const app = api.appWith({ now: () => nowMs });
    const key = randomUUID();
    const first = await create(app, { as: store.key, key });
    // What a kill before the commit leaves behind: the claim, without effects and without an answer.
    const engine = connectPostgres(database.engineUrl, { maxConnections: 1, applicationName: 'test' });
    await engine`update idempotency_keys set state = 'started', answer = null, status = null where store_id = ${store.id}`;
    await engine.end();
    const early = await create(app, { as: store.key, key });
    expect([early.status, early.json.error.code]).toEqual([409, 'idempotency_key_in_use']);
    nowMs += dayMs / 2;
    const late = await create(app, { as: store.key, key });
    expect(late.status).toBe(201);
    expect(late.json.id).not.toBe(first.json.id);
  });

  test('leaves nothing behind when its answer could not be kept', async ({ api }) => {
    const store = await api.newStore();
    const { sealer } = api.integrations;
    const failing = api.appWith({
      integrations: {
        ...api.integrations,
        sealer: {
          ...sealer,
          seal: () => {
            throw new Error('killed between the effect and the answer');
          },
        },
      },
    });
    await create(failing, { as: store.key }).catch(() => undefined);
    expect(await keysOf(api, store)).toBe(1);
  });

  test('keeps no secret of its answer in readable form', async ({ api, database }) => {
    const store = await api.newStore();
    const { json } = await create(api, { as: store.key, key: 'ada@shop.example' });
    const engine = connectPostgres(database.engineUrl, { maxConnections: 1, applicationName: 'test' });
    const rows = await engine`select * from idempotency_keys where store_id = ${store.id}`;
    await engine.end();
    expect(rows).toHaveLength(1);
    const stored = JSON.stringify(rows);
    for (const secret of [json.key, json.id, 'ada@shop.example']) expect(stored).not.toContain(secret);
  });

  test('with a key that is too long, empty or no text is refused', async ({ api }) => {
    const store = await api.newStore();
    for (const key of ['x'.repeat(256), 'a\tb']) {
      const { status, json } = await create(api, { as: store.key, key });
      expect([status, json.error.path]).toEqual([400, 'idempotency-key']);
    }
    expect((await create(api, { as: store.key, key: 'x'.repeat(255) })).status).toBe(201);
  });
});

describe('idempotency keys', () => {
  test('are forgotten after a day, and not earlier', async ({ api }) => {
    const store = await api.newStore();
    const nowMs = Date.now();
    await create(api, { as: store.key });
    expect(await purgeOldKeys(api.database, { nowMs: nowMs + dayMs - 60_000, limit: 100 })).toBe(0);
    expect(await purgeOldKeys(api.database, { nowMs: nowMs + dayMs + 60_000, limit: 100 })).toBeGreaterThan(0);
    expect(await purgeOldKeys(api.database, { nowMs: nowMs + dayMs + 60_000, limit: 100 })).toBe(0);
  });

  test('are documented for every operation that changes something', async ({ api }) => {
    const operations = readApiDocument((await api.call('/openapi.json')).json);
    const without = operations
      .filter(({ method, security }) => method !== 'GET' && security.length > 0)
      .filter(({ parameters }) => !parameters.includes('idempotency-key'))
      .map(({ operationId }) => operationId);
    // Events have ids, each of which does the same for its event; a ticket that got lost is worth nothing; and what concerns
    // accounts is in no store. What is said of a flag, a plan or prices, said again, is the same; a recount changes nothing.
    expect(without.toSorted()).toEqual([...idempotentByThemselves].toSorted());
    const known = operations
      .filter(({ permission }) => permission === 'account:write' || permission === 'users:write')
      .map(({ operationId }) => operationId);
    expect(without.filter((operationId) => !known.includes(operationId))).toEqual([
      'postEvents',
      'setFlag',
      'resetFlag',
      'setPlatformFlag',
      'resetPlatformFlag',
      'exportAnalytics',
      'recountUsage',
      'setStorePlan',
      'makePlan',
      'previewPlan',
      'setPrices',
      'createLiveTicket',
      'replaceBrand',
      'resetBrand',
      'replaceBrandLogo',
      'replacePlatformBrand',
      'resetPlatformBrand',
      'replacePlatformBrandLogo',
      'releaseBrandDomain',
    ]);
  });
});
