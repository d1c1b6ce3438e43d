import type { MessageContext } from '../../../channels/message-context.ts';
import type { Channel } from '../../../domain/channel.ts';

/** A message that may be sent now, once, with what it is made of. Stays in the worker: it holds personal data. */
export interface ClaimedMessage {
  readonly id: string;
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly ruleId: string;
  readonly channel: Channel;
  readonly template: string;
  /** Name of the provider that has to be asked. */
  readonly provider: string;
  /** Address on the channel. */
  readonly to: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** When the first attempt was claimed, epoch milliseconds. */
  readonly claimedAt: number;
  readonly context: MessageContext;
}
