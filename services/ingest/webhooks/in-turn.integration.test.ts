import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { describe, expect, onTestFinished } from 'vitest';
import { webhookDeliveries } from '../../../db/postgres/schema/index.ts';
import { withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { createClients } from '../../../platforms/clients/registry.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { startRecordingApi } from '../../../test/recording-api.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { createTurns } from '../../shared/turns/plan-round.ts';
import { createClientOf } from '../integrations/client-of.ts';
import { createIntegration } from '../integrations/create.ts';
import { removeIntegration } from '../integrations/remove.ts';
import { createDeliveryRounds } from './delivery-rounds.ts';
import { getDelivery } from './get.ts';
import { createPlatformLanes } from './platform-lanes.ts';
import { beginRound, type ProcessDeps } from './process-due.ts';
import { takeDueDeliveries } from './take-due.ts';

const log = pino({ level: 'silent' });
const topic = 'store/cart/updated';
const cart = {
  id: 'any',
  currency: { code: 'EUR' },
  line_items: { physical_items: [{ variant_id: 3, product_id: 2, quantity: 1, sale_price: 19, name: 'Vase' }] },
  updated_time: '2026-11-20T10:00:00Z',
};

interface NewDelivery {
  readonly count?: number;
  readonly ageMs?: number;
}

/** A shop whose deliveries only name a cart, so that its API has to be asked. It is gone when the test has ended. */
async function connect(api: ApiFixture, url?: string) {
  const store = await api.newStore();
  const { integration } = await createIntegration(
    { ...api.integrations, allowLoopbackApis: true },
    {
      actor: system,
      storeId: store.id,
      platform: 'bigcommerce',
      secret: 'whsec_c2VjcmV0',
      ...(url !== undefined && { api: { url: `${url}/stores/x`, token: 'tok' } }),
    },
  );
  onTestFinished(() =>
    removeIntegration(api.database, { actor: system, storeId: store.id, integrationId: integration.id }),
  );
  return {
    storeId: store.id,
    integrationId: integration.id,
    async deliver({ count = 1, ageMs = 0 }: NewDelivery = {}): Promise<string> {
      const at = new Date(Date.now() - ageMs);
      const rows = Array.from({ length: count }, () => {
        const id = uuidV7();
        const body = { scope: topic, data: { type: 'cart', id }, created_at: 1_795_000_000 };
        return {
          storeId: store.id,
          id,
          integrationId: integration.id,
          deliveryId: id,
          topic,
          headers: {},
          body: Buffer.from(JSON.stringify(body)),
          dueAt: at,
          receivedAt: at,
        };
      });
      await withStore(api.database, store.id, (tx) => tx.insert(webhookDeliveries).values(rows));
      return rows[0]?.id ?? '';
    },
    look: (deliveryId: string) => getDelivery(api.database, { storeId: store.id, deliveryId, unmasked: true }),
  };
}

/** The API of a shop that takes every connection and never says a word. */
async function startSilentApi(): Promise<string> {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('deliveries are taken in turn by integration', () => {
  const take = (api: ApiFixture, { limit, except = [] }: { limit: number; except?: readonly string[] }) =>
    withEngine(api.database, (tx) =>
      takeDueDeliveries(tx, { turns: createTurns(), limit, except, leaseMs: 60_000, now: Date.now() }),
    );

  test('so a thousand older ones of one store do not come before one of another', async ({ api }) => {
    const [rushing, other] = [await connect(api), await connect(api)];
    await rushing.deliver({ count: 1_000, ageMs: 60_000 });
    await other.deliver();
    const { taken, more } = await take(api, { limit: 50 });
    const ids = taken.map(({ integrationId }) => integrationId);
    expect(ids.filter((id) => id === other.integrationId)).toHaveLength(1);
    expect(ids.filter((id) => id === rushing.integrationId)).toHaveLength(49);
    expect(more).toBe(true);
  });

  test('and a store that is alone takes the whole round, its oldest first', async ({ api }) => {
    const shop = await connect(api);
    await shop.deliver({ count: 60 });
    const oldest = await shop.deliver({ ageMs: 60_000 });
    const { taken } = await take(api, { limit: 50 });
    expect(taken).toHaveLength(50);
    expect(taken[0]?.id).toBe(oldest);
    expect(await take(api, { limit: 50 })).toMatchObject({ taken: { length: 11 }, more: false });
  });

  test('and integrations that have enough in hand get none', async ({ api }) => {
    const [full, other] = [await connect(api), await connect(api)];
    await full.deliver({ count: 3, ageMs: 60_000 });
    await other.deliver();
    const { taken } = await take(api, { limit: 50, except: [full.integrationId] });
    expect(taken.map(({ integrationId }) => integrationId)).toEqual([other.integrationId]);
  });

  test('and with more integrations than places each has its turn', async ({ api }) => {
    const shops = [await connect(api), await connect(api), await connect(api)];
    for (const shop of shops) await shop.deliver({ count: 5 });
    const turns = createTurns();
    const served: string[] = [];
    for (let round = 0; round < 3; round++) {
      const { taken } = await withEngine(api.database, (tx) =>
        takeDueDeliveries(tx, { turns, limit: 1, except: [], leaseMs: 60_000, now: Date.now() }),
      );
      served.push(...taken.map(({ integrationId }) => integrationId));
    }
    expect(served.toSorted()).toEqual(shops.map(({ integrationId }) => integrationId).toSorted());
  });
});

describe('an API that never answers', () => {
  async function open(api: ApiFixture) {
    const silent = await startSilentApi();
    const clientOf = createClientOf({
      sealer: api.integrations.sealer,
      clients: createClients({ allowLoopback: true }),
    });
    const deps: ProcessDeps = {
      ...api.integrations,
      database: api.database,
      eventLog: api.eventLog,
      flags: allOn,
      log,
      clientOf,
    };
    const { url } = await startRecordingApi(() => ({ body: { data: cart } }));
    return { deps, stuck: await connect(api, silent), other: await connect(api, url) };
  }

  test("leaves other stores' deliveries processed", { timeout: 90_000 }, async ({ api }) => {
    const { deps, stuck, other } = await open(api);
    await stuck.deliver({ count: 500, ageMs: 60_000 });
    const rounds = createDeliveryRounds(deps, { onProcessed: () => undefined, onFailure: () => undefined });
    await rounds.next();
    const delivery = await other.deliver();
    const isProcessed = async () => {
      await rounds.next();
      return (await other.look(delivery)).status === 'processed';
    };
    await expect.poll(isProcessed, { timeout: 60_000 }).toBe(true);
    rounds.stopAsking();
    await rounds.finished();
  });

  test('keeps no more of its deliveries in hand than one round took', async ({ api }) => {
    const { deps, stuck } = await open(api);
    await stuck.deliver({ count: 30 });
    const lanes = createPlatformLanes(deps);
    const options = { limit: 20, concurrency: 4, turns: createTurns(), lanes };
    const first = await beginRound(deps, options);
    await first.looked;
    expect(first.taken).toBe(20);
    expect(lanes.full()).toEqual([stuck.integrationId]);
    const second = await beginRound(deps, options);
    expect(second.taken).toBe(0);
    lanes.stop();
    await Promise.all([first.finished, second.finished]);
  });
});
