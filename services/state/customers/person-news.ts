import { addressKinds, type IdentityKind } from '../../../domain/identity.ts';
import type { ContactNews } from '../../../domain/judge-again.ts';
import type { PersonChanges } from '../../../domain/person-matching.ts';

export interface PersonKey {
  readonly storeId: string;
  readonly customerId: string;
}

/** Something that a person who was there already can be written to with now, and could not before. */
export interface PersonNews extends PersonKey {
  readonly news: Exclude<ContactNews, 'owner'>;
}

/** The addresses that matching found for persons who were there already. */
export function addressNews(changesByStore: ReadonlyMap<string, PersonChanges>): readonly PersonNews[] {
  return [...changesByStore].flatMap(([storeId, { created, identities }]) => {
    const addresses = identities.filter(({ kind }) => isAddress(kind));
    if (addresses.length === 0) return [];
    const fresh = new Set(created.map(({ id }) => id));
    return addresses
      .filter(({ personId }) => !fresh.has(personId))
      .map(({ personId }): PersonNews => ({ storeId, customerId: personId, news: 'address' }));
  });
}

export function isAddress(kind: IdentityKind): boolean {
  return Object.values<IdentityKind>(addressKinds).includes(kind);
}
