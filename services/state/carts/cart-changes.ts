import type { CartOperation } from '../../../domain/cart.ts';
import type { MatchedEvent } from '../../../events/matched-event.ts';
import { cartIdOf } from '../../shared/ids.ts';
import { cartOperationOf } from './cart-operations.ts';

/** Everything that a batch does to one cart. */
export interface CartChange {
  readonly storeId: string;
  readonly cartId: string;
  /** Null only when the cart exists already. */
  readonly externalId: string | null;
  readonly operations: readonly CartOperation[];
  /** Events of the customer on this cart; the newest says whose it is and where it can be opened. */
  readonly touches: readonly MatchedEvent[];
}

/** What an order does to a cart; without a `touch` it says nothing of whose the cart is. */
export interface OrderOperation {
  readonly storeId: string;
  readonly cartId: string;
  readonly externalCartId: string | null;
  readonly operation: CartOperation;
  readonly touch: MatchedEvent | null;
}

/** The changes of the carts that more operations are for, with these; some of them may not have been changed yet. */
export function withOperations(
  changes: ReadonlyMap<string, CartChange>,
  operations: readonly OrderOperation[],
): ReadonlyMap<string, CartChange> {
  const extended = new Map<string, CartChange>();
  for (const { storeId, cartId, externalCartId: externalId, operation } of operations) {
    const known = extended.get(cartId) ?? changes.get(cartId);
    const change = known ?? { storeId, cartId, externalId, operations: [], touches: [] };
    extended.set(cartId, { ...change, operations: [...change.operations, operation] });
  }
  return extended;
}

/** Sorts what the events and orders of a batch do by the cart that they do it to. */
export function cartChangesOf(
  events: readonly MatchedEvent[],
  orderOperations: readonly OrderOperation[],
  followsBrowsing: (storeId: string) => boolean,
): ReadonlyMap<string, CartChange> {
  const changes = new Map<
    string,
    { storeId: string; cartId: string; externalId: string | null; operations: CartOperation[]; touches: MatchedEvent[] }
  >();
  const add = ({ storeId, cartId, externalCartId, operation, touch }: OrderOperation): void => {
    const known = changes.get(cartId);
    const change = known ?? { storeId, cartId, externalId: externalCartId, operations: [], touches: [] };
    if (!known) changes.set(cartId, change);
    change.externalId ??= externalCartId;
    change.operations.push(operation);
    if (touch) change.touches.push(touch);
  };
  for (const seen of events) {
    const { storeId } = seen.event;
    const found = cartOperationOf(seen, { followBrowsing: followsBrowsing(storeId) });
    if (!found) continue;
    add({
      storeId,
      cartId: cartIdOf(storeId, found.externalId),
      externalCartId: found.externalId,
      operation: found.operation,
      touch: seen,
    });
  }
  orderOperations.forEach(add);
  return changes;
}
