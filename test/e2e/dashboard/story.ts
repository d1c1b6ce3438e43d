import { vi } from 'vitest';
import { z } from 'zod';
import type { StorefrontEvent } from '../../../events/event.ts';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { sendEvents } from '../../../tools/traffic/send-events.ts';

const patience = { timeout: 60_000, interval: 100 };
const messages = z.object({ items: z.array(z.object({ id: z.string(), cartId: z.string(), state: z.string() })) });

const who = { customerId: 'customer-1', email: 'greta@shopper.example', phone: '+12025550143' };
const base = () => ({ id: crypto.randomUUID(), occurredAt: new Date().toISOString() });

/** Somebody who nobody knows leaves a cart. */
export async function leaveUnknownCart(client: ApiClient, cartId = 'cart-unknown'): Promise<void> {
  await tell(client, [
    {
      ...base(),
      type: 'checkout_started',
      who: { anonymousId: `visitor-${cartId}` },
      cartId,
      currency: 'EUR',
      lines: [{ productId: 'mug', quantity: 1, unitPriceMinor: 1_900, name: 'Blue mug' }],
    },
  ]);
}

/** A person who agreed to e-mail and SMS leaves a cart; resolves when the first message about it was taken. */
export async function leaveCart(client: ApiClient, shopUrl: string): Promise<{ cartId: string; messageId: string }> {
  const consent = (channel: 'email' | 'sms'): StorefrontEvent => ({
    ...base(),
    who,
    type: 'consent_updated',
    channel,
    status: 'granted',
    source: 'checkout',
  });
  await tell(client, [
    { ...base(), who, type: 'customer_identified', firstName: 'Greta' },
    consent('email'),
    consent('sms'),
    {
      ...base(),
      who,
      type: 'checkout_started',
      cartId: 'cart-1',
      currency: 'EUR',
      lines: [{ productId: 'rug', quantity: 2, unitPriceMinor: 14_950, name: 'Tide runner' }],
      restoreUrl: `${shopUrl}/cart/cart-1`,
    },
  ]);
  return vi.waitUntil(async () => {
    const { items } = messages.parse(await client.get('/v1/messages'));
    const sent = items.find(({ state }) => state === 'accepted');
    return sent && { cartId: sent.cartId, messageId: sent.id };
  }, patience);
}

/** The same person buys. */
export async function buy(client: ApiClient): Promise<void> {
  await tell(client, [
    { ...base(), who, type: 'order_placed', orderId: 'order-1', cartId: 'cart-1', totalMinor: 29_900, currency: 'EUR' },
  ]);
}

async function tell(client: ApiClient, events: readonly StorefrontEvent[]): Promise<void> {
  const answers = await sendEvents(client, events, { giveUpAfterMs: 0 });
  const refused = answers.find(({ status }) => status !== 'accepted');
  if (refused) throw new Error(`an event was ${refused.status}`);
}
