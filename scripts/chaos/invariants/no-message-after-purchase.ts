import type { StorefrontEvent } from '../../../events/event.ts';
import { arrivalsOfOrders } from '../arrivals-of-orders.ts';
import type { LedgerEntry } from '../ledger.ts';
import type { Evidence, Invariant } from './invariant.ts';

const activities: ReadonlySet<StorefrontEvent['type']> = new Set([
  'product_viewed',
  'cart_updated',
  'line_added',
  'line_removed',
  'checkout_started',
  'checkout_updated',
]);

/**
 * Longest time between a purchase's acknowledgement and a permission that did not know of it. Measured, not promised:
 * 535 ms were the longest of all runs so far, on a machine that was being killed and started all the time.
 */
const gapMsMax = 1_000;

interface MessageRow {
  readonly id: string;
  readonly channel: string;
  readonly external_id: string;
  /** Everything acknowledged before it was known. */
  readonly claimed_at: Date;
  /** Permission of the newest attempt. */
  readonly attempted_at: Date;
  readonly attempts: number;
}

/**
 * A purchase counts from the moment its acknowledgement arrived at the shop. It speaks for every cart of its person that
 * was last touched before it arrived; a cart touched later may well be worth a message. What was acknowledged between
 * the last look at the log and the permission is missed: every such message is told with its gap.
 */
export const noMessageAfterPurchase: Invariant = {
  name: `no message was permitted on knowledge that lacked an acknowledged purchase of its person for more than ${gapMsMax} ms`,
  async check(evidence) {
    const { sql, storeId } = evidence;
    const rows = await sql<MessageRow[]>`
      select m.id, m.channel, m.claimed_at, m.attempted_at, m.attempts, c.external_id from messages m
      join carts c on c.store_id = m.store_id and c.id = m.cart_id where m.store_id = ${storeId}`;
    const purchaseBefore = await readPurchases(evidence);
    const breaches: string[] = [];
    const gaps: string[] = [];
    let again = 0;
    for (const row of rows) {
      const knownAsOf = row.claimed_at.getTime();
      // Of a message that was tried again nobody kept when it was permitted first; until then it was known, at least.
      if (row.attempts > 1) again += 1;
      const permittedAt = row.attempts > 1 ? knownAsOf : row.attempted_at.getTime();
      const purchase = purchaseBefore(row.external_id, permittedAt);
      if (!purchase) continue;
      const gapMs = permittedAt - purchase.acknowledgedAt;
      const text = `${row.channel} message ${row.id} of cart ${row.external_id} was permitted ${gapMs} ms after ${purchase.id}, an order of its person, was acknowledged`;
      if (purchase.acknowledgedAt < knownAsOf) breaches.push(`${text}, though it counts as known`);
      else if (gapMs > gapMsMax) breaches.push(text);
      else gaps.push(text);
    }
    const notes = [
      `${gaps.length} of ${rows.length} messages were permitted within ${gapMsMax} ms of a purchase that they did not know of`,
      ...gaps,
      ...(again > 0 ? [`${again} were tried more than once: judged by what was known at the first time`] : []),
    ];
    return { breaches, notes };
  },
};

/** Finds the earliest acknowledged purchase that spoke for a cart at a moment. */
async function readPurchases(evidence: Evidence) {
  const { entries } = evidence.ledger;
  const arrivals = await arrivalsOfOrders(evidence);
  const touches = Map.groupBy(
    entries.filter(({ event }) => activities.has(event.type)),
    ({ event }) => ('cartId' in event ? event.cartId : undefined),
  );
  const purchases = Map.groupBy(
    entries.flatMap(({ event, shopper, acknowledgedAt }) => {
      const arrivedAt = event.type === 'order_placed' ? arrivals.get(event.orderId) : undefined;
      if (arrivedAt === undefined || acknowledgedAt === null) return [];
      return [{ id: event.id, shopper, acknowledgedAt, arrivedAt }];
    }),
    ({ shopper }) => shopper,
  );
  return (cartId: string, moment: number) => {
    const known = (touches.get(cartId) ?? []).filter(({ sentAt }) => sentAt !== null && sentAt <= moment);
    const touchedAt = Math.max(...known.map(({ event }: LedgerEntry) => Date.parse(event.occurredAt)));
    return (purchases.get(known[0]?.shopper ?? -1) ?? [])
      .filter(({ acknowledgedAt, arrivedAt }) => acknowledgedAt < moment && arrivedAt >= touchedAt)
      .toSorted((a, b) => a.acknowledgedAt - b.acknowledgedAt)[0];
  };
}
