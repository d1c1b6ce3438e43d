import type { StorefrontEvent } from '../../../events/event.ts';
import { arrivalsOfOrders } from '../arrivals-of-orders.ts';
import type { JournalEntry } from '../event-journal.ts';
import type { Findings, Invariant } from './invariant.ts';

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
export const gapMsMax = 1_000;

/** A message as its row tells it; times in epoch milliseconds. */
export interface PermittedMessage {
  readonly id: string;
  readonly channel: string;
  /** The shop's own id. */
  readonly cartId: string;
  /** Everything acknowledged before it was known (`services/messaging/messages/consistent-as-of.ts`). */
  readonly consistentAsOf: number;
  /** Permission of the newest attempt. */
  readonly attemptedAt: number;
  readonly attempts: number;
}

/**
 * A purchase counts from the moment its acknowledgement arrived at the shop. It speaks for every cart of its person that
 * was last touched before it arrived; a cart touched later may well be worth a message. What was acknowledged between
 * the last look at the log and the permission is missed: every such message is told with its gap.
 */
export const noMessageAfterPurchase: Invariant = {
  name: `no message was permitted more than ${gapMsMax} ms after its person’s purchase had been acknowledged`,
  async check(evidence) {
    const { sql, storeId, journal } = evidence;
    const rows = await sql<
      { id: string; channel: string; claimed_at: Date; attempted_at: Date; attempts: number; external_id: string }[]
    >`
      select m.id, m.channel, m.claimed_at, m.attempted_at, m.attempts, c.external_id from messages m
      join carts c on c.store_id = m.store_id and c.id = m.cart_id where m.store_id = ${storeId}`;
    const messages = rows.map(({ external_id, claimed_at, attempted_at, ...row }) => ({
      ...row,
      cartId: external_id,
      consistentAsOf: claimed_at.getTime(),
      attemptedAt: attempted_at.getTime(),
    }));
    return judgeMessages(messages, { entries: journal.entries, arrivals: await arrivalsOfOrders(evidence) });
  },
};

export interface ToldPurchases {
  readonly entries: readonly JournalEntry[];
  /** Of orders by the shop's id, epoch milliseconds. */
  readonly arrivals: ReadonlyMap<string, number>;
}

export function judgeMessages(messages: readonly PermittedMessage[], told: ToldPurchases): Findings {
  const purchaseBefore = purchasesOf(told);
  const breaches: string[] = [];
  const gaps: string[] = [];
  for (const { id, channel, cartId, consistentAsOf, attemptedAt, attempts } of messages) {
    // When a message that was tried again was permitted first is not kept; it was not before what was known then.
    const permittedAt = attempts > 1 ? consistentAsOf : attemptedAt;
    const purchase = purchaseBefore(cartId, permittedAt);
    if (!purchase) continue;
    const gapMs = permittedAt - purchase.acknowledgedAt;
    const text = `${channel} message ${id} of cart ${cartId} was permitted ${gapMs} ms after ${purchase.id}, an order of its person, was acknowledged`;
    if (purchase.acknowledgedAt < consistentAsOf) breaches.push(`${text}, though it counts as known`);
    else if (gapMs > gapMsMax) breaches.push(text);
    else gaps.push(text);
  }
  const again = messages.filter(({ attempts }) => attempts > 1).length;
  return {
    breaches,
    notes: [
      `${gaps.length} of ${messages.length} messages were permitted within ${gapMsMax} ms of a purchase that they did not know of`,
      ...gaps,
      ...(again > 0 ? [`${again} were tried more than once: judged by what was known at the first time`] : []),
    ],
  };
}

/** Finds the earliest acknowledged purchase that spoke for a cart at a moment. */
function purchasesOf({ entries, arrivals }: ToldPurchases) {
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
    const touchedAt = Math.max(...known.map(({ event }: JournalEntry) => Date.parse(event.occurredAt)));
    return (purchases.get(known[0]?.shopper ?? -1) ?? [])
      .filter(({ acknowledgedAt, arrivedAt }) => acknowledgedAt < moment && arrivedAt >= touchedAt)
      .toSorted((a, b) => a.acknowledgedAt - b.acknowledgedAt)[0];
  };
}
