import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { system } from '../../../domain/actor.ts';
import { pollUntil } from '../../../runtime/poll-until.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { createIntegration } from '../integrations/create.ts';
import { getIntegration } from '../integrations/get.ts';
import { createDeliveryRounds } from './delivery-rounds.ts';
import { getDelivery } from './get.ts';
import { createWebhookInbox } from './inbox.ts';
import { type ProcessDeps, processDueDeliveries } from './process-due.ts';

const log = pino({ level: 'silent' });
const cart = {
  currency: { code: 'EUR' },
  line_items: { physical_items: [{ variant_id: 8, product_id: 7, quantity: 1, sale_price: 12.5, name: 'Lamp' }] },
  updated_time: '2026-11-20T10:00:00Z',
};

/** A shop whose platform does not answer for the cart `slow` until `answer` is called. */
async function connect(api: ApiFixture, { siteUrl = null }: { readonly siteUrl?: string | null } = {}) {
  const store = await api.newStore();
  const { integration } = await createIntegration(api.integrations, {
    actor: system,
    storeId: store.id,
    platform: 'bigcommerce',
    secret: 'whsec_c2VjcmV0',
    settings: { siteUrl },
  });
  const keep = createWebhookInbox(api.database);
  const { promise: slow, resolve: answer } = Promise.withResolvers<void>();
  const { database, eventLog, integrations } = api;
  const deps: ProcessDeps = {
    flags: allOn,
    ...integrations,
    database,
    eventLog,
    log,
    clientOf: () => ({
      async read(_resource, id) {
        if (id === 'slow') await slow;
        return { ...cart, id };
      },
      changed() {
        throw new Error('no round looks for what changed');
      },
    }),
  };
  return {
    deps,
    answer,
    async deliver(cartId: string) {
      const id = uuidV7();
      const body = { scope: 'store/cart/updated', data: { type: 'cart', id: cartId }, created_at: 1_795_000_000 };
      await keep(
        { storeId: store.id, id: integration.id },
        {
          id,
          deliveryId: id,
          topic: 'store/cart/updated',
          headers: {},
          body: Buffer.from(JSON.stringify(body)),
          receivedAt: Date.now(),
        },
      );
      return id;
    },
    settings: async () =>
      (await getIntegration(database, { storeId: store.id, integrationId: integration.id })).settings,
    look: (deliveryId: string) => getDelivery(database, { storeId: store.id, deliveryId, unmasked: true }),
  };
}

type Shop = Awaited<ReturnType<typeof connect>>;

async function isProcessed({ look }: Shop, deliveryId: string): Promise<boolean> {
  return (await look(deliveryId)).status === 'processed';
}

describe('a platform that takes its time to answer', () => {
  test('holds up nothing that was worked on beside it', async ({ api }) => {
    const shop = await connect(api);
    const [slow, quick] = [await shop.deliver('slow'), await shop.deliver('quick')];
    const round = processDueDeliveries(shop.deps, { limit: 10, concurrency: 2 });
    expect(await pollUntil(() => isProcessed(shop, quick), AbortSignal.timeout(60_000))).toBe(true);
    expect(await shop.look(slow)).toMatchObject({ status: 'received', attempts: 1 });
    shop.answer();
    expect(await round).toMatchObject({ taken: 2, settled: [{ status: 'processed' }, { status: 'processed' }] });
    expect(await isProcessed(shop, slow)).toBe(true);
  });

  test('holds up nothing that comes after it', async ({ api }) => {
    const shop = await connect(api);
    const rounds = createDeliveryRounds(shop.deps, {
      onProcessed: () => undefined,
      onFailure: (error) => {
        throw error;
      },
    });
    const slow = await shop.deliver('slow');
    await rounds.next();
    expect(await shop.look(slow)).toMatchObject({ status: 'received', attempts: 1 });
    const quick = await shop.deliver('quick');
    await rounds.next();
    expect(await pollUntil(() => isProcessed(shop, quick), AbortSignal.timeout(60_000))).toBe(true);
    shop.answer();
    await rounds.finished();
  });
});

test('the platform’s first events tell where it shows the shop’s carts, and the store’s own word goes before them', async ({
  api,
}) => {
  for (const [said, kept] of [
    [null, 'https://store-1.platform.example'],
    ['https://own.example', 'https://own.example'],
  ] as const) {
    const shop = await connect(api, { siteUrl: said });
    const deps: ProcessDeps = {
      ...shop.deps,
      clientOf: () => ({
        async read(_resource, id) {
          return { ...cart, id, redirect_urls: { cart_url: `https://store-1.platform.example/cart.php?id=${id}` } };
        },
        changed() {
          throw new Error('no round looks for what changed');
        },
      }),
    };
    const delivered = await shop.deliver('c-1');
    await processDueDeliveries(deps, { limit: 10, concurrency: 1 });
    expect(await pollUntil(() => isProcessed(shop, delivered), AbortSignal.timeout(10_000))).toBe(true);
    expect((await shop.settings()).siteUrl).toBe(kept);
  }
});

test('a round that takes long begins nothing new: the rest comes again before anybody else takes it', async ({
  api,
}) => {
  const shop = await connect(api);
  const ids = [await shop.deliver('a'), await shop.deliver('b')];
  const startedAt = Date.now();
  let asked = 0;
  const now = () => startedAt + (asked++ === 0 ? 0 : 61_000);
  await processDueDeliveries({ ...shop.deps, now }, { limit: 10, concurrency: 1 });
  for (const id of ids) expect(await shop.look(id)).toMatchObject({ status: 'received', attempts: 1 });
  await processDueDeliveries({ ...shop.deps, now: () => startedAt + 63_000 }, { limit: 10, concurrency: 1 });
  for (const id of ids) expect(await shop.look(id)).toMatchObject({ status: 'processed', attempts: 2 });
});
