import { assertNever } from '../assert-never.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../duration.ts';

/** Where a delivery to an endpoint stands. States are part of the public API: add, never rename. */
export const outgoingStates = [
  /** It is tried now, or again when it is due. */
  'waiting',
  /** The endpoint took it. */
  'delivered',
  /** It was tried as often as it is tried, or trying it again would change nothing. */
  'failed',
  /** It is not tried any more because its endpoint was switched off. */
  'ended',
] as const;
export type OutgoingState = (typeof outgoingStates)[number];

/** Why an endpoint is off. */
export const offReasons = [
  /** A person switched it off. */
  'by_person',
  /** It failed for `failingMsMax`. */
  'failing',
  /** It answered 410: it wants no more. */
  'gone',
] as const;
export type OffReason = (typeof offReasons)[number];

/** What one attempt came to. */
export type AttemptResult =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | undefined }
  /** Our own refusal to connect to this address. */
  | { readonly kind: 'forbidden' }
  /** Nobody could be reached, or the answer did not come in time. */
  | { readonly kind: 'away'; readonly timedOut: boolean };

export type AfterAttempt =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs: number }
  /** `gone`: the endpoint wants nothing any more. */
  | { readonly kind: 'failed'; readonly reason: string; readonly gone: boolean };

/** The pauses between attempts, as Standard Webhooks recommends them: the first attempt is made at once. */
export const retryPausesMs: readonly number[] = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
];
/** A pause is longer by up to this share of it, so that what failed together does not come back together. */
const jitterShareMax = 0.1;

/** An endpoint without a single success for so long is switched off. */
export const failingMsMax = 5 * dayMs;

/** What follows from the `attempts`-th attempt (from 1) of a delivery. */
export function afterAttempt(
  result: AttemptResult,
  { attempts, random }: { readonly attempts: number; readonly random: () => number },
): AfterAttempt {
  switch (result.kind) {
    case 'forbidden':
      return { kind: 'failed', reason: 'address_forbidden', gone: false };
    case 'away':
      return retry(result.timedOut ? 'timed_out' : 'unreachable', { attempts, random });
    case 'answered': {
      const { status } = result;
      if (status >= 200 && status < 300) return { kind: 'delivered' };
      const reason = `http_${status}`;
      if (status === 410) return { kind: 'failed', reason, gone: true };
      // A redirect leads to an address that nobody gave us: the endpoint's own has to be corrected.
      if (status >= 300 && status < 400) return { kind: 'failed', reason: 'redirect_refused', gone: false };
      return retry(reason, { attempts, random }, result.retryAfterMs);
    }
    default:
      return assertNever(result);
  }
}

function retry(
  reason: string,
  { attempts, random }: { readonly attempts: number; readonly random: () => number },
  retryAfterMs = 0,
): AfterAttempt {
  const pauseMs = retryPausesMs[attempts - 1];
  if (pauseMs === undefined) return { kind: 'failed', reason, gone: false };
  return {
    kind: 'retry',
    reason,
    afterMs: Math.max(retryAfterMs, Math.round(pauseMs * (1 + random() * jitterShareMax))),
  };
}
