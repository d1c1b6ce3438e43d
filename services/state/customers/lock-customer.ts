import { asc } from 'drizzle-orm';
import { customers } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type AskedCustomer, followMerges, isOneOf } from './person-of.ts';

export interface LockedPerson {
  /** Every id from the one asked for to the present one. */
  readonly customerIds: readonly string[];
  /** The customer as they are known at present. */
  readonly customer: typeof customers.$inferSelect;
}

/** Merges that may happen while the locks are taken. */
const lockRoundsMax = 3;

/** Locks everybody whom a customer was and is. A merge that slips in between is seen and followed. */
export async function lockCustomer(tx: Tx, asked: AskedCustomer): Promise<LockedPerson> {
  for (let round = 0; round < lockRoundsMax; round++) {
    const locked = await tx.select().from(customers).where(isOneOf(asked)).orderBy(asc(customers.id)).for('update');
    const { customerId, customerIds } = followMerges(asked.customerId, locked);
    const customer = locked.find(({ id }) => id === customerId);
    if (customer) return { customerIds, customer };
    if (locked.length === 0) throw new Error(`store ${asked.storeId} has no customer ${asked.customerId}`);
  }
  throw new Error('the person was merged again and again while being locked');
}
