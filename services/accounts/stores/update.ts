import { eq } from 'drizzle-orm';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { ProviderNames } from '../../../domain/channel.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { checkSmsName } from './check-sms-name.ts';
import { type ProviderChange, pickProviders } from './pick-providers.ts';
import type { Store, StoreSettings } from './settings.ts';

export interface UpdateStore {
  readonly storeId: string;
  readonly change: Partial<StoreSettings> & { readonly providers?: ProviderChange };
  /** What the store may pick its providers from. */
  readonly configured: ProviderNames;
}

/** Changes what is given. New thresholds count from each cart's next activity; carts already waiting keep their time. */
export async function updateStore(
  database: Pick<Database, 'app'>,
  { storeId, change, configured }: UpdateStore,
): Promise<Store> {
  const { providers, ...columns } = change;
  if (Object.values(change).every((value) => value === undefined))
    throw new ServiceError('invalid', 'Give at least one setting to change.');
  return withStore(database, storeId, async (tx) => {
    const [before] = await tx.select().from(stores).where(eq(stores.id, storeId)).for('update');
    if (!before) throw new ServiceError('not_found', 'There is no such store.');
    const picks = pickProviders(before.providers, providers ?? {}, configured);
    const set = { ...columns, providers: picks };
    const [store = before] = await tx.update(stores).set(set).where(eq(stores.id, storeId)).returning();
    // As the store would be: the name may come now and the sender's name be there already.
    if (change.name !== undefined || change.senderName !== undefined) checkSmsName(store);
    return store;
  });
}
