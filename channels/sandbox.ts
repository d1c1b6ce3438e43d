import type { EmailMessage, OutgoingMessage, Provider, PushMessage, SmsMessage } from './provider.ts';
import { defineProvider, type SandboxStore } from './provider-unit.ts';

const unit = { name: 'outbox', title: 'Outbox', settings: {} } as const;

export const emailOutbox = defineProvider({
  ...unit,
  channel: 'email',
  create: (_settings, { outbox }) => createSandbox<EmailMessage>('email', outbox),
});
export const smsOutbox = defineProvider({
  ...unit,
  channel: 'sms',
  create: (_settings, { outbox }) => createSandbox<SmsMessage>('sms', outbox),
});
export const pushOutbox = defineProvider({
  ...unit,
  channel: 'push',
  create: (_settings, { outbox }) => createSandbox<PushMessage>('push', outbox),
});

/**
 * The embedded default provider: takes every message, delivers none, and shows it at `/outbox` as the person would
 * have seen it. Its key never expires.
 */
export function createSandbox<M extends OutgoingMessage>(channel: M['channel'], store: SandboxStore): Provider<M> {
  return {
    name: 'outbox',
    channel,
    delivers: false,
    keepsFirst: true,
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
