import type { SeenOf } from '../../events/matched-event.ts';
import type { CartRow } from '../state/carts/cart-row.ts';
import type { CartNow } from '../state/carts/judge-again.ts';
import type { ConsentChange } from '../state/consents/hear-consents.ts';
import type { PersonMerge } from '../state/customers/merge-persons.ts';
import type { PersonKey, PersonNews } from '../state/customers/person-news.ts';

/** Persons of whom the batch may say what they can be written to with: before the locks, more than will turn out to. */
export function mayBeReached(
  addresses: readonly PersonNews[],
  merges: readonly PersonMerge[],
  consents: readonly SeenOf<'consent_updated'>[],
): readonly PersonKey[] {
  const persons = [
    ...addresses,
    ...merges.map(({ storeId, intoId }) => ({ storeId, customerId: intoId })),
    ...consents.flatMap(({ event: { storeId, status }, personId }) =>
      personId === null || status === 'denied' ? [] : [{ storeId, customerId: personId }],
    ),
  ];
  return [...new Map(persons.map((person) => [`${person.storeId}/${person.customerId}`, person])).values()];
}

/** A yes that was not there before; who says it once more says nothing new. */
export function consentNews(changes: readonly ConsentChange[]): readonly PersonNews[] {
  return changes.flatMap(({ storeId, customerId, grantedAnew }) =>
    grantedAnew ? [{ storeId, customerId, news: 'consent' }] : [],
  );
}

/** The carts of the batch that were let go because nobody could be written to. */
export function letGoCarts(
  locked: ReadonlyMap<string, CartRow>,
  carts: readonly CartRow[],
  becameOf: (storeId: string, customerId: string) => string,
): readonly CartNow[] {
  const letGo = [...locked.values()].filter(({ outOfReach }) => outOfReach !== null);
  if (letGo.length === 0) return [];
  const changed = new Map(carts.map((cart) => [cart.id, cart]));
  return letGo.map((before) => {
    const cart = changed.get(before.id) ?? before;
    const customerId = cart.customerId === null ? null : becameOf(cart.storeId, cart.customerId);
    return { cart: { ...cart, customerId }, ownerBefore: before.customerId };
  });
}
