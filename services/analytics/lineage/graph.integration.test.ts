import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { predictions, trainingRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { hashOf } from '../../../ml/feature-set.ts';
import { featureSet } from '../../../ml/features.ts';
import { createRolloutModels } from '../../../test/rollout-fixture.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { lineageAround } from './graph-around.ts';
import type { LineageEvents } from './lineage-events.ts';
import { type LineageGraph, type LineageKind, lineageKinds } from './lineage-graph.ts';

/** A cart that a version looked at, a message that went out after it, and an order after that. */
async function recovered(database: Database, shop: Shop) {
  const { storeId } = shop;
  const { primaryId: versionId } = await createRolloutModels(database, shop);
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);
  await shop.write((tx) =>
    tx.insert(predictions).values({
      ...{ storeId, id: recoveryId, cartId: cart.id, recoveryId, at: new Date(), role: 'primary', purpose: 'recovery' },
      ...{ probability: 0.31, modelVersionId: versionId, modelVersion: 'present', features: [['weekend', 1]] },
      reasons: [{ feature: 'weekend', value: 1, direction: 'raises', contribution: 0.2 }],
      ...{ featureSet: 'session', featureSetVersion: 1, featureSetHash: hashOf(featureSet) },
    }),
  );
  const messageId = await shop.sentMessage(cart, recoveryId);
  await shop.decision(cart.id, { kind: 'sent', recoveryId, ruleId: 'touch-1', channel: 'email' });
  const orderId = await shop.order({ cartId: cart.id, customerId, recoveryId, touchMessageId: messageId });
  return { customerId, cartId: cart.id, recoveryId, versionId, messageId, orderId };
}

const events: LineageEvents = {
  find: ({ eventId }) =>
    Promise.resolve(eventId === 'gone' ? null : { ...told, id: eventId, cartId: eventId.slice(6) }),
  ofCart: ({ cartId }) => Promise.resolve([{ ...told, id: `event-${cartId}`, cartId }]),
};
const told = { id: '', type: 'checkout_started', at: new Date(), cartId: null, orderId: null };

/** Every pair of things of which one came of the other, by their kinds. */
const kindsOf = ({ links }: LineageGraph) =>
  [...new Set(links.map(({ from, to }) => `${from.split(':')[0]} → ${to.split(':')[0]}`))].sort();

describe('the graph around a thing', () => {
  test('leads from the event over the cart, the prediction and the decision to the message and the order', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const shop = await newShop();
    const made = await recovered(database, shop);
    const around = (kind: LineageKind, id: string) =>
      lineageAround({ database, events }, { actor: system, storeId: shop.storeId, kind, id });
    expect(kindsOf(await around('cart', made.cartId))).toEqual([
      'cart → prediction',
      'decision → message',
      'event → cart',
      'feature → prediction',
      'message → order',
      'person → cart',
      'prediction → decision',
      'version → prediction',
    ]);
    // The same is reached from each of them.
    const begins: readonly (readonly [LineageKind, string])[] = [
      ...([
        ['person', made.customerId],
        ['prediction', made.recoveryId],
        ['message', made.messageId],
      ] as const),
      ...([
        ['order', made.orderId],
        ['version', made.versionId],
        ['feature', 'weekend'],
      ] as const),
      ['event', `event-${made.cartId}`] as const,
    ];
    for (const [kind, id] of begins) {
      const graph = await around(kind, id);
      const keys = graph.nodes.map(({ key }) => key);
      expect(keys, kind).toContain(`${kind}:${id}`);
      expect(keys, kind).toContain(`prediction:${made.recoveryId}`);
      expect(keys, kind).toContain(`message:${made.messageId}`);
      for (const { from, to } of graph.links) expect(keys, kind).toEqual(expect.arrayContaining([from, to]));
    }
  });

  test('leads from a training run to its version', async ({ systemOfRecord: database, newShop }) => {
    const { storeId } = await newShop();
    const { primaryId: versionId } = await createRolloutModels(database, { storeId });
    const id = uuidV7();
    await withEngine(database, (tx) =>
      tx.insert(trainingRuns).values({
        ...{ id, storeId, model: 'purchase', reason: 'asked', state: 'registered', versionId, actorKind: 'system' },
        ...{ progress: { step: 'writing', done: 1 }, requestedAt: new Date(), endedAt: new Date() },
      }),
    );
    const graph = await lineageAround({ database }, { actor: system, storeId, kind: 'training_run', id });
    expect(graph.nodes.map(({ kind, name, state }) => [kind, name, state])).toEqual([
      ['training_run', 'asked', 'registered'],
      ['version', 'present', 'production'],
    ]);
  });

  test('is that of one store, and of what there is', async ({ systemOfRecord: database, newShop }) => {
    const [shop, other] = [await newShop(), await newShop()];
    const made = await recovered(database, shop);
    const ids = { cart: made.cartId, person: made.customerId, prediction: made.recoveryId, message: made.messageId };
    const around = (storeId: string, kind: LineageKind, id: string) =>
      lineageAround({ database, events }, { actor: system, storeId, kind, id });
    for (const [kind, id] of Object.entries({ ...ids, order: made.orderId, version: made.versionId }))
      await expect(around(other.storeId, kind as LineageKind, id), kind).rejects.toMatchObject({ code: 'not_found' });
    for (const kind of lineageKinds) {
      const id = kind === 'event' ? 'gone' : kind === 'feature' ? 'shoe_size' : randomUUID();
      await expect(around(shop.storeId, kind, id), kind).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(around(shop.storeId, 'cart', 'cart-1')).rejects.toMatchObject({ code: 'invalid' });
  });

  test('is shown to who may read a thing of its kind', async ({ systemOfRecord: database, newShop }) => {
    const shop = await newShop();
    const { cartId } = await recovered(database, shop);
    const actor = { kind: 'api_key', keyId: randomUUID(), storeId: shop.storeId, scopes: ['events:write'] } as const;
    await expect(
      lineageAround({ database }, { actor, storeId: shop.storeId, kind: 'cart', id: cartId }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});
