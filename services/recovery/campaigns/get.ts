import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Campaign, type CampaignKey, readCampaign } from './campaign.ts';

export async function getCampaign(database: Pick<Database, 'app'>, key: CampaignKey): Promise<Campaign> {
  return withStore(database, key.storeId, (tx) => readCampaign(tx, key, { lock: false }));
}
