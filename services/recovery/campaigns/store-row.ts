import { eq } from 'drizzle-orm';
import { stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';

export type Store = typeof stores.$inferSelect;

/** The store itself, inside its own transaction. */
export async function readStore(tx: Tx, storeId: string): Promise<Store> {
  const [store] = await tx.select().from(stores).where(eq(stores.id, storeId));
  if (!store) throw new ServiceError('not_found', 'There is no such store.');
  return store;
}
