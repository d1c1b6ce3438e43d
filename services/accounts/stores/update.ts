import { eq } from 'drizzle-orm';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { channels, type ProviderNames } from '../../../domain/channel.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { checkSmsName } from './check-sms-name.ts';
import { type ProviderChange, pickProviders } from './pick-providers.ts';
import {
  auditedQuietHours,
  auditedSettings,
  auditedSoftOptIn,
  type Store,
  type StoreSettings,
  storeChangeInput,
} from './settings.ts';

export interface UpdateStore {
  readonly actor: Actor;
  readonly storeId: string;
  readonly change: Partial<StoreSettings> & { readonly providers?: ProviderChange };
  /** What the store may pick its providers from. */
  readonly configured: ProviderNames;
}

/** Changes what is given. New thresholds count from each cart's next activity; carts already waiting keep their time. */
export async function updateStore(
  database: Pick<Database, 'app'>,
  { actor, storeId, change: given, configured }: UpdateStore,
): Promise<Store> {
  requirePermission(actor, 'store:write', storeId);
  const { providers, ...settings } = readInput(storeChangeInput, given);
  if (Object.values(given).every((value) => value === undefined))
    throw new ServiceError('invalid', 'Give at least one setting to change.');
  return withStore(database, storeId, async (tx) => {
    const [before] = await tx.select().from(stores).where(eq(stores.id, storeId)).for('no key update');
    if (!before) throw new ServiceError('not_found', 'There is no such store.');
    const picks = pickProviders(before.providers, providers ?? {}, configured);
    const set = { ...settings, providers: picks };
    const [store = before] = await tx.update(stores).set(set).where(eq(stores.id, storeId)).returning();
    // As the store would be: the name may come now and the sender's name be there already.
    if (settings.name !== undefined || settings.senderName !== undefined) checkSmsName(store);
    const change = changeBetween(asAudited(before), asAudited(store), {
      shown: [...auditedSettings, 'providers', 'quietHours', 'softOptIn'],
      named: ['senderName', 'postalAddress', 'replyMailbox'],
    });
    await recordAudit(tx, { actor, storeId, action: 'store:write', subject: { kind: 'store', id: storeId }, change });
    return store;
  });
}

/** A pick is shown as `email: resend`. */
function asAudited({ providers, quietHours, softOptIn, ...store }: Store) {
  return {
    ...store,
    quietHours: auditedQuietHours(quietHours),
    softOptIn: auditedSoftOptIn(softOptIn),
    providers: channels.flatMap((channel) => (providers[channel] ? `${channel}: ${providers[channel]}` : [])),
  };
}
