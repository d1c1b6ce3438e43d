import { and, eq } from 'drizzle-orm';
import { outboxMessages, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type OutboxEntry, outboxContent } from './entry.ts';

/** One message of the outbox; null when the store has none of this id. */
export async function showOutboxMessage(
  database: Pick<Database, 'app'>,
  { storeId, messageId }: { readonly storeId: string; readonly messageId: string },
): Promise<OutboxEntry | null> {
  const [found] = await withStore(database, storeId, (tx) =>
    tx
      .select({ row: outboxMessages, storeName: stores.name })
      .from(outboxMessages)
      .innerJoin(stores, eq(stores.id, outboxMessages.storeId))
      .where(and(eq(outboxMessages.storeId, storeId), eq(outboxMessages.messageId, messageId)))
      .limit(1),
  );
  if (!found) return null;
  const { row, storeName } = found;
  return {
    storeId,
    storeName,
    messageId,
    channel: row.channel,
    at: row.createdAt.getTime(),
    message: outboxContent(row.content),
  };
}
