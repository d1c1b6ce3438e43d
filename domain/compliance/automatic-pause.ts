import type { Channel } from '../channel.ts';
import { emailRateLimits, type RateLimit } from '../deliverability.ts';
import { dayMs } from '../duration.ts';

/** A rate is that of the newest messages within these days: older ones are no news, and more than these decide nothing. */
export const judgedMs = 7 * dayMs;
export const judgedMessagesMax = 5_000;

export interface ChannelCounts {
  /** Messages that a provider took. */
  readonly messages: number;
  readonly complained: number;
  readonly bounced: number;
}

export interface PauseCause {
  readonly measure: RateLimit['measure'];
  readonly messages: number;
  /** Of these, how many were complained about or bounced. */
  readonly counted: number;
}

/**
 * Why a store's messages on a channel have to stop, or null: at the limits where mailbox providers and sending services begin
 * to refuse. Complaints go first, because they harm a sender longer. SMS and push have no published limits.
 */
export function pauseCause(channel: Channel, counts: ChannelCounts): PauseCause | null {
  if (channel !== 'email') return null;
  for (const { measure, bad, messagesMin } of emailRateLimits) {
    const counted = measure === 'complaint_rate' ? counts.complained : counts.bounced;
    if (counts.messages >= messagesMin && counted >= bad * counts.messages) {
      return { measure, messages: counts.messages, counted };
    }
  }
  return null;
}
