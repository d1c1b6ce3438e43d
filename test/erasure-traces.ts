import { randomUUID } from 'node:crypto';
import {
  carts,
  deadLetters,
  integrations,
  messageContents,
  optInRequests,
  replies,
  sandboxMessages,
  suppressions,
  webhookDeliveries,
} from '../db/postgres/schema/index.ts';
import { withPipeline } from '../db/postgres/tenancy.ts';
import { redisKeys } from '../db/redis/keys.ts';
import type { AcceptedEvent, Who } from '../events/event.ts';
import { exportEvents } from '../services/analytics/export/export-events.ts';
import { applyEvents } from '../services/pipeline/apply-events.ts';
import { uuidV7 } from '../services/shared/ids.ts';
import { createStoreThresholdsCache } from '../services/state/stores/idle-thresholds.ts';
import { addressHash } from './address-hasher.ts';
import { type Erasing, erasureKeys } from './erasure-fixture.ts';
import { eventsOf } from './event-factory.ts';
import type { Shop } from './shop-factory.ts';

export const line = { productId: 'lamp', quantity: 1, unitPriceMinor: 4_900, name: 'Lamp' };
export const bulb = { ...line, productId: 'bulb' };

/** Somebody, and what leads to them. */
export interface Canary {
  readonly word: string;
  readonly who: Who & { readonly email: string };
  readonly customerId: string;
  readonly cartId: string;
  readonly workflowId: string;
}

/** Takes events in as the endpoint and the pipeline do. */
export const take = ({ database, eventLog }: Erasing, ...events: readonly AcceptedEvent[]) =>
  Promise.all([
    withPipeline(database, (tx) =>
      applyEvents(tx, events, { storeThresholds: createStoreThresholdsCache(), keys: erasureKeys }),
    ),
    ...events.map((event) => eventLog.append(event.storeId, [event])),
  ]).then(([applied]) => applied);

/** A person whose every word is one that nobody else says, everywhere that one leaves traces. */
export async function leaveTraces(erasing: Erasing, shop: Shop): Promise<Canary> {
  const { storeId } = shop;
  const word = `kanarie${randomUUID().slice(0, 8)}`;
  const email = `${word}@shopper.example`;
  const who = { anonymousId: `device-${word}`, customerId: `number-${word}`, email, phone: '+4366012345678' };
  const event = eventsOf(storeId, who);
  await take(
    erasing,
    event('customer_identified', { firstName: word, country: 'AT', locale: 'de-AT' }),
    event('consent_updated', { channel: 'email', status: 'granted', source: 'checkout' }),
    event('cart_updated', {
      ...{ cartId: `cart-${word}`, lines: [{ ...line, name: `Lamp for ${word}` }], currency: 'EUR', valueMinor: 4_900 },
      ...{ restoreUrl: `https://shop.example/${word}`, cartAliases: [`alias-${word}`] },
    }),
    event('order_placed', { orderId: `order-${word}`, totalMinor: 1_000, currency: 'EUR', lines: [bulb], minute: 1 }),
  );
  await exportEvents({ ...erasing, keys: erasureKeys });
  const [cart] = await shop.write((tx) => tx.select().from(carts));
  if (!cart?.customerId) throw new Error('the cart was not kept');
  const { customerId } = cart;
  const recoveryId = await shop.recovery(cart);
  const messageId = await shop.sentMessage(cart, recoveryId, { addressHash: addressHash(email) });
  const [run] = await shop.openRecoveries();
  const now = new Date();
  const integrationId = uuidV7();
  await shop.write(async (tx) => {
    const content = { to: email, text: `Dear ${word}` };
    await tx.insert(sandboxMessages).values({ storeId, messageId, channel: 'email', content });
    await tx
      .insert(messageContents)
      .values({ storeId, messageId, cartVersion: 1, addressHash: addressHash(email), content });
    await tx.insert(replies).values({
      ...{ storeId, id: uuidV7(), customerId, channel: 'email', class: 'question', identity: word },
      ...{ fromAddress: email, subject: `Re: ${word}`, text: `I am ${word}`, forwardState: 'none' },
      ...{ forwardDueAt: now, receivedAt: now },
    });
    await tx.insert(deadLetters).values({
      ...{ storeId, id: uuidV7(), event: JSON.stringify({ who }), cause: 'not_valid' },
    });
    await tx.insert(optInRequests).values({
      ...{
        storeId,
        id: uuidV7(),
        email,
        addressHash: addressHash(email),
        dueAt: now,
        requestedAt: now,
        expiresAt: now,
      },
    });
    await tx.insert(integrations).values({
      storeId,
      id: integrationId,
      platform: 'shopify',
      secrets: 'x',
      settings: { currency: null, orderStatuses: {} },
    });
    await tx.insert(webhookDeliveries).values({
      ...{ storeId, id: uuidV7(), integrationId, topic: 'customers/update', headers: {}, status: 'processed' },
      ...{ body: Buffer.from(JSON.stringify({ email, first_name: word })), dueAt: now, receivedAt: now },
    });
    await tx
      .insert(suppressions)
      .values({ storeId, channel: 'sms', addressHash: addressHash(who.phone), cause: 'bounce' });
  });
  await erasing.redis.set(redisKeys.activity(storeId, `a:${who.anonymousId}`), word);
  return { word, who, customerId, cartId: cart.id, workflowId: run?.workflowId ?? '' };
}
