import { describe, expect } from 'vitest';
import { viewsMax } from '../../../services/analytics/views/list.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { newPerson } from '../../../test/sign-in.ts';

const query = { metric: 'recovered_revenue', dimensions: ['channel'], granularity: 'week', period: '90d' };

async function open(api: ApiFixture) {
  const store = await api.newStore();
  const [writer, reader] = [await api.newKey(store.id, 'reports:write'), await api.newKey(store.id, 'stats:read')];
  const list = async () => (await api.call('/v1/analytics/views', { key: reader })).json.items;
  const send = (method: string, path: string, body?: unknown) =>
    api.call(`/v1/analytics/views${path}`, { method, key: writer, body });
  return { store, list, send };
}

describe('views that are kept', () => {
  test('are named, listed by name, renamed, asked anew and deleted', async ({ api }) => {
    const { list, send } = await open(api);
    const { status, json: first } = await send('POST', '', { name: '  Weeks  ', query });
    expect([status, first.name, first.createdBy]).toEqual([201, 'Weeks', null]);
    expect(first.query).toEqual({ ...query, filters: {}, compareTo: null, top: 50 });
    await send('POST', '', { name: 'all carts', query: { metric: 'abandoned_carts' } });
    expect((await list()).map(({ name }: { name: string }) => name)).toEqual(['all carts', 'Weeks']);

    const days = { from: '2026-11-01', to: '2026-11-30' };
    await send('PATCH', `/${first.id}`, { name: 'WEEKS' });
    const asked = { metric: 'messages', filters: { channel: 'email' }, period: days };
    const { json: changed } = await send('PATCH', `/${first.id}`, { query: asked });
    expect(changed).toMatchObject({ name: 'WEEKS', query: { filters: { channel: ['email'] }, period: days } });

    expect((await send('DELETE', `/${first.id}`)).status).toBe(204);
    expect((await send('DELETE', `/${first.id}`)).status).toBe(404);
    expect(await list()).toHaveLength(1);
  });

  test('know who made them, and are seen by the whole team and by nobody else', async ({ api }) => {
    const { store, list } = await open(api);
    const analyst = await newPerson(api, { roles: { [store.id]: 'analyst' } });
    const body = { name: 'Mine', query };
    const made = await analyst.call('/v1/analytics/views', { method: 'POST', storeId: store.id, body });
    expect(made.json.createdBy).toBe(analyst.userId);
    expect(await list()).toHaveLength(1);
    const support = await newPerson(api, { roles: { [store.id]: 'support' } });
    const seen = await support.call('/v1/analytics/views', { storeId: store.id });
    expect(seen.json.items.map(({ id }: { id: string }) => id)).toEqual([made.json.id]);
    const other = await open(api);
    expect(await other.list()).toEqual([]);
    expect((await other.send('PATCH', `/${made.json.id}`, { name: 'Yours' })).status).toBe(404);
    expect((await other.send('DELETE', `/${made.json.id}`)).status).toBe(404);
  });

  test('have names of their own, whatever their case', async ({ api }) => {
    const { send } = await open(api);
    const { json } = await send('POST', '', { name: 'Weeks', query });
    const { json: other } = await send('POST', '', { name: 'Months', query });
    const again = await send('POST', '', { name: 'weeks', query });
    const renamed = await send('PATCH', `/${other.id}`, { name: 'WEEKS' });
    for (const { status, json: refused } of [again, renamed])
      expect([status, refused.error.code, refused.error.path]).toEqual([409, 'conflict', 'name']);
    expect((await send('PATCH', `/${json.id}`, { name: 'weeks' })).json.name).toBe('weeks');
  });

  test('are at most so many for each store, also when two come at once', async ({ api }) => {
    const { list, send } = await open(api);
    for (let index = 0; index < viewsMax - 1; index++) await send('POST', '', { name: `view ${index}`, query });
    const last = await Promise.all(['one', 'two', 'three'].map((name) => send('POST', '', { name, query })));
    expect(last.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(await list()).toHaveLength(viewsMax);
  });

  test.for([
    [{ name: '', query }, 'name'],
    [{ name: 'x'.repeat(81), query }, 'name'],
    [{ name: 'a\0b', query }, 'name'],
    [{ name: 'x', query: { metric: 'conversion' } }, 'query.metric'],
    [{ name: 'x', query: { ...query, metric: 'messages', dimensions: ['reason'] } }, 'query.dimensions.0'],
    [{ name: 'x', query: { ...query, period: 'soon' } }, 'query.period'],
    [{ name: 'x', query: { ...query, period: { from: '2026-03-02', to: '2026-03-01' } } }, 'query.period.from'],
    [{ name: 'x', query: { ...query, sql: 'drop table x' } }, 'query'],
  ] as const)('are refused where they could not be asked: %o', async ([body, path], { api }) => {
    const { list, send } = await open(api);
    const { status, json } = await send('POST', '', body);
    expect([status, json.error.code, json.error.path]).toEqual([422, 'invalid', path]);
    expect(await list()).toEqual([]);
  });
});
