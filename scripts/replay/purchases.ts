import type { StorefrontEvent } from '../../events/event.ts';

/** One order that was acknowledged. Times are epoch milliseconds. */
export interface Purchase {
  readonly orderId: string;
  readonly cartId: string;
  readonly occurredAt: number;
  readonly acknowledgedAt: number;
}

export interface PurchaseSplit {
  /** No message about the cart had gone out by then. */
  readonly beforeAnyMessage: number;
  readonly afterAMessage: number;
  /** Messages claimed after the order of their cart was acknowledged, and not touched again: must stay empty. */
  readonly messagesAfterPurchase: readonly string[];
}

/** Counts purchases by whether a message had been claimed, and finds messages that should not have been. */
export function splitPurchases(
  purchases: readonly Purchase[],
  messages: readonly { readonly id: string; readonly cartId: string; readonly claimedAt: number }[],
  activityAfter: (cartId: string, sinceMs: number, untilMs: number) => boolean,
): PurchaseSplit {
  const claimsOfCart = new Map<string, { id: string; claimedAt: number }[]>();
  for (const { id, cartId, claimedAt } of messages)
    claimsOfCart.set(cartId, [...(claimsOfCart.get(cartId) ?? []), { id, claimedAt }]);
  let afterAMessage = 0;
  const messagesAfterPurchase: string[] = [];
  for (const { orderId, cartId, occurredAt, acknowledgedAt } of purchases) {
    const claims = claimsOfCart.get(cartId) ?? [];
    if (claims.some(({ claimedAt }) => claimedAt < occurredAt)) afterAMessage += 1;
    for (const { id, claimedAt } of claims) {
      if (claimedAt > acknowledgedAt && !activityAfter(cartId, occurredAt, claimedAt))
        messagesAfterPurchase.push(
          `message ${id} was claimed ${claimedAt - acknowledgedAt} ms after order ${orderId} was acknowledged`,
        );
    }
  }
  return { beforeAnyMessage: purchases.length - afterAMessage, afterAMessage, messagesAfterPurchase };
}

export function purchaseOf(event: StorefrontEvent, acknowledgedAt: number): Purchase | null {
  if (event.type !== 'order_placed' || event.cartId === undefined) return null;
  return { orderId: event.orderId, cartId: event.cartId, occurredAt: Date.parse(event.occurredAt), acknowledgedAt };
}
