import type { CustomerChanges } from '../../../domain/customer-matching.ts';
import { addressKinds, type IdentityKind } from '../../../domain/identity.ts';
import type { ContactabilityChange } from '../../../domain/reevaluate-at.ts';

export interface CustomerKey {
  readonly storeId: string;
  readonly customerId: string;
}

/** Something that a customer who was there already can be written to with now, and could not before. */
export interface CustomerContactability extends CustomerKey {
  readonly news: Exclude<ContactabilityChange, 'owner'>;
}

/** The addresses that matching found for customers who were there already. */
export function newAddresses(changesByStore: ReadonlyMap<string, CustomerChanges>): readonly CustomerContactability[] {
  return [...changesByStore].flatMap(([storeId, { created, identities }]) => {
    const addresses = identities.filter(({ kind }) => isAddress(kind));
    if (addresses.length === 0) return [];
    const fresh = new Set(created.map(({ id }) => id));
    return addresses
      .filter(({ customerId }) => !fresh.has(customerId))
      .map(({ customerId }): CustomerContactability => ({ storeId, customerId: customerId, news: 'address' }));
  });
}

export function isAddress(kind: IdentityKind): boolean {
  return Object.values<IdentityKind>(addressKinds).includes(kind);
}
