import { randomBytes } from 'node:crypto';
import { describe, expect } from 'vitest';
import { system } from '../../../domain/actor.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { createIntegration } from '../integrations/create.ts';
import { removeIntegration } from '../integrations/remove.ts';
import { getDelivery } from './get.ts';
import { createWebhookInbox, type NewDelivery } from './inbox.ts';
import { listDeliveries } from './list.ts';

async function connect(api: ApiFixture) {
  const store = await api.newStore();
  const { integration } = await createIntegration(api.integrations, {
    actor: system,
    storeId: store.id,
    platform: 'shopify',
    secret: 'shpss_0123456789abcdef',
  });
  return { storeId: store.id, id: integration.id };
}

function delivery(about: Partial<NewDelivery> = {}): NewDelivery {
  const id = uuidV7();
  return { id, deliveryId: id, topic: 't', headers: {}, body: Buffer.from('{}'), receivedAt: Date.now(), ...about };
}

describe('deliveries that arrive together', () => {
  test('are all kept, and of those with one name only one', async ({ api }) => {
    const place = await connect(api);
    const keep = createWebhookInbox(api.database);
    const names = Array.from({ length: 250 }, (_, index) => `name-${index % 200}`);
    const answers = await Promise.all(names.map((deliveryId) => keep(place, delivery({ deliveryId }))));
    expect(answers.filter((answer) => answer === 'kept')).toHaveLength(200);
    expect(await keep(place, delivery({ deliveryId: 'name-7' }))).toBe('duplicate');
    const { items } = await listDeliveries(api.database, {
      ...place,
      integrationId: place.id,
      limit: 300,
      after: null,
    });
    expect(new Set(items.map(({ deliveryId }) => deliveryId))).toEqual(new Set(names));
  });

  test('that share a name and differ in their bytes are all kept', async ({ api }) => {
    const place = await connect(api);
    const keep = createWebhookInbox(api.database);
    const orders = Array.from({ length: 12 }, (_, index) => ({ id: 8_100 + index, paid_at: '2026-11-20T10:00:00Z' }));
    const send = (order: object) =>
      keep(place, delivery({ deliveryId: 'one', body: Buffer.from(JSON.stringify(order)) }));
    expect(new Set(await Promise.all(orders.map(send)))).toEqual(new Set(['kept']));
    expect(new Set(await Promise.all(orders.map(send)))).toEqual(new Set(['duplicate']));
  });

  test('that bring bytes which were kept before are no second copy, whatever they are called', async ({ api }) => {
    const place = await connect(api);
    const keep = createWebhookInbox(api.database);
    const body = Buffer.from(JSON.stringify({ id: 8_100, paid_at: '2026-11-20T10:00:00Z' }));
    const answers = await Promise.all(Array.from({ length: 9 }, () => keep(place, delivery({ body }))));
    expect(answers.filter((answer) => answer === 'kept')).toHaveLength(1);
    expect(await keep(place, delivery({ body, deliveryId: null }))).toBe('duplicate');
    expect(await keep(place, delivery({ body, topic: 'another' }))).toBe('kept');
    expect(await keep(await connect(api), delivery({ body }))).toBe('kept');
  });

  test('without a name are never taken for each other', async ({ api }) => {
    const place = await connect(api);
    const keep = createWebhookInbox(api.database);
    const answers = await Promise.all([1, 2, 3].map(() => keep(place, delivery({ deliveryId: null }))));
    expect(answers).toEqual(['kept', 'kept', 'kept']);
  });

  test('stay what they are, byte for byte', async ({ api }) => {
    const place = await connect(api);
    const keep = createWebhookInbox(api.database);
    const odd = `{a,"b"},\\c 'NULL' \u001e é🛒`;
    const deliveries = [Buffer.alloc(0), randomBytes(5_000), Buffer.from('NULL'), Buffer.from(odd)].map((body, index) =>
      delivery({
        body,
        topic: odd,
        deliveryId: `${odd}${index}`,
        headers: { 'x-odd': odd },
        receivedAt: 1_795_000_000_123,
      }),
    );
    await Promise.all(deliveries.map((one) => keep(place, one)));
    for (const { id, body, topic, deliveryId, headers, receivedAt } of deliveries) {
      const kept = await getDelivery(api.database, { storeId: place.storeId, deliveryId: id, unmasked: true });
      expect(Buffer.from(kept.body).equals(body)).toBe(true);
      expect(kept).toMatchObject({ topic, deliveryId, headers, receivedAt: new Date(receivedAt), status: 'received' });
    }
  });

  test('for an integration that was removed are refused, and hold up no other', async ({ api }) => {
    const [gone, other] = [await connect(api), await connect(api)];
    const keep = createWebhookInbox(api.database);
    await removeIntegration(api.database, { actor: system, storeId: gone.storeId, integrationId: gone.id });
    const [refused, kept] = await Promise.allSettled([keep(gone, delivery()), keep(other, delivery())]);
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
    expect(kept).toEqual({ status: 'fulfilled', value: 'kept' });
  });

  test('for a store that does not have the integration are refused', async ({ api }) => {
    const [one, other] = [await connect(api), await connect(api)];
    const keep = createWebhookInbox(api.database);
    await expect(keep({ storeId: other.storeId, id: one.id }, delivery())).rejects.toMatchObject({ code: 'not_found' });
  });
});
