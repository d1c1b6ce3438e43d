import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { withPipeline } from '../../../db/postgres/tenancy.ts';
import { applyEvents } from '../../../services/pipeline/apply-events.ts';
import { cartIdOf, orderIdOf } from '../../../services/shared/ids.ts';
import { createStoreThresholdsCache } from '../../../services/state/stores/idle-thresholds.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { eventsOf, minuteAt } from '../../../test/event-factory.ts';

/** A store in which one shopper filled a cart, ordered it, and ordered and called off something else. */
async function storeWithOrders(api: ApiFixture) {
  const store = await api.newStore();
  const event = eventsOf(store.id, { email: 'mira@shopper.example' });
  const lines = [{ productId: 'desk', quantity: 1, unitPriceMinor: 12_000 }];
  await withPipeline(api.database, (tx) =>
    applyEvents(
      tx,
      [
        event('cart_updated', { cartId: 'c-1', lines, currency: 'EUR', minute: 1 }),
        event('order_placed', { orderId: 'o-1', cartId: 'c-1', lines, totalMinor: 12_000, currency: 'EUR', minute: 2 }),
        event('order_placed', { orderId: 'o-2', lines: [], incomplete: ['totalMinor'], minute: 3 }),
        event('order_cancelled', { orderId: 'o-2', minute: 4 }),
      ],
      { storeThresholds: createStoreThresholdsCache() },
    ),
  );
  return store;
}

describe('orders', () => {
  test('are listed with what stands of each, and can be asked for by it', async ({ api }) => {
    const store = await storeWithOrders(api);
    const all = await api.call('/v1/orders', { key: store.key });
    expect(
      all.json.items.map(({ externalId, status }: Record<string, unknown>) => [externalId, status]).sort(),
    ).toEqual([
      ['o-1', 'placed'],
      ['o-2', 'cancelled'],
    ]);
    const { json } = await api.call('/v1/orders?status=cancelled', { key: store.key });
    expect(json.items).toMatchObject([{ externalId: 'o-2', totalMinor: null, incomplete: ['totalMinor'] }]);
  });

  test('are read with their lines, and only by their store', async ({ api }) => {
    const store = await storeWithOrders(api);
    const path = `/v1/orders/${orderIdOf(store.id, 'o-1')}`;
    expect((await api.call(path, { key: store.key })).json).toMatchObject({
      externalId: 'o-1',
      totalMinor: 12_000,
      arrivedAt: new Date(minuteAt(2)).toISOString(),
      lines: [{ productId: 'desk' }],
    });
    const stranger = await api.newStore();
    expect((await api.call(path, { key: stranger.key })).status).toBe(404);
    expect((await api.call(`/v1/orders/${randomUUID()}`, { key: store.key })).status).toBe(404);
  });

  test('stand in the timeline of the cart, also those that do not count, with the reason', async ({ api }) => {
    const store = await storeWithOrders(api);
    const { json } = await api.call(`/v1/carts/${cartIdOf(store.id, 'c-1')}`, { key: store.key });
    const told = json.timeline.filter(({ kind }: { kind: string }) => kind === 'order');
    expect(told.map(({ text }: { text: string }) => text)).toEqual([
      'Order o-1 was bought.',
      'Order o-2 of the same person or device was called off, so it does not count.',
    ]);
  });
});
