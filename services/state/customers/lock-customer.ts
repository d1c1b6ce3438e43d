import { and, asc, eq, inArray } from 'drizzle-orm';
import { customers } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { personOf } from './person-of.ts';

export interface LockedPerson {
  /** Every id from the one asked for to the present one. */
  readonly customerIds: readonly string[];
  /** The customer as they are known at present. */
  readonly customer: typeof customers.$inferSelect;
}

/** Merges that may happen while the locks are taken. */
const lockRoundsMax = 3;

/** Locks everybody whom a customer was and is. A merge that slips in between is seen and followed. */
export async function lockCustomer(
  tx: Tx,
  person: { readonly storeId: string; readonly customerId: string },
): Promise<LockedPerson> {
  for (let round = 0; round < lockRoundsMax; round++) {
    const { customerId, customerIds } = await personOf(tx, person);
    const locked = await tx
      .select()
      .from(customers)
      .where(and(eq(customers.storeId, person.storeId), inArray(customers.id, customerIds)))
      .orderBy(asc(customers.id))
      .for('update');
    const customer = locked.find(({ id }) => id === customerId);
    if (!customer) throw new Error(`store ${person.storeId} has no customer ${customerId}`);
    if (customer.mergedInto === null) return { customerIds, customer };
  }
  throw new Error('the person was merged again and again while being locked');
}
