import { and, desc, eq } from 'drizzle-orm';
import { messages } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { DeliveryState } from '../../../domain/delivery-state.ts';
import type { MessageState } from '../../../domain/message-state.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { reasonText } from '../../shared/reason-text.ts';

/** What became of one message, without its address and its content; `reasonText` is the sentence of `reason`. */
export type MessageSummary = Omit<typeof messages.$inferSelect, 'storeId' | 'addressHash'> & {
  readonly reasonText: string | null;
};

export interface ListMessages {
  readonly storeId: string;
  readonly channel?: Channel;
  readonly state?: MessageState;
  readonly deliveryState?: DeliveryState;
  readonly recoveryId?: string;
  readonly customerId?: string;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** A store's messages, newest first. */
export async function listMessages(
  database: Pick<Database, 'app'>,
  { storeId, limit, after, ...filters }: ListMessages,
): Promise<Page<MessageSummary, TimePosition>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(messages)
      .where(
        and(
          eq(messages.storeId, storeId),
          filters.channel && eq(messages.channel, filters.channel),
          filters.state && eq(messages.state, filters.state),
          filters.deliveryState && eq(messages.deliveryState, filters.deliveryState),
          filters.recoveryId === undefined ? undefined : eq(messages.recoveryId, filters.recoveryId),
          filters.customerId === undefined ? undefined : eq(messages.customerId, filters.customerId),
          olderThan(messages.claimedAt, messages.id, after),
        ),
      )
      .orderBy(desc(messages.claimedAt), desc(messages.id))
      .limit(limit + 1),
  );
  return pageOf(rows, limit, toMessageSummary, ({ claimedAt, id }) => ({ at: claimedAt.getTime(), id }));
}

export function toMessageSummary({
  storeId: _,
  addressHash: __,
  ...message
}: typeof messages.$inferSelect): MessageSummary {
  return { ...message, reasonText: reasonText(message.reason) };
}
