import type { MatchedOf } from '../../events/matched-event.ts';
import type { CartRow } from '../state/carts/cart-row.ts';
import type { CartNow } from '../state/carts/reevaluate-carts.ts';
import type { ConsentChange } from '../state/consents/hear-consents.ts';
import type { CustomerContactability, CustomerKey } from '../state/customers/contactability.ts';
import type { CustomerMerge } from '../state/customers/merge-customers.ts';

/** Customers of whom the batch may say what they can be written to with: before the locks, more than will turn out to. */
export function possiblyContactable(
  addresses: readonly CustomerContactability[],
  merges: readonly CustomerMerge[],
  consents: readonly MatchedOf<'consent_updated'>[],
): readonly CustomerKey[] {
  const persons = [
    ...addresses,
    ...merges.map(({ storeId, intoId }) => ({ storeId, customerId: intoId })),
    ...consents.flatMap(({ event: { storeId, status }, customerId }) =>
      customerId === null || status === 'denied' ? [] : [{ storeId, customerId: customerId }],
    ),
  ];
  return [...new Map(persons.map((person) => [`${person.storeId}/${person.customerId}`, person])).values()];
}

/** A yes that was not there before; who says it once more says nothing new. */
export function newConsents(changes: readonly ConsentChange[]): readonly CustomerContactability[] {
  return changes.flatMap(({ storeId, customerId, grantedAnew }) =>
    grantedAnew ? [{ storeId, customerId, news: 'consent' }] : [],
  );
}

/** The carts of the batch that were let go because nobody could be written to. */
export function droppedCarts(
  locked: ReadonlyMap<string, CartRow>,
  carts: readonly CartRow[],
  becameOf: (storeId: string, customerId: string) => string,
): readonly CartNow[] {
  const dropped = [...locked.values()].filter(({ unreachable }) => unreachable !== null);
  if (dropped.length === 0) return [];
  const changed = new Map(carts.map((cart) => [cart.id, cart]));
  return dropped.map((before) => {
    const cart = changed.get(before.id) ?? before;
    const customerId = cart.customerId === null ? null : becameOf(cart.storeId, cart.customerId);
    return { cart: { ...cart, customerId }, ownerBefore: before.customerId };
  });
}
