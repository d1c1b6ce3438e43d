import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import { replies } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { ReplyClass } from '../../../domain/replies/reply-class.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';

/** What is known of a reply, without its words and the address of who wrote it. */
export type ReplySummary = Pick<
  typeof replies.$inferSelect,
  | 'id'
  | 'channel'
  | 'class'
  | 'customerId'
  | 'messageId'
  | 'recoveryId'
  | 'cartId'
  | 'forwardState'
  | 'forwardReason'
  | 'receivedAt'
>;

export interface ListReplies {
  readonly storeId: string;
  readonly customerId?: string;
  readonly cartId?: string;
  readonly class?: ReplyClass;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** A store's replies, newest first. Of a customer, those of whom they were before too. */
export async function listReplies(
  database: Pick<Database, 'app'>,
  { storeId, limit, after, ...filters }: ListReplies,
): Promise<Page<ReplySummary, TimePosition>> {
  return withStore(database, storeId, async (tx) => {
    const rows = await tx
      .select()
      .from(replies)
      .where(
        and(eq(replies.storeId, storeId), ...repliesWith(filters), olderThan(replies.receivedAt, replies.id, after)),
      )
      .orderBy(desc(replies.receivedAt), desc(replies.id))
      .limit(limit + 1);
    return pageOf(rows, limit, toReplySummary, ({ receivedAt, id }) => ({ at: receivedAt.getTime(), id }));
  });
}

function repliesWith({
  customerId,
  cartId,
  class: kind,
}: Pick<ListReplies, 'customerId' | 'cartId' | 'class'>): (SQL | undefined)[] {
  return [
    customerId === undefined
      ? undefined
      : or(
          eq(replies.customerId, customerId),
          sql`${replies.customerId} in (
            select m.from_customer_id from customer_merges m
            where m.store_id = ${replies.storeId} and m.into_customer_id = ${customerId}::uuid)`,
        ),
    cartId === undefined ? undefined : eq(replies.cartId, cartId),
    kind === undefined ? undefined : eq(replies.class, kind),
  ];
}

function toReplySummary({
  id,
  channel,
  class: kind,
  customerId,
  messageId,
  recoveryId,
  cartId,
  forwardState,
  forwardReason,
  receivedAt,
}: typeof replies.$inferSelect): ReplySummary {
  return {
    ...{ id, channel, class: kind, customerId, messageId, recoveryId, cartId, forwardState, forwardReason, receivedAt },
  };
}
