import { describe, expect } from 'vitest';
import { consentLog, customerMerges, suppressions } from '../../../db/postgres/schema/index.ts';
import { system } from '../../../domain/actor.ts';
import { type KeyScope, wideScopes } from '../../../domain/key-scope.ts';
import { createApiKey } from '../../../services/accounts/api-keys/create.ts';
import { addressHash, customerHash } from '../../../test/address-hasher.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';

async function open(api: ApiFixture, scopes: readonly KeyScope[] = wideScopes) {
  const shop = await createShop(api.database);
  const { storeId } = shop;
  const { key } = await createApiKey(api.database, { actor: system, storeId, name: 'test', scopes });
  const ask = (method: string, path: string, body?: unknown) => api.call(path, { method, key, body });
  return { shop, key, ask };
}

const email = 'ada@shopper.example';

describe('a customer', () => {
  test('shows by channel what stands against a message, by the same rule that sends', async ({ api }) => {
    const { shop, ask } = await open(api);
    const { storeId } = shop;
    const id = await shop.customer({ email, phone: '+4915112345678', consents: ['email'] });
    const reach = async () => (await ask('GET', `/v1/customers/${id}`)).json.reach;
    expect(await reach()).toEqual([
      { channel: 'email', missing: null, basis: 'consent' },
      { channel: 'sms', missing: 'consent', basis: null },
      { channel: 'push', missing: 'address', basis: null },
    ]);
    await shop.write((tx) =>
      tx.insert(suppressions).values({ storeId, channel: 'email', addressHash: addressHash(email), cause: 'bounce' }),
    );
    expect((await reach())[0]).toEqual({ channel: 'email', missing: 'usable_address', basis: 'consent' });
  });

  test('shows what is suppressed, for what, and that of nobody else', async ({ api }) => {
    const { shop, ask } = await open(api, ['carts:read']);
    const { storeId } = shop;
    const id = await shop.customer({ email, externalId: 'customer-7' });
    await shop.customer({ email: 'other@shopper.example' });
    await shop.write((tx) =>
      tx.insert(suppressions).values([
        { storeId, channel: 'email', addressHash: addressHash(email), cause: 'complaint' },
        { storeId, channel: 'sms', addressHash: customerHash('customer-7'), cause: 'privacy_request' },
        { storeId, channel: 'sms', addressHash: addressHash(email), cause: 'bounce' },
        { storeId, channel: 'email', addressHash: addressHash('other@shopper.example'), cause: 'bounce' },
      ]),
    );
    const { json } = await ask('GET', `/v1/customers/${id}`);
    expect(json.suppressions.map(({ cause, address }: Record<string, string>) => [cause, address]).sort()).toEqual([
      ['complaint', 'a•••@s•••.example'],
      ['privacy_request', 'cus•••'],
    ]);
  });

  test('keeps the proof of every word about consent, and who turned out to be whom', async ({ api }) => {
    const { shop, ask } = await open(api);
    const { storeId } = shop;
    const [id, before] = [await shop.customer({ email }), await shop.customer()];
    const said = { storeId, customerId: id, channel: 'email', provenance: 'shop', source: 'checkout' } as const;
    await shop.write(async (tx) => {
      await tx.insert(consentLog).values([
        { ...said, eventId: 'e-1', status: 'granted', at: new Date('2026-01-01T00:00:00Z'), textVersion: 'v3' },
        { ...said, eventId: 'e-2', status: 'denied', at: new Date('2026-02-01T00:00:00Z') },
      ]);
      await tx.insert(customerMerges).values({
        ...{ storeId, fromCustomerId: before, intoCustomerId: id, causeEventId: 'e-9', movedIdentityKinds: ['email'] },
      });
    });
    const { json } = await ask('GET', `/v1/customers/${id}`);
    expect(json.consentLedger).toMatchObject([
      { eventId: 'e-2', status: 'denied' },
      { eventId: 'e-1', status: 'granted', textVersion: 'v3', basis: 'act' },
    ]);
    for (const each of [id, before])
      expect((await ask('GET', `/v1/customers/${each}`)).json.merges).toMatchObject([
        { fromCustomerId: before, intoCustomerId: id, causeEventId: 'e-9' },
      ]);
  });

  test('is shown in full to who asks for it and may, and the audit log says who', async ({ api }) => {
    const { shop, ask } = await open(api, ['customers:unmask', 'audit:read']);
    const id = await shop.customer({ email });
    const { status, json } = await ask('POST', `/v1/customers/${id}/unmask`);
    expect([status, json.masked, json.identities]).toMatchObject([200, false, [{ value: email }]]);
    const { json: audit, text } = await ask('GET', '/v1/audit?subjectKind=customer');
    expect(audit.items).toMatchObject([{ action: 'customers:unmask', subjectId: id }]);
    expect(text).not.toContain(email);
    const reader = await api.newKey(shop.storeId, 'customers:read');
    expect((await api.call(`/v1/customers/${id}/unmask`, { method: 'POST', key: reader })).status).toBe(403);
  });

  test('is found by an address in any case and by a number with blanks, exactly and never by a part', async ({
    api,
  }) => {
    const { shop, ask } = await open(api);
    const id = await shop.customer({ email, phone: '+4915112345678', externalId: 'customer-7' });
    const found = async (address: string) =>
      (await ask('POST', '/v1/customer-searches', { address })).json.items.map((item: { id: string }) => item.id);
    for (const address of ['ADA@shopper.example', ' ada@shopper.example ', '+49 151 1234-5678', 'customer-7'])
      expect([address, await found(address)]).toEqual([address, [id]]);
    for (const address of ['ada@shopper', 'ada@shopper.example.org', '5112345678', 'customer', '%'])
      expect([address, await found(address)]).toEqual([address, []]);
  });

  test('is not found by an address by who may not see addresses, nor is the address written down', async ({ api }) => {
    const { shop, ask } = await open(api, ['customers:unmask', 'audit:read']);
    await shop.customer({ email });
    await ask('POST', '/v1/customer-searches', { address: email });
    await ask('POST', '/v1/customer-searches', { address: 'nobody@shopper.example' });
    const { json, text } = await ask('GET', '/v1/audit');
    expect(json.items.map(({ change }: { change: unknown }) => change)).toMatchObject([
      { foundByAddress: { after: 0 } },
      { foundByAddress: { after: 1 } },
      {},
    ]);
    expect(text).not.toContain('shopper.example');
    const reader = await api.newKey(shop.storeId, 'customers:read');
    const refused = await api.call('/v1/customer-searches', { method: 'POST', key: reader, body: { address: email } });
    expect(refused.status).toBe(403);
  });
});

test('the list of customers says how long it is, and finds one by the shop’s own id', async ({ api }) => {
  const { shop, ask } = await open(api);
  for (let index = 0; index < 3; index++) await shop.customer({ externalId: `customer-${index}` });
  const { json } = await ask('GET', '/v1/customers?count=true&limit=1');
  expect([json.items.length, json.total]).toEqual([1, 3]);
  const { json: one } = await ask('GET', '/v1/customers?externalId=customer-1');
  expect(one.items).toMatchObject([{ externalId: 'customer-1' }]);
});
