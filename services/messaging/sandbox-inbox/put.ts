import type { SandboxStore } from '../../../channels/provider-unit.ts';
import { sandboxMessages } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';

/** Keeps rendered messages for `/outbox`, one per message id. */
export function createSandboxStore(database: Pick<Database, 'app'>): SandboxStore {
  return {
    async put(message, { storeId, idempotencyKey }) {
      await withStore(database, storeId, (tx) =>
        tx
          .insert(sandboxMessages)
          .values({ storeId, messageId: idempotencyKey, channel: message.channel, content: { ...message } })
          .onConflictDoNothing(),
      );
      return { id: idempotencyKey };
    },
  };
}
