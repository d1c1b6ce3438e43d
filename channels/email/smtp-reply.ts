import { minuteMs } from '../../domain/duration.ts';
import type { SendResult } from '../provider.ts';
import { faultOf, statusIn } from './enhanced-status.ts';

/** How an attempt ended that no server said yes to. */
export type SmtpFailure =
  /** The server refused, for sure: its answer to a command, or to the whole message. */
  | { readonly kind: 'refused'; readonly stage: 'session' | 'sender' | 'recipient' | 'message'; readonly reply: string }
  /** The message did not begin to leave. */
  | { readonly kind: 'not_sent'; readonly code: string }
  /** It began to leave, and no answer came that is one. */
  | { readonly kind: 'no_answer'; readonly cause: string };

/** A server that has no room or no trust yet wants to be asked again by the same sender after some minutes. */
const laterMs = 5 * minuteMs;

/** The enhanced status says more than the three digits, and they say more than the sentence. */
export function resultOfSmtp(failure: SmtpFailure): SendResult {
  if (failure.kind === 'not_sent') return { kind: 'rejected', class: 'retry', code: failure.code };
  if (failure.kind === 'no_answer') return { kind: 'unknown', cause: failure.cause };
  const { stage, reply } = failure;
  const digits = /^[45]\d\d/.exec(reply)?.[0] ?? '';
  const status = statusIn(reply.slice(0, statusWithin));
  const code = status ?? `smtp_${digits}`;
  // Before the sender is named the server speaks of us: a password, a machine that is not let in.
  if (stage === 'session') return { kind: 'rejected', class: 'retry', code, retryAfterMs: laterMs };
  const fault = faultOf(status);
  const isForNow = fault === undefined ? digits.startsWith('4') || saysLater(reply) : status?.startsWith('4');
  if (isForNow) return { kind: 'rejected', class: 'retry', code, retryAfterMs: laterMs };
  return { kind: 'rejected', class: 'permanent', code, ...(fault === 'address' ? { suppress: true } : {}) };
}

/** The status follows the three digits at once. */
const statusWithin = 16;

/** Servers that count refusals say so in a sentence, under the digits of an address that does not exist. */
function saysLater(reply: string): boolean {
  return /\b(?:try again|later|too many|temporar|rate limit)/i.test(reply);
}
