import { type OrdersOfCart, whatOrdersSay } from './order-status.ts';
import type { RecoveryEnd } from './recovery.ts';

/** What decides whether there is anything left to recover. */
export interface EndFacts {
  readonly storeActive: boolean;
  readonly campaign: 'active' | 'paused' | 'archived' | 'draft';
  readonly cart: {
    readonly purchased: boolean;
    readonly empty: boolean;
    /** Epoch milliseconds. */
    readonly lastActivityAt: number;
    /** It stands for what somebody looked at, who meanwhile put something into a cart. */
    readonly overtaken: boolean;
  };
  readonly orders: OrdersOfCart;
  /** Epoch milliseconds. */
  readonly abandonedAt: number;
}

/** Why there is nothing left to recover, the first of all reasons; null: there is. A purchase outranks the others. */
export function endOfRecovery(facts: EndFacts): RecoveryEnd | null {
  const purchase = purchaseOf(facts);
  if (purchase) return { outcome: 'purchased', reason: purchase };
  if (facts.cart.empty) return { outcome: 'stopped', reason: 'cart_emptied' };
  if (facts.cart.overtaken) return { outcome: 'stopped', reason: 'has_open_cart' };
  if (!facts.storeActive) return { outcome: 'stopped', reason: 'store_paused' };
  if (facts.campaign === 'archived' || facts.campaign === 'draft')
    return { outcome: 'stopped', reason: 'campaign_ended' };
  return null;
}

/**
 * Orders since the cart was last touched before it was abandoned end its recovery, also where it was touched again
 * later: that is a new wish, with a recovery of its own.
 */
function purchaseOf({
  cart,
  orders,
  abandonedAt,
}: EndFacts): 'purchased' | 'purchased_before' | 'purchased_elsewhere' | null {
  const said = whatOrdersSay(orders, Math.min(cart.lastActivityAt, abandonedAt));
  if (cart.purchased || said === 'bought') return 'purchased';
  if (said !== 'bought_elsewhere') return null;
  return (orders.elsewhere?.arrivedAt ?? 0) < abandonedAt ? 'purchased_before' : 'purchased_elsewhere';
}
