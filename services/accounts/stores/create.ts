import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { holdoutPercent } from '../../../domain/experiments/holdout.ts';
import { wideScopes } from '../../../domain/key-scope.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import type { Campaign } from '../../recovery/campaigns/campaign.ts';
import { addCampaign } from '../../recovery/campaigns/create.ts';
import { defaultCampaign } from '../../recovery/campaigns/default-campaign.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { addApiKey, type CreatedKey } from '../api-keys/create.ts';
import { checkSmsName } from './check-sms-name.ts';
import {
  auditedQuietHours,
  auditedSettings,
  auditedSoftOptIn,
  newStoreInput,
  protectionOf,
  type Store,
  type StoreSettings,
  unprotected,
} from './settings.ts';

export interface NewStore extends Partial<StoreSettings> {
  readonly actor: Actor;
  readonly name: string;
  /** Of its first campaign; as any new campaign unless given. */
  readonly holdoutPercent?: number;
}

export interface CreatedStore {
  readonly store: Store;
  /** With its secret, shown this once. */
  readonly apiKey: CreatedKey;
  readonly campaign: Campaign;
}

/** A store that can be used at once: its first key, its thresholds, and the default campaign, already active. */
export async function createStore(
  database: Pick<Database, 'app'>,
  { actor, ...given }: NewStore,
): Promise<CreatedStore> {
  requirePermission(actor, 'stores:create', null);
  // A person finds a shop that is careful by itself; a program is taken at its word, also for what it leaves out.
  const isPerson = actor.kind === 'user';
  const { holdoutPercent: percent = isPerson ? holdoutPercent.ofNewCampaign : 0, ...wanted } = readInput(
    newStoreInput,
    given,
  );
  const settings = { ...(isPerson ? protectionOf(wanted.timeScale) : unprotected), ...wanted };
  checkSmsName({ name: settings.name, senderName: settings.senderName ?? null });
  const storeId = uuidV7();
  return withStore(database, storeId, async (tx) => {
    const [store] = await tx
      .insert(stores)
      .values({ ...settings, id: storeId })
      .returning();
    if (!store) throw new Error('the store was not kept');
    const apiKey = await addApiKey(tx, { storeId, name: 'first key', scopes: wideScopes, makerId: null });
    const campaign = await addCampaign(tx, {
      actor,
      storeId,
      ...defaultCampaign,
      active: true,
      holdoutPercent: percent,
    });
    const audited = {
      ...settings,
      quietHours: auditedQuietHours(settings.quietHours),
      softOptIn: auditedSoftOptIn(settings.softOptIn ?? null),
    };
    const change = changeBetween({}, audited, {
      shown: [...auditedSettings, 'quietHours', 'softOptIn'],
      named: ['senderName', 'postalAddress', 'replyMailbox'],
    });
    await recordAudit(tx, { actor, storeId, action: 'stores:create', subject: { kind: 'store', id: storeId }, change });
    return { store, apiKey, campaign };
  });
}
