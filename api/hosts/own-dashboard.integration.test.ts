import { expect } from 'vitest';
import { nothingSaid } from '../../domain/brand/brand.ts';
import { brandsOf } from '../../services/state/brands/brands.ts';
import { test } from '../../test/api-fixture.ts';

const host = 'team.looms.shop';

test('under a dashboard’s own name there is its store alone, by key and by page (operations T23)', async ({ api }) => {
  const [store, other] = [await api.newStore(), await api.newStore()];
  const brands = brandsOf({
    brands: [{ storeId: store.id, said: { ...nothingSaid, name: 'Looms' } }],
    domains: [{ storeId: store.id, domain: host, use: 'dashboard', state: 'live', wasOwn: false }],
  });
  const { call } = api.appWith({ brands });
  const under = (path: string, key: string, headers = {}) => call(path, { key, headers: { host, ...headers } });
  expect((await under('/v1/store', store.key)).status).toBe(200);
  expect((await under('/v1/store', other.key)).status).toBe(404);
  expect((await under('/v1/store', api.adminKey, { 'x-store-id': other.id })).status).toBe(404);
  expect((await under('/v1/stores', api.adminKey)).status).toBe(404);
  expect((await call('/v1/brand/shown', { headers: { host } })).json.name).toBe('Looms');
  for (const path of ['/docs', '/openapi.json', '/metrics', '/outbox', '/r/x', '/u/x', '/c/x', '/demo'])
    expect((await call(path, { headers: { host } })).status, path).toBe(404);
});

test('what changes something comes from the page of that name, and of no other', async ({ api }) => {
  const store = await api.newStore();
  const { call } = api.appWith({
    brands: brandsOf({
      brands: [],
      domains: [{ storeId: store.id, domain: host, use: 'dashboard', state: 'live', wasOwn: false }],
    }),
  });
  const signIn = async (headers: Readonly<Record<string, string>>) => {
    const body = { email: 'nobody@looms.shop', password: 'a password that nobody has' };
    return (await call('/v1/auth/sign-in', { method: 'POST', body, headers })).json.error.code;
  };
  expect(await signIn({ host, origin: `https://${host}` })).toBe('unauthenticated');
  expect(await signIn({ host, origin: 'https://engine.example' })).toBe('origin_mismatch');
  expect(await signIn({ host, origin: 'https://evil.example' })).toBe('origin_mismatch');
  // A host that nobody proved says nothing about where the dashboard is.
  expect(await signIn({ host: 'evil.example', origin: 'https://evil.example' })).toBe('origin_mismatch');
  expect(await signIn({ origin: `https://${host}` })).toBe('origin_mismatch');
});
