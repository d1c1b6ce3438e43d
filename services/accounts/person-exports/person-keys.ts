import { and, eq, inArray } from 'drizzle-orm';
import { customers, identities } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Identity } from '../../../domain/identity.ts';
import { identityHash } from '../../shared/address-hash.ts';
import { type AskedCustomer, isOneOf } from '../../state/customers/person-of.ts';
import type { PersonKeys } from './person-walk.ts';

/** What a person is known by. */
export interface KnownPerson {
  readonly keys: PersonKeys;
  readonly identities: readonly Identity[];
}

/** All ids that were merged into one another, whichever of them is asked for; none: the store does not know the person. */
export async function idsOfPerson(tx: Tx, asked: AskedCustomer): Promise<readonly string[]> {
  const rows = await tx.select({ id: customers.id }).from(customers).where(isOneOf(asked));
  return rows.map(({ id }) => id);
}

/** By what the rows of a person are found. */
export async function readKnownPerson(
  tx: Tx,
  { storeId, customerIds }: Pick<PersonKeys, 'storeId' | 'customerIds'>,
): Promise<KnownPerson> {
  const known: readonly Identity[] = await tx
    .select({ kind: identities.kind, value: identities.value })
    .from(identities)
    .where(and(eq(identities.storeId, storeId), inArray(identities.customerId, [...customerIds])));
  return {
    identities: known,
    keys: {
      ...{ storeId, customerIds },
      addressHashes: known.flatMap((identity) => identityHash(tx, identity) ?? []),
      devices: known.flatMap(({ kind, value }) => (kind === 'anonymous' ? [value] : [])),
    },
  };
}
