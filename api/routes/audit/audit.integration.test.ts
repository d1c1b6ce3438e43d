import { describe, expect } from 'vitest';
import { auditLog } from '../../../db/postgres/schema/index.ts';
import { withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import type { KeyScope } from '../../../domain/key-scope.ts';
import { recordAudit } from '../../../services/journal/audit/record.ts';
import { uuidV7 } from '../../../services/shared/ids.ts';
import { test } from '../../../test/api-fixture.ts';
import { everyOperation } from '../../../test/operations/every-operation.ts';
import { type AuditRow, type OpenedStore, openStore } from '../../../test/operations/opened-store.ts';
import { campaignInputExample } from '../campaigns/campaign-schemas.ts';

describe('the audit log', () => {
  test('gains exactly one row by every change through the API, with who did it and by which permission', async ({
    api,
  }) => {
    const store = await openStore(api);
    for (const [operationId, tried] of Object.entries(everyOperation)) {
      if (tried.kind !== 'changes') continue;
      const { permission, about, prepare } = tried;
      const { answer, gained } = await store.gainedBy(await prepare(store));
      expect([operationId, answer.status < 300, answer.text]).toEqual([operationId, true, answer.text]);
      expect([operationId, gained.map((row) => [row.actorKind, row.actorId, row.action, row.subjectKind])]).toEqual([
        operationId,
        [['api_key', store.keyId, permission, about]],
      ]);
    }
  });

  test('gains nothing by what was so before, is refused or fails', async ({ api }) => {
    const store = await openStore(api);
    const { json: key } = await store.request('POST', '/v1/api-keys', { name: 'x', scopes: ['carts:read'] });
    await store.request('DELETE', `/v1/api-keys/${key.id}`);
    const id = await store.campaign();
    const fruitless = [
      () => store.request('DELETE', `/v1/api-keys/${key.id}`),
      () => store.request('PATCH', '/v1/store', {}),
      () => store.request('PATCH', '/v1/store', { name: '名'.repeat(80) }),
      () => store.request('POST', `/v1/campaigns/${id}/resume`),
      () => store.request('POST', `/v1/campaigns/${uuidV7()}/activate`),
    ];
    for (const act of fruitless) expect((await store.gainedBy(act)).gained).toEqual([]);
  });

  test('holds one row for a request that is sent again under its Idempotency-Key', async ({ api }) => {
    const store = await api.newStore();
    const rows = async () => (await api.call('/v1/audit', { key: store.key })).json.items.length;
    const before = await rows();
    const create = () =>
      api.call('/v1/campaigns', {
        ...{ method: 'POST', key: store.key, body: campaignInputExample },
        headers: { 'idempotency-key': 'once' },
      });
    expect([(await create()).status, (await create()).headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(await rows()).toBe(before + 1);
  });

  test('loses the row together with the change that is rolled back', async ({ api }) => {
    const store = await openStore(api);
    const entry = { actor: system, storeId: store.storeId, action: 'store:write' } as const;
    const broken = withStore(api.database, store.storeId, async (tx) => {
      await recordAudit(tx, { ...entry, subject: { kind: 'store', id: store.storeId } });
      throw new Error('the change failed');
    });
    await expect(broken).rejects.toThrow('the change failed');
    expect((await store.rows()).map(({ action }) => action)).not.toContain('store:write');
  });

  test('keeps neither names of people nor secrets, and no value that is too long', async ({ api }) => {
    const store = await openStore(api);
    const secret = 'secret-that-the-platform-made';
    await store.request('POST', '/v1/api-keys', { name: 'Ada’s laptop', scopes: ['carts:read'] });
    await store.request('PATCH', '/v1/store', {
      senderName: 'Ada of the shop',
      url: `https://shop.example/${'x'.repeat(300)}`,
    });
    await store.request('POST', '/v1/integrations', {
      ...{ platform: 'woocommerce', secret, api: { url: 'http://127.0.0.1:9', token: 'ck_1:cs_1' } },
    });
    const text = JSON.stringify(await store.rows());
    for (const kept of ['Ada', secret, 'ck_1', 'xxxx']) expect(text).not.toContain(kept);
    const { change } = (await store.rows()).find(({ action }) => action === 'store:write') ?? {};
    expect(change).toEqual({ senderName: {}, url: {} });
  });

  test('can be added to and read, not changed, and never by another store', async ({ api }) => {
    const [store, other] = [await openStore(api), await openStore(api)];
    await expect(store.shop.write((tx) => tx.update(auditLog).set({ change: {} }))).rejects.toThrow();
    await expect(withEngine(api.database, (tx) => tx.delete(auditLog))).rejects.toThrow();
    const seen = (await other.rows()).map(({ storeId }) => storeId);
    expect(new Set(seen)).toEqual(new Set([other.storeId]));
    const entry = { actor: system, action: 'store:write', subject: { kind: 'store', id: other.storeId } } as const;
    for (const storeId of [other.storeId, null])
      await expect(store.shop.write((tx) => recordAudit(tx, { ...entry, storeId }))).rejects.toThrow();
  });
});

describe('GET /v1/audit', () => {
  test('lists a store’s changes newest first, page by page, by subject and by actor', async ({ api }) => {
    const store = await openStore(api);
    await store.archiveActive();
    const [first, second] = [await store.campaign('activate', 'pause'), await store.campaign()];
    const list = async (query: string) => (await store.request('GET', `/v1/audit?${query}`)).json;
    const changes = (await list(`subjectKind=campaign&subjectId=${first}`)).items;
    expect(changes.map(({ change }: AuditRow) => change.status)).toEqual([
      { before: 'active', after: 'paused' },
      { before: 'draft', after: 'active' },
      { before: null, after: 'draft' },
    ]);
    const page = await list('limit=2&actorKind=api_key');
    expect(page.items[0].subjectId).toBe(second);
    const rest = await list(`actorId=${store.keyId}&cursor=${page.nextCursor}`);
    expect([rest.items.length, rest.nextCursor]).toEqual([3, null]);
    expect((await list('actorKind=system')).items.map(({ action }: AuditRow) => action)).toEqual(['api-keys:write']);
    expect((await list(`actorId=${uuidV7()}`)).items).toEqual([]);
  });

  test('shows the operator’s changes in a store there, and those of the installation to the operator only', async ({
    api,
  }) => {
    const created = await api.call('/v1/stores', {
      ...{ method: 'POST', key: api.adminKey, body: { name: 'Lamps', url: 'https://lamps.example' } },
    });
    const key = created.json.apiKey.key;
    const { json } = await api.call('/v1/audit', { key });
    expect(json.items).toMatchObject([
      { actorKind: 'operator', actorId: null, action: 'stores:create', subjectId: created.json.store.id },
    ]);
    expect((await api.call('/v1/audit/installation', { key })).status).toBe(403);
    await withEngine(api.database, (tx) =>
      recordAudit(tx, {
        ...{ actor: { kind: 'operator', storeId: null }, storeId: null, action: 'schemas:write' },
        subject: { kind: 'schema_subject', id: 'a-subject' },
      }),
    );
    const installation = await api.call('/v1/audit/installation?actorKind=operator', { key: api.adminKey });
    expect(installation.json.items.map(({ subjectId }: AuditRow) => subjectId)).toEqual(['a-subject']);
  });

  test('is closed to a key without the permission, open to one with nothing else', async ({ api }) => {
    const [reader, auditor] = [await openStore(api, 'carts:read'), await openStore(api, 'audit:read')];
    const status = async ({ request }: OpenedStore) => (await request('GET', '/v1/audit')).status;
    expect([await status(reader), await status(auditor)]).toEqual([403, 200]);
  });
});

describe('a key', () => {
  test('with a fine scope does that and nothing else', async ({ api }) => {
    const { request } = await openStore(api, 'orders:read');
    const statuses = [];
    for (const path of ['/v1/orders', '/v1/carts', '/v1/customers', '/v1/store'])
      statuses.push((await request('GET', path)).status);
    expect(statuses).toEqual([200, 403, 403, 403]);
  });

  test('gives no key more than it holds itself, but those that administer the store equip programs that send events', async ({
    api,
  }) => {
    const [limited, admin] = [
      await openStore(api, 'api-keys:write', 'orders:read'),
      await openStore(api, 'store:admin'),
    ];
    const create = async ({ request }: OpenedStore, scope: KeyScope) =>
      (await request('POST', '/v1/api-keys', { name: 'x', scopes: [scope] })).status;
    expect([await create(limited, 'orders:read'), await create(limited, 'store:admin')]).toEqual([201, 403]);
    expect([await create(admin, 'campaigns:write'), await create(admin, 'events:write')]).toEqual([403, 201]);
  });
});
