import { describe, expect } from 'vitest';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';

const path = '/v1/offers';
const offer = {
  key: 'ten-percent',
  name: 'Ten percent',
  minter: 'pool',
  terms: { kind: 'percent', value: 10, currency: 'EUR' },
};

async function newCaller(api: ApiFixture) {
  const store = await api.newStore();
  const call = (to: string, method = 'GET', body?: unknown, headers: Record<string, string> = {}) =>
    api.call(to, { method, key: store.key, headers, ...(body !== undefined && { body }) });
  return { store, call };
}

describe('offers', () => {
  test('are made with the usual terms, changed as they were seen, and switched off', async ({ api }) => {
    const { call } = await newCaller(api);
    const made = await call(path, 'POST', offer);
    expect([made.status, made.json]).toMatchObject([
      201,
      { secret: null, offer: { key: 'ten-percent', status: 'active', revision: 1, isLow: true } },
    ]);
    // What nobody said: never in a first message, and nobody is taught to wait for it.
    expect(made.json.offer.terms).toMatchObject({ messagesBefore: 1, lockoutRecoveries: 2, validDays: 7 });
    const its = `${path}/${made.json.offer.id}`;
    const changed = await call(its, 'PATCH', { status: 'off' }, { 'if-match': '"1"' });
    expect(changed.json).toMatchObject({ status: 'off', revision: 2, isLow: false });
    expect((await call(its, 'PATCH', { name: 'x' }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await call(path)).json.items).toMatchObject([{ key: 'ten-percent', status: 'off' }]);
    expect((await call(path, 'POST', offer)).json.error).toMatchObject({ code: 'conflict', path: 'key' });
  });

  test.for([
    ['a percentage above 90', { terms: { ...offer.terms, value: 91 } }, 'terms.value'],
    ['an amount without a currency', { terms: { kind: 'amount', value: 500 } }, 'terms.currency'],
    ['a floor above the margin', { terms: { ...offer.terms, floorMarginPercent: 41 } }, 'terms.floorMarginPercent'],
    ['a most of imported codes', { terms: { ...offer.terms, discountMinorMax: 100 } }, 'terms.discountMinorMax'],
    ['an address of a pool', { mintUrl: 'https://codes.example/' }, 'mintUrl'],
    ['no address of a system of one’s own', { minter: 'http' }, 'mintUrl'],
    ['a key with capitals', { key: 'Ten' }, 'key'],
  ] as const)('are refused with %s', async ([, change, at], { api }) => {
    const { call } = await newCaller(api);
    const { status, json } = await call(path, 'POST', { ...offer, ...change });
    expect([status, json.error.path]).toEqual([422, at]);
  });

  test('ask no address inside of a network, and keep the secret sealed', async ({ api }) => {
    const { call } = await newCaller(api);
    const closed = api.appWith({ integrations: { ...api.integrations, allowLoopbackApis: false } });
    const store = await api.newStore();
    for (const mintUrl of ['http://codes.example/', 'https://169.254.169.254/', 'https://localhost/']) {
      const body = { ...offer, minter: 'http', mintUrl };
      const { status, json } = await closed.call(path, { method: 'POST', key: store.key, body });
      expect([mintUrl, status, json.error.path]).toEqual([mintUrl, 422, 'mintUrl']);
    }
    const made = await call(path, 'POST', { ...offer, minter: 'http', mintUrl: 'https://codes.example/mint' });
    expect(made.json.secret).toMatch(/^whsec_/);
    expect((await call(path)).text).not.toContain(made.json.secret);
  });

  test('take in codes once each, say what they left out, and list them by their state', async ({ api }) => {
    const { call } = await newCaller(api);
    const { json } = await call(path, 'POST', offer);
    const its = `${path}/${json.offer.id}`;
    const first = await call(`${its}/codes`, 'POST', { codes: 'code\nSAVE-1\nsave-1\nSAVE-2\nnot a code\n' });
    expect([first.status, first.json]).toEqual([
      200,
      { imported: 2, duplicates: 1, refused: [{ line: 5, text: 'not a code' }], free: 2 },
    ]);
    const again = await call(`${its}/codes`, 'POST', { codes: 'SAVE-2\nSAVE-3' });
    expect(again.json).toMatchObject({ imported: 1, duplicates: 1, free: 3 });
    expect((await call(`${its}/codes?state=free`)).json.items).toHaveLength(3);
    expect((await call(`${its}/codes?state=sent`)).json.items).toEqual([]);
    expect((await call(its)).json).toMatchObject({ codes: { free: 3 }, isLow: true });
    expect((await call(`${its}/codes`, 'POST', { codes: ' ' })).status).toBe(422);
  });

  test('are of one store only', async ({ api }) => {
    const [one, other] = [await newCaller(api), await newCaller(api)];
    const { json } = await one.call(path, 'POST', offer);
    const its = `${path}/${json.offer.id}`;
    const asked = [
      await other.call(its),
      await other.call(its, 'PATCH', { status: 'off' }),
      await other.call(`${its}/codes`),
      await other.call(`${its}/codes`, 'POST', { codes: 'SAVE-1' }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await other.call(path)).json).toEqual({ items: [] });
  });
});
