import { and, eq } from 'drizzle-orm';
import { campaigns, campaignVersions, messages, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { stepIdOf } from '../../../domain/flow/flow-cursor.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { carriageOf, type MessageCarriage } from './carriage-of.ts';
import { type MessageSummary, toMessageSummary } from './list.ts';
import { readSentContent, type SentContent } from './sent-content.ts';

export interface MessageDetail extends MessageSummary {
  readonly campaign: MessageCampaign | null;
  readonly carriage: MessageCarriage | null;
  /** As it went out; null: the provider that took it keeps no copy here. */
  readonly content: SentContent | null;
}

export interface MessageCampaign {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** Which of its steps the message was, from 1; null: the version does not have the step. */
  readonly step: number | null;
  readonly steps: number;
}

export interface GetMessage {
  readonly storeId: string;
  readonly messageId: string;
  /** Names in full in its content. */
  readonly unmasked: boolean;
}

export async function getMessage(
  database: Pick<Database, 'app'>,
  { storeId, messageId, unmasked }: GetMessage,
): Promise<MessageDetail> {
  return withStore(database, storeId, async (tx) => {
    const [message] = await tx
      .select()
      .from(messages)
      .where(and(eq(messages.storeId, storeId), eq(messages.id, messageId)));
    if (!message) throw new ServiceError('not_found', 'This store has no message with this id.', { path: 'id' });
    return {
      ...toMessageSummary(message),
      campaign: await campaignOf(tx, message),
      carriage: await carriageOf(tx, message),
      content: await readSentContent(tx, { storeId, messageId, customerId: message.customerId, unmasked }),
    };
  });
}

async function campaignOf(
  tx: Tx,
  { storeId, recoveryId, ruleId }: typeof messages.$inferSelect,
): Promise<MessageCampaign | null> {
  const [row] = await tx
    .select({
      id: campaigns.id,
      name: campaigns.name,
      version: recoveries.campaignVersion,
      rules: campaignVersions.rules,
    })
    .from(recoveries)
    .innerJoin(campaigns, and(eq(campaigns.storeId, storeId), eq(campaigns.id, recoveries.campaignId)))
    .innerJoin(
      campaignVersions,
      and(
        eq(campaignVersions.storeId, storeId),
        eq(campaignVersions.campaignId, recoveries.campaignId),
        eq(campaignVersions.version, recoveries.campaignVersion),
      ),
    )
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId)));
  if (!row) return null;
  const { rules, ...campaign } = row;
  const index = rules.findIndex(({ id }) => id === stepIdOf(ruleId));
  return { ...campaign, step: index < 0 ? null : index + 1, steps: rules.length };
}
