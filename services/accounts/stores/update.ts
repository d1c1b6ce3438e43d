import { eq } from 'drizzle-orm';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { checkSmsName } from './check-sms-name.ts';
import type { Store, StoreSettings } from './settings.ts';

/** Changes what is given. New thresholds count from each cart's next activity; carts already waiting keep their time. */
export async function updateStore(
  database: Pick<Database, 'app'>,
  { storeId, change }: { readonly storeId: string; readonly change: Partial<StoreSettings> },
): Promise<Store> {
  if (Object.values(change).every((value) => value === undefined))
    throw new ServiceError('invalid', 'Give at least one setting to change.');
  return withStore(database, storeId, async (tx) => {
    const [store] = await tx.update(stores).set(change).where(eq(stores.id, storeId)).returning();
    if (!store) throw new ServiceError('not_found', 'There is no such store.');
    // As the store would be: the name may come now and the sender's name be there already.
    if (change.name !== undefined || change.senderName !== undefined) checkSmsName(store);
    return store;
  });
}
