import type { KeptFold } from '../../../domain/cart.ts';
import { addToActivity, type ShoppingActivity } from '../../../ml/shopping-activity.ts';
import { cartHistory } from './cart-history.ts';

/**
 * Adds what the cart knows and the activity has not seen yet: analytics is seconds behind the system of record, an order may have
 * come from the shop's server without a device. Returns the same object when nothing was missing.
 */
export function catchUp(activity: ShoppingActivity, fold: KeptFold): ShoppingActivity {
  const seenUntilMs = activity.session?.lastEventAtMs ?? -Infinity;
  return cartHistory(fold)
    .filter(({ atMs }) => atMs > seenUntilMs)
    .reduce(addToActivity, activity);
}
