import type { CartOperation, KeptFold } from '../../../domain/cart.ts';
import type { ActivityEvent } from '../../../ml/shopping-activity.ts';

/**
 * What a cart's fold still knows of how the cart came to be, in time order. Exact while the operations are unfolded;
 * of what a snapshot sealed, the newest snapshot, checkout and order are left. Views are in no fold.
 */
export function cartHistory(fold: KeptFold): readonly ActivityEvent[] {
  return [...sealedHistory(fold), ...fold.recent.flatMap((operation) => eventOf(operation) ?? [])].sort(
    (a, b) => a.atMs - b.atMs,
  );
}

function sealedHistory({ base, recent }: KeptFold): readonly ActivityEvent[] {
  const { seal, lines, checkoutAt, purchasedAt } = base;
  const events: ActivityEvent[] = [];
  if (purchasedAt !== null) events.push({ type: 'order_placed', atMs: purchasedAt });
  // Without a seal the operations were too many to keep: the oldest kept one comes after them.
  const atMs = seal?.at ?? Math.min(base.lastActivityAt, recent[0]?.at ?? Infinity);
  const isFilled = seal ? atMs !== purchasedAt : lines.length > 0;
  const isCheckout = checkoutAt > 0 && checkoutAt === atMs;
  if (checkoutAt > 0 && !isCheckout) events.push({ type: 'checkout_started', lines: [], atMs: checkoutAt });
  if (isFilled) events.push({ type: isCheckout ? 'checkout_started' : 'cart_updated', lines, atMs });
  return events;
}

function eventOf(operation: CartOperation): ActivityEvent | null {
  // What was put behind an order happened before it.
  const atMs = operation.toldAt ?? operation.at;
  switch (operation.kind) {
    case 'add':
      return { type: 'line_added', line: operation.line, atMs };
    case 'remove':
      return { type: 'line_removed', atMs };
    case 'snapshot':
      return { type: operation.checkout ? 'checkout_started' : 'cart_updated', lines: operation.lines, atMs };
    case 'purchase':
      return { type: 'order_placed', atMs };
    case 'purchase_cancelled':
    case 'payment_pending':
    case 'payment_failed':
    case 'view':
    case 'browse':
      return null;
  }
}
