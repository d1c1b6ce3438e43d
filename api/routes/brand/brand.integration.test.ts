import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { test } from '../../../test/api-fixture.ts';

/** One red pixel. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** One black pixel. */
const other = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
const colours = { primary: '#0F766E', background: '#ffffff', text: '#1f2937', link: '#0f766e' };
const nothing = { name: null, colours: null, supportEmail: null, supportUrl: null, madeWith: null };

describe('the brand of a store', () => {
  test('is as it comes until it is said, and is the store’s own', async ({ api }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const read = async (key: string) => (await api.call('/v1/brand', { key })).json;
    expect((await read(store.key)).said).toEqual({ ...nothing, logos: { light: null, dark: null } });
    const body = { ...nothing, name: 'Lamps', colours, supportEmail: 'help@lamps.example' };
    const { status, json } = await api.call('/v1/brand', { method: 'PUT', key: store.key, body });
    expect([status, json.said.colours.primary, json.shown.name]).toEqual([200, '#0f766e', 'Lamps']);
    expect([await read(store.key), (await read(other.key)).shown.name]).toEqual([json, null]);
    expect(api.brands.of(store.id).name).toBe('Lamps');
    const after = await api.call('/v1/brand', { method: 'DELETE', key: store.key });
    expect(after.json.said).toEqual({ ...nothing, logos: { light: null, dark: null } });
    const rows = await withEngine(api.database, (tx) =>
      tx
        .select({ change: auditLog.change })
        .from(auditLog)
        .where(eq(auditLog.subjectId, store.id))
        .orderBy(auditLog.id),
    );
    expect(rows.map(({ change }) => change).filter((change) => change['supportEmail'])).toEqual([
      {
        name: { before: null, after: 'Lamps' },
        primary: { before: null, after: '#0f766e' },
        background: { before: null, after: '#ffffff' },
        text: { before: null, after: '#1f2937' },
        link: { before: null, after: '#0f766e' },
        supportEmail: {},
      },
      expect.objectContaining({ name: { before: 'Lamps', after: null }, supportEmail: {} }),
    ]);
  });

  test('with colours that cannot be read is refused, with the nearest one that can', async ({ api }) => {
    const store = await api.newStore();
    const body = { ...nothing, colours: { ...colours, link: '#ffff00' } };
    const { status, json } = await api.call('/v1/brand', { method: 'PUT', key: store.key, body });
    expect([status, json.error.code, json.error.path]).toEqual([422, 'invalid', 'colours.link']);
    const { nearest } = json.error.details;
    const taken = { ...body, colours: { ...body.colours, link: nearest } };
    expect((await api.call('/v1/brand', { method: 'PUT', key: store.key, body: taken })).status).toBe(200);
    const asked = await api.call('/v1/brand/colours', { method: 'POST', key: store.key, body: body.colours });
    expect(asked.json.findings).toMatchObject([{ colour: 'link', ratio: 1, ratioMin: 4.5, nearest }]);
  });

  test.for([
    [
      'a colour that is a style',
      { colours: { ...colours, text: 'red;background:url(//evil.example)' } },
      'colours.text',
    ],
    ['a part of the colours', { colours: { primary: '#000000' } }, 'colours.background'],
    ['a name that is too long', { name: 'x'.repeat(61) }, 'name'],
    ['a support page that is a script', { supportUrl: 'javascript:alert(1)' }, 'supportUrl'],
    ['a support mailbox that is none', { supportEmail: 'nobody' }, 'supportEmail'],
    ['a part that is missing', { madeWith: undefined }, 'madeWith'],
  ] as const)('with %s is refused', async ([, part, path], { api }) => {
    const store = await api.newStore();
    const { status, json } = await api.call('/v1/brand', {
      method: 'PUT',
      key: store.key,
      body: { ...nothing, ...part },
    });
    expect([status, json.error.path]).toEqual([422, path]);
  });
});

describe('a logo', () => {
  test('is at an address that holds its hash, may be kept for ever, and is nothing but a picture', async ({ api }) => {
    const store = await api.newStore();
    const put = await api.call('/v1/brand/logo', { method: 'PUT', key: store.key, body: { theme: 'light', picture } });
    const { light, dark } = put.json.shown.logo;
    expect([put.status, dark]).toEqual([200, light]);
    const { status, headers } = await api.call(light);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    });
    const before = await api.call('/v1/brand/logo', {
      method: 'PUT',
      key: store.key,
      body: { theme: 'light', picture: other },
    });
    // A mail that was sent before shows it.
    expect([before.json.shown.logo.light === light, (await api.call(light)).status]).toEqual([false, 200]);
    const gone = await api.call('/v1/brand/logo', {
      method: 'PUT',
      key: store.key,
      body: { theme: 'light', picture: null },
    });
    expect([gone.json.shown.logo, (await api.call(light)).status]).toEqual([null, 404]);
    expect((await api.call('/v1/brand/logo/none')).status).toBe(400);
  });

  test.for([
    ['an SVG', Buffer.from('<svg><script>alert(1)</script></svg>').toString('base64')],
    ['no base64', 'javascript:alert(1)'],
    ['too large', Buffer.alloc(128 * 1024 + 1).toString('base64')],
  ] as const)('that is %s is refused', async ([, given], { api }) => {
    const store = await api.newStore();
    const body = { theme: 'light', picture: given };
    const { status, json } = await api.call('/v1/brand/logo', { method: 'PUT', key: store.key, body });
    expect([status, json.error.path]).toEqual([422, 'picture']);
  });
});

test('the operator says the brand of the installation, which holds where a store says nothing', async ({ api }) => {
  const store = await api.newStore();
  const put = (path: string, body: object, key = api.adminKey) => api.call(path, { method: 'PUT', key, body });
  const platform = { ...nothing, name: 'Agency', supportUrl: 'https://agency.example/help' };
  expect((await put('/v1/platform-brand', platform)).status).toBe(200);
  expect((await put('/v1/platform-brand/logo', { theme: 'dark', picture })).status).toBe(200);
  await put('/v1/brand', { ...nothing, name: 'Lamps' }, store.key);
  const { json } = await api.call('/v1/brand', { key: store.key });
  expect(json.shown).toMatchObject({ name: 'Lamps', supportUrl: 'https://agency.example/help' });
  expect(json.shown.logo.light).toBe(json.shown.logo.dark);
  expect((await api.call('/v1/brand/shown')).json.name).toBe('Agency');
  expect((await put('/v1/platform-brand', platform, store.key)).status).toBe(403);
  const reset = await api.call('/v1/platform-brand', { method: 'DELETE', key: api.adminKey });
  expect([reset.status, reset.json.shown.name]).toEqual([200, null]);
});

test('the operator sees what each store says itself, and the rest is the installation’s', async ({ api }) => {
  const [plain, own] = [await api.newStore(), await api.newStore()];
  const body = { ...nothing, name: 'Lamps', supportUrl: 'https://lamps.example/help' };
  await api.call('/v1/brand', { method: 'PUT', key: own.key, body });
  const list = (query: string, key = api.adminKey) => api.call(`/v1/platform-brand/stores${query}`, { key });
  const first = await list('?limit=1');
  expect(first.json.items).toMatchObject([{ storeId: own.id, own: ['name', 'support'] }]);
  const second = await list(`?limit=1&cursor=${first.json.nextCursor}`);
  expect(second.json.items).toMatchObject([{ storeId: plain.id, own: [] }]);
  expect((await list('', own.key)).status).toBe(403);
});
