import { describe, expect } from 'vitest';
import { test } from '../../../test/api-fixture.ts';

const path = '/v1/training-runs';

describe('training runs', () => {
  test('are asked for once at a time, found by their id, listed newest first and ended', async ({ api }) => {
    const { key } = await api.newStore();
    const asked = await api.call(path, { method: 'POST', key, body: {} });
    expect([asked.status, asked.json]).toMatchObject([
      202,
      {
        ...{ scope: 'store', model: 'purchase', reason: 'asked', state: 'requested', endReason: null },
        ...{ result: null, versionId: null, cancelAsked: false, startedAt: null, endedAt: null },
      },
    ]);
    const again = await api.call(path, { method: 'POST', key, body: { model: 'purchase' } });
    expect([again.status, again.json.error.code]).toEqual([409, 'conflict']);
    const other = await api.call(path, { method: 'POST', key, body: { model: 'uplift' } });
    const listed = await api.call(`${path}?limit=1`, { key });
    expect(listed.json.items.map(({ id }: { id: string }) => id)).toEqual([other.json.id]);
    const next = await api.call(`${path}?limit=1&cursor=${listed.json.nextCursor}`, { key });
    expect(next.json).toMatchObject({ items: [{ id: asked.json.id }], nextCursor: null });
    const its = `${path}/${asked.json.id}`;
    expect((await api.call(its, { key })).json).toEqual(asked.json);
    const ended = await api.call(`${its}/cancel`, { method: 'POST', key });
    expect([ended.status, ended.json.cancelAsked]).toEqual([202, true]);
    expect((await api.call(`${its}/cancel`, { method: 'POST', key })).status).toBe(202);
  });

  test('of another store are not there, and those of all stores are seen and asked for by the operator alone', async ({
    api,
  }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const { json } = await api.call(path, { method: 'POST', key: store.key, body: {} });
    for (const call of [`${path}/${json.id}`, `${path}/${json.id}/cancel`]) {
      const method = call.endsWith('cancel') ? 'POST' : 'GET';
      expect((await api.call(call, { method, key: other.key })).json.error.code).toBe('not_found');
    }
    const ofAll = { model: 'purchase', scope: 'platform' };
    const refused = await api.call(path, { method: 'POST', key: store.key, body: ofAll });
    expect([refused.status, refused.json.error.code]).toEqual([403, 'forbidden']);
    const headers = { 'x-store-id': store.id };
    const asked = await api.call(path, { method: 'POST', key: api.adminKey, headers, body: ofAll });
    expect(asked.json).toMatchObject({ scope: 'platform', state: 'requested' });
    const seen = await api.call(`${path}/${asked.json.id}`, { key: other.key });
    expect(seen.json).toEqual(asked.json);
    const ended = await api.call(`${path}/${asked.json.id}/cancel`, { method: 'POST', key: other.key });
    expect(ended.json.error.code).toBe('forbidden');
  });
});
