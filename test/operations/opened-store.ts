import { campaignInputExample } from '../../api/routes/campaigns/campaign-schemas.ts';
import { auditLog } from '../../db/postgres/schema/index.ts';
import { type Tx, withEngine, withStore } from '../../db/postgres/tenancy.ts';
import { system } from '../../domain/actor.ts';
import { type KeyScope, wideScopes } from '../../domain/key-scope.ts';
import { createApiKey } from '../../services/accounts/api-keys/create.ts';
import { inspectDeadLetters } from '../../services/ingest/dead-letters/inspect.ts';
import { persistDeadLetters } from '../../services/ingest/dead-letters/keep.ts';
import { createRefusedItems } from '../../services/ingest/dead-letters/refused-items.ts';
import { uuidV7 } from '../../services/shared/ids.ts';
import type { ApiAnswer, ApiFixture } from '../api-fixture.ts';
import { searchHere } from '../search-here.ts';
import { createShop, type Shop } from '../shop-factory.ts';

export type AuditRow = typeof auditLog.$inferSelect;

/** A store with a key, and what its audit log gained by an act. */
export interface OpenedStore {
  readonly api: ApiFixture;
  readonly shop: Shop;
  readonly storeId: string;
  readonly keyId: string;
  /** With the key. */
  request(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
  post(path: string, body?: unknown): Promise<ApiAnswer>;
  /** The audit log, oldest first. */
  rows(): Promise<AuditRow[]>;
  gainedBy(act: () => Promise<ApiAnswer>): Promise<{ answer: ApiAnswer; gained: AuditRow[] }>;
  /** A new campaign to which these commands were given; its id. */
  campaign(...commands: string[]): Promise<string>;
  /** A store has one active campaign at a time: makes room for another. */
  archiveActive(): Promise<void>;
  /** A refused event with a proposal, and its id. */
  letter(): Promise<string>;
}

/** The key has these scopes; by default every wide one. */
export async function openStore(api: ApiFixture, ...scopes: KeyScope[]): Promise<OpenedStore> {
  const shop = await createShop(api.database);
  const { storeId } = shop;
  const created = await createApiKey(api.database, {
    ...{ actor: system, storeId, name: 'test' },
    scopes: scopes.length > 0 ? scopes : wideScopes,
  });
  const refusedItems = createRefusedItems({
    keep: (letters) => persistDeadLetters(api.database, letters),
    onDropped: () => {},
    onFailure: (error) => {
      throw error;
    },
    now: Date.now,
  });
  const { call } = api.appWith({ refusedItems });
  const request: OpenedStore['request'] = (method, path, body) => call(path, { method, key: created.key, body });
  const post: OpenedStore['post'] = (path, body) => request('POST', path, body);
  const rows: OpenedStore['rows'] = () =>
    withStore(api.database, storeId, (tx) => tx.select().from(auditLog).orderBy(auditLog.id));
  return {
    ...{ api, shop, storeId, keyId: created.id, request, post, rows },
    async gainedBy(act) {
      const before = new Set((await rows()).map(({ id }) => id));
      const answer = await act();
      return { answer, gained: (await rows()).filter(({ id }) => !before.has(id)) };
    },
    async campaign(...commands) {
      const { json } = await post('/v1/campaigns', campaignInputExample);
      for (const command of commands) await post(`/v1/campaigns/${json.id}/${command}`);
      return json.id;
    },
    async archiveActive() {
      const { json } = await request('GET', '/v1/campaigns?status=active');
      for (const { id } of json.items) await post(`/v1/campaigns/${id}/archive`);
    },
    async letter() {
      const at = Math.floor(Date.now() / 1_000);
      const id = uuidV7();
      const item = { id, type: 'cart_updated', occurredAt: at, who: { anonymousId: 'v' }, cart_id: `c-${id}` };
      await post('/v1/events', { events: [{ ...item, lines: [{ productId: 'lamp', quantity: '2' }] }] });
      await refusedItems.stop();
      const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => withEngine(api.database, work);
      while (
        (await inspectDeadLetters({ inTransaction, repairSearch: searchHere, fingerprint: null, now: Date.now })) > 0
      );
      const { json } = await request('GET', '/v1/dead-letters?state=proposed');
      return json.items[0].id;
    },
  };
}
