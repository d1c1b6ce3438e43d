import { minuteMs } from '../../domain/duration.ts';
import { greylistedCode } from '../../domain/sender-account.ts';
import type { SendResult } from '../provider.ts';
import { unreachable } from '../send-result.ts';
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
  if (failure.kind === 'not_sent')
    return { kind: 'rejected', class: 'retry', code: failure.code, ...unreachable(failure.code) };
  if (failure.kind === 'no_answer') return { kind: 'unknown', cause: failure.cause, ...unreachable(failure.cause) };
  const { stage, reply } = failure;
  const digits = /^[45]\d\d/.exec(reply)?.[0] ?? '';
  const status = statusIn(reply.slice(0, statusWithin));
  const code = status ?? `smtp_${digits}`;
  // Before the sender is named the server speaks of us: a password, a machine that is not let in.
  if (stage === 'session') {
    const fault = digits.startsWith('4') ? 'throttled' : 'refused';
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: laterMs, fault };
  }
  const fault = faultOf(status);
  const isForNow = fault === undefined ? digits.startsWith('4') || saysLater(reply) : status?.startsWith('4');
  if (isForNow) {
    const later = { kind: 'rejected', class: 'retry', retryAfterMs: laterMs } as const;
    if (isGreylisting(digits, status, reply)) return { ...later, code: greylistedCode, fault: 'greylisted' };
    return { ...later, code, ...(isTooFast(digits, status) ? { fault: 'throttled' } : {}) };
  }
  return {
    ...{ kind: 'rejected', class: 'permanent', code },
    ...(fault === 'address' ? { suppress: true } : {}),
    ...(fault === 'sender' ? { fault: 'blocked' } : {}),
  };
}

/** The server wants to see the same machine again: through another one it would begin anew. */
function isGreylisting(digits: string, status: string | undefined, reply: string): boolean {
  return digits.startsWith('4') && ((digits === '451' && status === '4.7.1') || /gr[ae]y-?list/i.test(reply));
}

/** 450, 4.1.x and 4.2.x are about one mailbox; the others are about us, or about everybody. */
function isTooFast(digits: string, status: string | undefined): boolean {
  return ['421', '451', '452', '454'].includes(digits) && !/^4\.[12]\./.test(status ?? '');
}

/** The status follows the three digits at once. */
const statusWithin = 16;

/** Servers that count refusals say so in a sentence, under the digits of an address that does not exist. */
function saysLater(reply: string): boolean {
  return /\b(?:try again|later|too many|temporar|rate limit)/i.test(reply);
}
