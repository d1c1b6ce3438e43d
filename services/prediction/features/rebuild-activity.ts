import { addToActivity, emptyActivity, type ShoppingActivity } from '../../../ml/shopping-activity.ts';
import { cartHistory } from './cart-history.ts';
import type { ShopperCart } from './read-shopper-cart.ts';

/**
 * Activity made from the system of record alone: the cart's operations and the customer's orders. No view is in it, so
 * `browsingSeen` is false: not known, which is different from "did not look".
 */
export function rebuildActivity({ fold, ordersPlacedMs }: ShopperCart): ShoppingActivity {
  // The orders know those of other carts too, and each only once.
  const changes = cartHistory(fold).filter(({ type }) => type !== 'order_placed');
  const purchases = ordersPlacedMs.map((atMs) => ({ type: 'order_placed', atMs }) as const);
  return [...changes, ...purchases].sort((a, b) => a.atMs - b.atMs).reduce(addToActivity, emptyActivity);
}
