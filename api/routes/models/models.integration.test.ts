import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { openTestRegistry } from '../../../test/model-registry.ts';
import { newPerson } from '../../../test/sign-in.ts';

async function openModels(api: ApiFixture) {
  const registry = openTestRegistry(api.database);
  const { id: storeId, key } = await api.newStore();
  const call = (method: string, path: string, body?: object, by: string = key) =>
    api.call(path, {
      method,
      key: by,
      ...(body && { body }),
      ...(by === api.adminKey && { headers: { 'x-store-id': storeId } }),
    });
  const get = async (path: string) => (await call('GET', path)).json;
  return { ...registry, storeId, key, call, get };
}

const name = (prefix: string) => `${prefix}-${randomUUID().slice(0, 8)}`;

describe('models', () => {
  test('are listed with what answers, each with its figures, and shown with its card, features and files', async ({
    api,
  }) => {
    const { serve, get, storeId } = await openModels(api);
    const [platform, own] = [await serve(name('platform')), await serve('own', storeId)];
    const { served, versions } = await get('/v1/models');
    expect(served).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ scope: 'store', primaryVersionId: own }),
        expect.objectContaining({ scope: 'platform', primaryVersionId: platform }),
      ]),
    );
    expect(versions[0]).toMatchObject({ id: own, scope: 'store', stage: 'production', version: 'own' });
    expect(versions[0].metrics.auc).toEqual({
      mean: expect.closeTo(0.711, 3),
      low: expect.any(Number),
      high: expect.any(Number),
    });
    const shown = await get(`/v1/models/${own}`);
    expect(shown).toMatchObject({ card: '# Model card: own\n', lineage: { trainingRunId: null } });
    expect(shown.features.every(({ description }: { description: string }) => description !== '')).toBe(true);
    expect(shown.artifacts.map((artifact: { name: string }) => artifact.name)).toEqual(['model', 'trees', 'parity']);
  });

  test('are compared by the figures of their trainers, and what lies within the intervals is not called better', async ({
    api,
  }) => {
    const { register, get, storeId } = await openModels(api);
    const base = await register('base', storeId);
    const better = await register('better', storeId, {
      changeManifest: (manifest) => ({
        ...manifest,
        metrics: {
          ...manifest.metrics,
          auc: { mean: 0.8, sd: 0.01, low: 0.78, high: 0.82 },
          brier: { ...manifest.metrics.brier, mean: manifest.metrics.brier.mean - 0.001 },
        },
      }),
    });
    const { metrics } = await get(`/v1/models/${better}/compare?with=${base}`);
    const of = (metric: string) => metrics.find((one: { name: string }) => one.name === metric);
    expect(of('auc')).toMatchObject({ better: 'higher', apart: true, difference: expect.closeTo(0.089, 3) });
    expect(of('brier')).toMatchObject({ better: 'lower', apart: false, difference: expect.closeTo(-0.001, 6) });
  });

  test('of another store are unknown, and so is what never was', async ({ api }) => {
    const { register, call, storeId } = await openModels(api);
    const other = await api.newStore();
    const foreign = await register('foreign', other.id);
    for (const id of [foreign, randomUUID()]) {
      expect((await call('GET', `/v1/models/${id}`)).status).toBe(404);
      expect((await call('GET', `/v1/models/${await register(name('own'), storeId)}/compare?with=${id}`)).status).toBe(
        404,
      );
      expect((await call('POST', `/v1/models/${id}/promote`, { reason: 'mine' })).status).toBe(404);
    }
  });
});

describe('what answers', () => {
  test('is chosen and taken back by a store for itself, with a reason that its history keeps', async ({ api }) => {
    const { register, serve, call, get, storeId } = await openModels(api);
    const [one, two] = [await serve('one', storeId), await register('two', storeId)];
    const promoted = await call('POST', `/v1/models/${two}/promote`, { reason: ' better on our carts ' });
    expect([promoted.status, promoted.json.primaryVersionId]).toEqual([200, two]);
    const back = await call('POST', '/v1/models/purchase/roll-back', { reason: 'worse after all' });
    expect([back.status, back.json.primaryVersionId]).toEqual([200, one]);
    const { items } = await get('/v1/model-moves?limit=2');
    expect(items).toMatchObject([
      { what: 'rolled_back', versionId: one, previousVersionId: two, actorKind: 'api_key', reason: 'worse after all' },
      { what: 'promoted', versionId: two, previousVersionId: one, reason: 'better on our carts' },
    ]);
  });

  test('needs a reason, and a version that answers', async ({ api }) => {
    const { register, call, storeId } = await openModels(api);
    const id = await register('one', storeId);
    for (const body of [{}, { reason: '' }, { reason: 'x'.repeat(501) }])
      expect((await call('POST', `/v1/models/${id}/promote`, body)).status).toBe(422);
    expect((await call('POST', '/v1/models/purchase/roll-back', { reason: 'of nothing' })).status).toBe(409);
    expect((await call('POST', '/v1/models/unheard-of/roll-back', { reason: 'x' })).status).toBe(400);
  });

  test('for every store is chosen by the operator and by admins, and by nobody of a store', async ({ api }) => {
    const { register, call, storeId } = await openModels(api);
    const id = await register(name('platform'));
    const promotion = [`/v1/models/${id}/promote`, { reason: 'for all' }] as const;
    expect((await call('POST', ...promotion)).status).toBe(403);
    const owner = await newPerson(api, { roles: { [storeId]: 'store_owner' } });
    expect((await owner.call(promotion[0], { method: 'POST', body: promotion[1], storeId })).status).toBe(403);
    const answer = await call('POST', ...promotion, api.adminKey);
    expect([answer.status, answer.json.scope, answer.json.primaryVersionId]).toEqual([200, 'platform', id]);
    const taking = ['/v1/models/purchase/roll-back', { scope: 'platform', reason: 'not for me' }] as const;
    expect((await call('POST', ...taking)).status).toBe(403);
  });
});
