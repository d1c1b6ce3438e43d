import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { suppressions } from '../../../db/postgres/schema/index.ts';
import type { SuppressionCause } from '../../../domain/suppression.ts';
import { addressHash, customerHash } from '../../../test/address-hasher.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop, type Shop } from '../../../test/shop-factory.ts';
import { checkAddress } from './check.ts';

async function open(api: ApiFixture) {
  const shop = await createShop(api.database);
  const key = await api.newKey(shop.storeId, 'customers:read', 'suppressions:lift', 'audit:read');
  return {
    shop,
    list: async (query = '') => (await api.call(`/v1/suppressions${query}`, { key })).json.items,
    lift: (id: string) => api.call(`/v1/suppressions/${id}/lift`, { method: 'POST', key }),
    audit: async () => (await api.call('/v1/audit?subjectKind=suppression', { key })).json.items,
  };
}

async function suppress(shop: Shop, addressHash: string, cause: SuppressionCause, at = new Date()): Promise<string> {
  const id = randomUUID();
  const row = { storeId: shop.storeId, id, channel: 'email' as const, addressHash, cause, at };
  await shop.write((tx) => tx.insert(suppressions).values(row));
  return id;
}

describe('the list of suppressed addresses', () => {
  test('shows newest first whose they are, never an address in full, and no hash', async ({ api }) => {
    const { shop, list } = await open(api);
    const customerId = await shop.customer({ email: 'ada.berger@mailhost.example', externalId: 'customer-4711' });
    await suppress(shop, addressHash('ada.berger@mailhost.example'), 'bounce', new Date(2_000_000_000));
    await suppress(shop, customerHash('customer-4711'), 'privacy_request', new Date(3_000_000_000));
    await suppress(shop, addressHash('nobody@left.example'), 'complaint', new Date(1_000_000_000));
    const items = await list();
    expect(items).toMatchObject([
      { cause: 'privacy_request', address: 'cus•••', customerId, mayLift: false },
      { cause: 'bounce', address: 'a•••@m•••.example', customerId, mayLift: true },
      { cause: 'complaint', address: null, customerId: null, mayLift: false },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/ada|mailhost|4711|[0-9a-f]{64}/);
    expect(await list('?cause=bounce&channel=email')).toHaveLength(1);
    expect(await list('?channel=sms')).toEqual([]);
  });

  test('goes page by page through all of them, those of the same moment too', async ({ api }) => {
    const { shop } = await open(api);
    const key = await api.newKey(shop.storeId, 'customers:read');
    const at = new Date();
    const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => suppress(shop, name, 'bounce', at)));
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 5; pages++) {
      const { json } = await api.call(`/v1/suppressions?limit=2${cursor}`, { key });
      seen.push(...json.items.map(({ id }: { id: string }) => id));
      if (json.nextCursor === null) break;
      cursor = `&cursor=${json.nextCursor}`;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test('of another store shows nothing and lifts nothing', async ({ api }) => {
    const [one, other] = [await open(api), await open(api)];
    const id = await suppress(one.shop, 'hash', 'bounce');
    expect(await other.list()).toEqual([]);
    expect((await other.lift(id)).status).toBe(404);
    expect(await one.list()).toHaveLength(1);
  });
});

describe('lifting', () => {
  test('lets a bounced address be written to again, once, and says who did it without the address', async ({ api }) => {
    const { shop, lift, audit } = await open(api);
    const email = 'grace@mailhost.example';
    const customerId = await shop.customer({ email });
    const person = { storeId: shop.storeId, customerId, channel: 'email' as const };
    const id = await suppress(shop, addressHash(email), 'bounce');
    expect(await shop.write((tx) => checkAddress(tx, person))).toEqual({ kind: 'suppressed' });
    expect((await lift(id)).json).toEqual({ id, channel: 'email', cause: 'bounce' });
    expect(await shop.write((tx) => checkAddress(tx, person))).toEqual({ kind: 'usable', address: email });
    expect((await lift(id)).status).toBe(404);
    const [entry, ...others] = await audit();
    expect(entry).toMatchObject({ action: 'suppressions:lift', subjectKind: 'suppression', subjectId: id });
    expect(JSON.stringify([entry, ...others])).not.toMatch(/grace|mailhost/);
  });

  test.for(['unsubscribe', 'complaint', 'privacy_request'] as const)(
    'of a customer’s own wish (%s) is refused, and it stays',
    async (cause, { api }) => {
      const { shop, lift, list, audit } = await open(api);
      const id = await suppress(shop, 'hash', cause);
      const { status, json } = await lift(id);
      expect([status, json.error.code]).toEqual([409, 'conflict']);
      expect(await list()).toHaveLength(1);
      expect(await audit()).toEqual([]);
    },
  );
});
