import { and, eq } from 'drizzle-orm';
import { sandboxMessages, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type SandboxEntry, sandboxContent } from './entry.ts';

/** One message of the outbox; null when the store has none of this id. */
export async function showSandboxMessage(
  database: Pick<Database, 'app'>,
  { storeId, messageId }: { readonly storeId: string; readonly messageId: string },
): Promise<SandboxEntry | null> {
  const [found] = await withStore(database, storeId, (tx) =>
    tx
      .select({ row: sandboxMessages, storeName: stores.name })
      .from(sandboxMessages)
      .innerJoin(stores, eq(stores.id, sandboxMessages.storeId))
      .where(and(eq(sandboxMessages.storeId, storeId), eq(sandboxMessages.messageId, messageId)))
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
    message: sandboxContent(row.content),
  };
}
