import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { test } from '../../../test/api-fixture.ts';

/** One red pixel. */
const logo = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const asItComes = { productName: null, accentColour: null, logo: null };

describe('the look of a store', () => {
  test('is as it comes until it is replaced, and is the store’s own', async ({ api }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const read = async (key: string) => (await api.call('/v1/store/look', { key })).json;
    expect(await read(store.key)).toEqual(asItComes);
    const look = { productName: 'Lamp recoveries', accentColour: '#0F766E', logo };
    const { status, json } = await api.call('/v1/store/look', { method: 'PUT', key: store.key, body: look });
    expect([status, json]).toEqual([200, { ...look, accentColour: '#0f766e' }]);
    expect([await read(store.key), await read(other.key)]).toEqual([json, asItComes]);
    await api.call('/v1/store/look', { method: 'PUT', key: store.key, body: asItComes });
    expect(await read(store.key)).toEqual(asItComes);
    const rows = await withEngine(api.database, (tx) =>
      tx
        .select({ change: auditLog.change })
        .from(auditLog)
        .where(eq(auditLog.subjectId, store.id))
        .orderBy(auditLog.id),
    );
    expect(rows.map(({ change }) => change).filter((change) => change['logo'])).toEqual([
      {
        productName: { before: null, after: 'Lamp recoveries' },
        accentColour: { before: null, after: '#0f766e' },
        logo: {},
      },
      {
        productName: { before: 'Lamp recoveries', after: null },
        accentColour: { before: '#0f766e', after: null },
        logo: {},
      },
    ]);
  });

  test.for([
    ['an SVG as logo', { logo: Buffer.from('<svg><script>alert(1)</script></svg>').toString('base64') }, 'logo'],
    ['a logo that is no base64', { logo: 'javascript:alert(1)' }, 'logo'],
    ['a logo that is too large', { logo: Buffer.alloc(64 * 1024 + 1).toString('base64') }, 'logo'],
    ['a colour that is a style', { accentColour: 'red;background:url(//evil.example)' }, 'accentColour'],
    ['a name that is too long', { productName: 'x'.repeat(61) }, 'productName'],
    ['a part that is missing', { logo: undefined }, 'logo'],
  ] as const)('with %s is refused', async ([, part, path], { api }) => {
    const store = await api.newStore();
    const body = { ...asItComes, ...part };
    const { status, json } = await api.call('/v1/store/look', { method: 'PUT', key: store.key, body });
    expect([status, json.error.path]).toEqual([422, path]);
  });
});
