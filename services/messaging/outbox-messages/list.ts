import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import { outboxMessages, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { type OutboxEntry, outboxContent } from './entry.ts';

export interface OutboxPage {
  readonly entries: readonly OutboxEntry[];
  /** Where the next page begins; null on the last one. */
  readonly next: OutboxCursor | null;
}
export interface OutboxCursor {
  readonly at: number;
  readonly messageId: string;
}

export const outboxPageMax = 50;

/**
 * What the outbox took, newest first, over all stores: this is the operator's own look at an installation that delivers
 * nothing, so it goes through the engine's door. With `channel`, only that one.
 */
export async function listOutboxMessages(
  database: Pick<Database, 'engine'>,
  { channel, after }: { readonly channel: Channel | null; readonly after: OutboxCursor | null },
): Promise<OutboxPage> {
  const rows = await withEngine(database, (tx) =>
    tx
      .select({ row: outboxMessages, storeName: stores.name })
      .from(outboxMessages)
      .innerJoin(stores, eq(stores.id, outboxMessages.storeId))
      .where(and(channel ? eq(outboxMessages.channel, channel) : undefined, after ? isOlder(after) : undefined))
      .orderBy(desc(outboxMessages.createdAt), desc(outboxMessages.messageId))
      .limit(outboxPageMax + 1),
  );
  const entries = rows.slice(0, outboxPageMax).map(
    ({ row, storeName }): OutboxEntry => ({
      storeId: row.storeId,
      storeName,
      messageId: row.messageId,
      channel: row.channel,
      at: row.createdAt.getTime(),
      message: outboxContent(row.content),
    }),
  );
  const last = entries.at(-1);
  return { entries, next: rows.length > outboxPageMax && last ? { at: last.at, messageId: last.messageId } : null };
}

function isOlder({ at, messageId }: OutboxCursor) {
  const moment = new Date(at);
  return or(
    lt(outboxMessages.createdAt, moment),
    and(eq(outboxMessages.createdAt, moment), sql`${outboxMessages.messageId} < ${messageId}`),
  );
}
