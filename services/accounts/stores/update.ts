import { eq } from 'drizzle-orm';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { checkSmsName } from './check-sms-name.ts';
import { auditedSettings, type Store, type StoreSettings, storeChangeInput } from './settings.ts';

export interface UpdateStore {
  readonly actor: Actor;
  readonly storeId: string;
  readonly change: Partial<StoreSettings>;
}

/** Changes what is given. New thresholds count from each cart's next activity; carts already waiting keep their time. */
export async function updateStore(
  database: Pick<Database, 'app'>,
  { actor, storeId, change: given }: UpdateStore,
): Promise<Store> {
  requirePermission(actor, 'store:write', storeId);
  const settings = readInput(storeChangeInput, given);
  if (Object.values(settings).every((value) => value === undefined))
    throw new ServiceError('invalid', 'Give at least one setting to change.');
  return withStore(database, storeId, async (tx) => {
    const [before] = await tx.select().from(stores).where(eq(stores.id, storeId)).for('no key update');
    const [store] = await tx.update(stores).set(settings).where(eq(stores.id, storeId)).returning();
    if (!before || !store) throw new ServiceError('not_found', 'There is no such store.');
    // As the store would be: the name may come now and the sender's name be there already.
    if (settings.name !== undefined || settings.senderName !== undefined) checkSmsName(store);
    const change = changeBetween(before, store, { shown: auditedSettings, named: ['senderName'] });
    await recordAudit(tx, { actor, storeId, action: 'store:write', subject: { kind: 'store', id: storeId }, change });
    return store;
  });
}
