import type { StorefrontEvent, Who } from '../../events/event.ts';

/** One order that was acknowledged. Times are epoch milliseconds. */
export interface Purchase {
  readonly orderId: string;
  /** Null: an order that names no cart, as from a till or a marketplace. */
  readonly cartId: string | null;
  readonly person: string;
  readonly occurredAt: number;
  readonly acknowledgedAt: number;
}

/** A message that was allowed to leave, and whose cart it was about. */
export interface Claim {
  readonly id: string;
  readonly cartId: string;
  readonly claimedAt: number;
}

export interface PurchaseSplit {
  /** No message to the person had gone out by then. */
  readonly beforeAnyMessage: number;
  readonly afterAMessage: number;
  /** Of all, those that named no cart. */
  readonly withoutCart: number;
  /** Messages claimed after an order of the same person was acknowledged, about a cart not touched again: must stay empty. */
  readonly messagesAfterPurchase: readonly string[];
}

/**
 * Counts purchases by whether a message to that person had been claimed, and finds messages that should not have been:
 * about whichever cart of the person, since who has bought is not reminded of another one either.
 */
export function splitPurchases(
  purchases: readonly Purchase[],
  claims: readonly Claim[],
  customerOfCart: ReadonlyMap<string, string>,
  activityAfter: (cartId: string, sinceMs: number, untilMs: number) => boolean,
): PurchaseSplit {
  const claimsOf = Map.groupBy(claims, ({ cartId }) => customerOfCart.get(cartId));
  let afterAMessage = 0;
  const messagesAfterPurchase: string[] = [];
  for (const { orderId, person, occurredAt, acknowledgedAt } of purchases) {
    const toPerson = claimsOf.get(person) ?? [];
    if (toPerson.some(({ claimedAt }) => claimedAt < occurredAt)) afterAMessage += 1;
    for (const { id, cartId, claimedAt } of toPerson) {
      if (claimedAt > acknowledgedAt && !activityAfter(cartId, occurredAt, claimedAt))
        messagesAfterPurchase.push(
          `message ${id} about ${cartId} was claimed ${claimedAt - acknowledgedAt} ms after order ${orderId} of the same person was acknowledged`,
        );
    }
  }
  return {
    beforeAnyMessage: purchases.length - afterAMessage,
    afterAMessage,
    withoutCart: purchases.filter(({ cartId }) => cartId === null).length,
    messagesAfterPurchase,
  };
}

export function purchaseOf(event: StorefrontEvent, acknowledgedAt: number): Purchase | null {
  if (event.type !== 'order_placed') return null;
  const { orderId, cartId = null, who, occurredAt } = event;
  return { orderId, cartId, person: personOf(who), occurredAt: Date.parse(occurredAt), acknowledgedAt };
}

/** A visitor of a recording has one device, so the device is the person; else whatever is known. */
export function personOf({ anonymousId, customerId, email, phone }: Who): string {
  return anonymousId ?? customerId ?? email ?? phone ?? '';
}
