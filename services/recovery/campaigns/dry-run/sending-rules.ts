import { and, eq, isNull } from 'drizzle-orm';
import { channelPauses } from '../../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../../db/postgres/tenancy.ts';
import type { SendingRules } from '../../../../domain/dry-run/would-claim.ts';
import type { Campaign } from '../campaign.ts';
import type { Store } from '../store-row.ts';

/** What the store asks of every message now. */
export async function readSendingRules(
  tx: Tx,
  store: Store,
  { id: campaignId, holdoutPercent }: Pick<Campaign, 'id' | 'holdoutPercent'>,
): Promise<SendingRules> {
  const paused = await tx
    .select({ channel: channelPauses.channel })
    .from(channelPauses)
    .where(and(eq(channelPauses.storeId, store.id), isNull(channelPauses.resumedAt)));
  return {
    ...{ campaignId, holdoutPercent, quietHours: store.quietHours, countryRules: store.countryRules },
    storeTimeZone: store.timeZone,
    cap: {
      ...{ messages: store.capMessages, messagesOfAll: store.capMessagesOfAll },
      ...{ periodMs: store.capPeriodMs, action: store.capAction },
    },
    pausedChannels: paused.map(({ channel }) => channel),
  };
}
