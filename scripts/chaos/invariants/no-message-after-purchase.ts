import type { StorefrontEvent } from '../../../events/event.ts';
import type { Invariant } from './invariant.ts';

const activities: ReadonlySet<StorefrontEvent['type']> = new Set([
  'cart_updated',
  'line_added',
  'line_removed',
  'checkout_started',
  'checkout_updated',
]);

/**
 * A purchase counts from the moment its acknowledgement arrived at the shop. It speaks for every cart that its person
 * had touched by then; a cart touched later may well be worth a message.
 */
export const noMessageAfterPurchase: Invariant = {
  name: 'no message was claimed after its person’s purchase had been acknowledged',
  async check({ sql, storeId, ledger }) {
    const rows = await sql<{ id: string; external_id: string; claimed_at: Date; channel: string }[]>`
      select m.id, m.channel, m.claimed_at, c.external_id from messages m
      join carts c on c.store_id = m.store_id and c.id = m.cart_id where m.store_id = ${storeId}`;
    const breaches: string[] = [];
    for (const { id, channel, claimed_at, external_id } of rows) {
      const claimedAt = claimed_at.getTime();
      const touches = ledger.entries.filter(
        ({ event, sentAt }) =>
          activities.has(event.type) &&
          'cartId' in event &&
          event.cartId === external_id &&
          sentAt !== null &&
          sentAt <= claimedAt,
      );
      const touchedAt = Math.max(...touches.map(({ event }) => Date.parse(event.occurredAt)));
      const shopper = touches[0]?.shopper;
      const purchase = ledger.entries.find(
        ({ event, shopper: buyer, acknowledgedAt }) =>
          event.type === 'order_placed' &&
          buyer === shopper &&
          acknowledgedAt !== null &&
          acknowledgedAt < claimedAt &&
          Date.parse(event.occurredAt) >= touchedAt,
      );
      if (purchase)
        breaches.push(
          `${channel} message ${id} of cart ${external_id} was claimed ${claimedAt - (purchase.acknowledgedAt ?? 0)} ms after ${purchase.event.id}, an order of its person, was acknowledged`,
        );
    }
    return breaches;
  },
};
