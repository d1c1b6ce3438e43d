import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { messages } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { DeliveryState } from '../../../domain/delivery-state.ts';
import type { MessageState } from '../../../domain/message-state.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { reasonText } from '../../shared/reason-text.ts';
import { countRows, type RowCount } from '../../shared/row-count.ts';
import { daysOfStore } from '../../state/stores/days-of-store.ts';

/** What became of one message, without its address and its content; `reasonText` is the sentence of `reason`. */
export type MessageSummary = Omit<typeof messages.$inferSelect, 'storeId' | 'addressHash' | 'fromDomain'> & {
  readonly reasonText: string | null;
};

export interface MessageFilters {
  readonly channel?: Channel;
  readonly state?: MessageState;
  readonly deliveryState?: DeliveryState;
  readonly provider?: string;
  readonly recoveryId?: string;
  readonly customerId?: string;
  readonly cartId?: string;
  readonly campaignId?: string;
  /** The step of the campaign. */
  readonly ruleId?: string;
  readonly reason?: string;
  /** Calendar days of the store, both included: when the permission to send was given. */
  readonly from?: string;
  readonly to?: string;
}

export interface ListMessages extends MessageFilters {
  readonly storeId: string;
  readonly limit: number;
  readonly after: TimePosition | null;
  /** Says how long the whole list is. */
  readonly count?: boolean;
}

export interface MessagePage extends Page<MessageSummary, TimePosition> {
  /** Null: it was not asked for. */
  readonly count: RowCount | null;
}

/** A store's messages, newest first. */
export async function listMessages(
  database: Pick<Database, 'app'>,
  { storeId, limit, after, count = false, ...filters }: ListMessages,
): Promise<MessagePage> {
  return withStore(database, storeId, async (tx) => {
    const where = await messagesWith(tx, storeId, filters);
    const rows = await tx
      .select()
      .from(messages)
      .where(and(where, olderThan(messages.claimedAt, messages.id, after)))
      .orderBy(desc(messages.claimedAt), desc(messages.id))
      .limit(limit + 1);
    const page = pageOf(rows, limit, toMessageSummary, ({ claimedAt, id }) => ({ at: claimedAt.getTime(), id }));
    return { ...page, count: count ? await countRows(tx, messages, where) : null };
  });
}

async function messagesWith(tx: Tx, storeId: string, filters: MessageFilters): Promise<SQL | undefined> {
  const { from, to } = await daysOfStore(tx, storeId, filters);
  const { channel, state, deliveryState, provider, recoveryId, customerId, cartId, campaignId, ruleId, reason } =
    filters;
  return and(
    eq(messages.storeId, storeId),
    channel && eq(messages.channel, channel),
    state && eq(messages.state, state),
    deliveryState && eq(messages.deliveryState, deliveryState),
    provider === undefined ? undefined : eq(messages.provider, provider),
    recoveryId === undefined ? undefined : eq(messages.recoveryId, recoveryId),
    customerId === undefined ? undefined : eq(messages.customerId, customerId),
    cartId === undefined ? undefined : ofRecoveryWith(sql`r.cart_id = ${cartId}::uuid`),
    campaignId === undefined ? undefined : ofRecoveryWith(sql`r.campaign_id = ${campaignId}::uuid`),
    ruleId === undefined ? undefined : eq(messages.ruleId, ruleId),
    reason === undefined ? undefined : eq(messages.reason, reason),
    from === null ? undefined : gte(messages.claimedAt, from),
    to === null ? undefined : lt(messages.claimedAt, to),
  );
}

function ofRecoveryWith(condition: SQL): SQL {
  return sql`"messages"."recovery_id" in (
    select r.id from recoveries r where r.store_id = "messages"."store_id" and ${condition})`;
}

export function toMessageSummary({
  storeId: _,
  addressHash: __,
  fromDomain: ___,
  ...message
}: typeof messages.$inferSelect): MessageSummary {
  return { ...message, reasonText: reasonText(message.reason) };
}
