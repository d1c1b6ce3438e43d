import type { Channel } from '../../../domain/channel.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import type { Decision } from './record.ts';

export interface NotSent {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
  readonly ruleId: string;
  /** Null: none of the rule's channels was tried. */
  readonly channel: Channel | null;
  readonly reason: ReasonCode;
}

/**
 * The decision not to send. The claim, the end of all retries and the workflow may each come to it, and more than once:
 * the key is the same for all of them, so that one reason against one message is recorded once.
 */
export function notSent({ storeId, recoveryId, cartId, ruleId, channel, reason }: NotSent): Decision {
  const key = `not-sent/${recoveryId}/${ruleId}/${channel ?? 'all'}/${reason}`;
  return { storeId, recoveryId, cartId, kind: 'not_sent', ruleId, channel, reason, key };
}
