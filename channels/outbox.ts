import type { OutgoingMessage, Provider } from './provider.ts';

/** Where the outbox keeps what it took. Putting twice under one key keeps the first. */
export interface OutboxStore {
  put(
    message: OutgoingMessage,
    key: { readonly storeId: string; readonly idempotencyKey: string },
  ): Promise<{ readonly id: string }>;
}

/**
 * The embedded default provider: takes every message, delivers none, and shows it at `/outbox` as the person would
 * have seen it. Its key never expires.
 */
export function createOutbox<M extends OutgoingMessage>(channel: M['channel'], store: OutboxStore): Provider<M> {
  return {
    name: 'outbox',
    channel,
    recovery: { kind: 'idempotency_key', windowMs: Number.MAX_SAFE_INTEGER },
    async send(message, { storeId, idempotencyKey, signal }) {
      if (signal.aborted) return { kind: 'rejected', class: 'retry', code: 'cancelled' };
      try {
        const { id } = await store.put(message, { storeId, idempotencyKey });
        return { kind: 'accepted', providerMessageId: id };
      } catch {
        // Whether the row was committed cannot be seen from here; putting it again under its key is harmless.
        return { kind: 'unknown', cause: 'outbox_store' };
      }
    },
  };
}
