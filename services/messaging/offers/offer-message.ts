import type { MessageContext } from '../../../channels/message-context.ts';
import type { Channel } from '../../../domain/channel.ts';

/** The message that a code is for: claimed, and not yet worded. */
export interface OfferMessage {
  readonly id: string;
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly ruleId: string;
  readonly channel: Channel;
  readonly context: MessageContext;
}
