import type { StorefrontEvent } from '../../../events/event.ts';
import type { Invariant } from './invariant.ts';

const activities: ReadonlySet<StorefrontEvent['type']> = new Set([
  'cart_updated',
  'line_added',
  'line_removed',
  'checkout_started',
  'checkout_updated',
]);

/** What a permission rests on is no older than the delivery waits for it; both waits of it take five seconds at most. */
const knowledgeMsMax = 10_500;

/**
 * A purchase counts from the moment its acknowledgement arrived at the shop. It speaks for every cart that its person
 * had touched by then; a cart touched later may well be worth a message.
 */
export const noMessageAfterPurchase: Invariant = {
  name: 'no message was claimed after its person’s purchase had been acknowledged',
  async check({ sql, storeId, ledger }) {
    const rows = await sql<
      { id: string; external_id: string; claimed_at: Date; attempted_at: Date; attempts: number; channel: string }[]
    >`
      select m.id, m.channel, m.claimed_at, m.attempted_at, m.attempts, c.external_id from messages m
      join carts c on c.store_id = m.store_id and c.id = m.cart_id where m.store_id = ${storeId}`;
    const breaches: string[] = [];
    for (const { id, channel, claimed_at, attempted_at, attempts, external_id } of rows) {
      const claimedAt = claimed_at.getTime();
      const knowledgeMs = attempted_at.getTime() - claimedAt;
      if (attempts === 1 && knowledgeMs > knowledgeMsMax)
        breaches.push(`${channel} message ${id} was claimed on what had been known ${knowledgeMs} ms before`);
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
