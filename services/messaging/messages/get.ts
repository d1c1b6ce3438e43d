import { and, eq } from 'drizzle-orm';
import { messages } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type MessageSummary, toMessageSummary } from './list.ts';

export async function getMessage(
  database: Pick<Database, 'app'>,
  { storeId, messageId }: { readonly storeId: string; readonly messageId: string },
): Promise<MessageSummary> {
  const [message] = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(messages)
      .where(and(eq(messages.storeId, storeId), eq(messages.id, messageId))),
  );
  if (!message) throw new ServiceError('not_found', 'This store has no message with this id.', { path: 'id' });
  return toMessageSummary(message);
}
