import type { OutgoingMessage } from '../../../channels/provider.ts';
import type { Channel } from '../../../domain/channel.ts';

/** One message that the outbox took. */
export interface SandboxEntry {
  readonly storeId: string;
  readonly storeName: string;
  readonly messageId: string;
  readonly channel: Channel;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly message: OutgoingMessage;
}

/** The column holds what `put.ts` was given, and that was an outgoing message. */
export function sandboxContent(content: Record<string, unknown>): OutgoingMessage {
  return content as unknown as OutgoingMessage;
}
