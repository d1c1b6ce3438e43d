import { eq } from 'drizzle-orm';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Store } from './settings.ts';

export async function getStore(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<Store> {
  const [store] = await withStore(database, storeId, (tx) => tx.select().from(stores).where(eq(stores.id, storeId)));
  if (!store) throw new ServiceError('not_found', 'There is no such store.');
  return store;
}
