import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { webhookEndpoints } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { outgoingEventTypes } from '../../../domain/outgoing/event-types.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';

const path = '/v1/webhook-endpoints';
const endpoint = { url: 'https://erp.example/hooks', eventTypes: ['order.recovered', 'recovery.ended'] };

async function newCaller(api: ApiFixture) {
  const store = await api.newStore();
  const call = (to: string, method = 'GET', body?: unknown, headers: Record<string, string> = {}) =>
    api.call(to, { method, key: store.key, headers, ...(body !== undefined && { body }) });
  return { store, call };
}

describe('webhook endpoints', () => {
  test('are made with a secret that is shown once and kept sealed, changed, rotated, tested and forgotten', async ({
    api,
  }) => {
    const { store, call } = await newCaller(api);
    const made = await call(path, 'POST', { ...endpoint, description: 'ERP' });
    expect([made.status, made.json.endpoint]).toMatchObject([201, { ...endpoint, status: 'active', revision: 1 }]);
    expect(made.json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const its = `${path}/${made.json.endpoint.id}`;
    for (const read of [path, its]) expect((await call(read)).text).not.toContain(made.json.secret);
    const [row] = await withEngine(api.database, (tx) =>
      tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.storeId, store.id)),
    );
    expect(JSON.stringify(row)).not.toContain(made.json.secret);

    const changed = await call(its, 'PATCH', { description: 'New ERP' }, { 'if-match': '"1"' });
    expect(changed.json).toMatchObject({ revision: 2, description: 'New ERP', url: endpoint.url });
    expect((await call(its, 'PATCH', { status: 'off' }, { 'if-match': '"1"' })).status).toBe(412);
    const rotated = await call(`${its}/secret`, 'POST');
    expect(rotated.json.secret).not.toBe(made.json.secret);
    expect((await call(its)).json.previousSecretUntil).toBe(rotated.json.previousSecretUntil);

    const tested = await call(`${its}/test`, 'POST', { type: 'order.recovered' });
    expect([tested.status, tested.json]).toMatchObject([202, { state: 'waiting', isTest: true, attempts: 0 }]);
    expect(JSON.parse(tested.json.body)).toMatchObject({ type: 'order.recovered', version: 1, test: true });
    const listed = await call(`${its}/deliveries?state=waiting`);
    expect(listed.json).toMatchObject({ items: [{ id: tested.json.id }], nextCursor: null });
    expect((await call(`${its}/deliveries?state=failed`)).json.items).toEqual([]);

    expect((await call(its, 'PATCH', { status: 'off' })).json).toMatchObject({ status: 'off', offReason: 'by_person' });
    expect((await call(`${its}/test`, 'POST', { type: 'order.recovered' })).status).toBe(409);
    expect((await call(`${its}/deliveries`)).json.items).toMatchObject([{ state: 'ended', reason: 'endpoint_off' }]);
    expect([(await call(its, 'DELETE')).status, (await call(its)).status]).toEqual([204, 404]);
  });

  test('refuse addresses inside a network, unknown types and more than ten of a store', async ({ api }) => {
    const { call } = await newCaller(api);
    const closed = api.appWith({ integrations: { ...api.integrations, allowLoopbackApis: false } });
    const store = await api.newStore();
    for (const url of [
      'http://erp.example/',
      'https://user:pass@erp.example/',
      'https://169.254.169.254/',
      'https://[::ffff:10.0.0.1]/',
      'https://2130706433/',
      'https://localhost/',
      'https://erp.internal/',
    ]) {
      const { status, json } = await closed.call(path, { method: 'POST', key: store.key, body: { ...endpoint, url } });
      expect([url, status, json.error.path]).toEqual([url, 422, 'url']);
    }
    for (const eventTypes of [[], ['order.lost'], ['order.recovered', 'order.recovered']])
      expect((await call(path, 'POST', { ...endpoint, eventTypes })).status).toBe(422);
    for (let n = 0; n < 10; n += 1) expect((await call(path, 'POST', endpoint)).status).toBe(201);
    expect((await call(path, 'POST', endpoint)).json.error.code).toBe('conflict');
  });

  test('are of one store only', async ({ api }) => {
    const [one, other] = [await newCaller(api), await newCaller(api)];
    const { json } = await one.call(path, 'POST', endpoint);
    const its = `${path}/${json.endpoint.id}`;
    const { json: sent } = await one.call(`${its}/test`, 'POST', { type: 'order.recovered' });
    const asked = [
      await other.call(its),
      await other.call(its, 'PATCH', { status: 'off' }),
      await other.call(its, 'DELETE'),
      await other.call(`${its}/secret`, 'POST'),
      await other.call(`${its}/deliveries`),
      await other.call(`/v1/endpoint-deliveries/${sent.id}/replay`, 'POST'),
      await other.call(`${its}/replay`, 'POST', { since: '2026-11-23T00:00:00Z' }),
    ];
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 404));
    expect((await other.call(path)).json).toEqual({ items: [] });
  });

  test('are told which types there are, each with a schema and an example', async ({ api }) => {
    const { call } = await newCaller(api);
    const { json } = await call('/v1/webhook-event-types');
    expect(json.items.map(({ type }: { type: string }) => type)).toEqual(outgoingEventTypes);
    for (const { schema, example } of json.items)
      expect(Object.keys(schema.properties).toSorted()).toEqual(Object.keys(example).toSorted());
  });
});
