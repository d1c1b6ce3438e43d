import type { OutboxStore } from '../../../channels/provider-unit.ts';
import { outboxMessages } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';

/** Keeps rendered messages for `/outbox`, one per message id. */
export function createOutboxStore(database: Pick<Database, 'app'>): OutboxStore {
  return {
    async put(message, { storeId, idempotencyKey }) {
      await withStore(database, storeId, (tx) =>
        tx
          .insert(outboxMessages)
          .values({ storeId, messageId: idempotencyKey, channel: message.channel, content: { ...message } })
          .onConflictDoNothing(),
      );
      return { id: idempotencyKey };
    },
  };
}
