import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { keyScopes } from '../../../domain/key-scope.ts';
import type { Campaign } from '../../recovery/campaigns/campaign.ts';
import { addCampaign } from '../../recovery/campaigns/create.ts';
import { defaultCampaign } from '../../recovery/campaigns/default-campaign.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { addApiKey, type CreatedKey } from '../api-keys/create.ts';
import { checkSmsName } from './check-sms-name.ts';
import type { Store, StoreSettings } from './settings.ts';

export interface NewStore extends Partial<StoreSettings> {
  readonly name: string;
}

export interface CreatedStore {
  readonly store: Store;
  /** With its secret, shown this once. */
  readonly apiKey: CreatedKey;
  readonly campaign: Campaign;
}

/** A store that can be used at once: its first key, its thresholds, and the default campaign, already active. */
export async function createStore(database: Pick<Database, 'app'>, settings: NewStore): Promise<CreatedStore> {
  checkSmsName({ name: settings.name, senderName: settings.senderName ?? null });
  const storeId = uuidV7();
  return withStore(database, storeId, async (tx) => {
    const [store] = await tx
      .insert(stores)
      .values({ ...settings, id: storeId })
      .returning();
    if (!store) throw new Error('the store was not kept');
    const apiKey = await addApiKey(tx, { storeId, name: 'first key', scopes: keyScopes });
    const campaign = await addCampaign(tx, { storeId, ...defaultCampaign, active: true });
    return { store, apiKey, campaign };
  });
}
