import { minuteMs, secondMs } from '../duration.ts';
import type { DecidedBy, FlagDecision } from './decide-flag.ts';
import type { FlagName } from './flag.ts';

/** What keeps messages from going out now. Times in epoch milliseconds. */
export interface SendingStop {
  readonly flag: FlagName;
  readonly by: Exclude<DecidedBy, 'default'>;
  readonly since: number | null;
  readonly until: number | null;
}

/** Null: it is on. */
export function stopBy(flag: FlagName, { isOn, by, since, until }: FlagDecision): SendingStop | null {
  return isOn || by === 'default' ? null : { flag, by, since, until };
}

/** How a message waits: a short stop holds up its attempt, a long one its step, so that attempts do not run out of time. */
export type StopWait =
  | { readonly kind: 'attempt'; readonly retryAfterMs: number }
  | { readonly kind: 'step'; readonly notBefore: number };

/** A stop that is younger is waited for by the attempt. */
export const shortStopMsMax = 5 * minuteMs;
const attemptPauseMs = 10 * secondMs;
/** The longer a stop lasts, the more seldom its messages look; once it is lifted, they go within this time. */
const stepPauseMs = { min: 2 * minuteMs, max: 15 * minuteMs };

/**
 * How long a message waits that a switch stops. `spread` is between 0 and 1: those who wait for one switch do not come back at
 * the same moment.
 */
export function waitForStop(
  { since, until }: Pick<SendingStop, 'since' | 'until'>,
  { nowMs, spread }: { readonly nowMs: number; readonly spread: number },
): StopWait {
  const ageMs = since === null ? 0 : nowMs - since;
  const untilMs = until === null ? Number.POSITIVE_INFINITY : until - nowMs;
  if (ageMs < shortStopMsMax && (until === null || untilMs < shortStopMsMax)) {
    const pauseMs = Math.min(untilMs, attemptPauseMs);
    return { kind: 'attempt', retryAfterMs: Math.ceil(pauseMs * (1 + spread / 2)) };
  }
  const longMs = Math.min(Math.max(ageMs / 4, stepPauseMs.min), stepPauseMs.max);
  return { kind: 'step', notBefore: nowMs + Math.ceil(Math.min(untilMs, longMs * (1 + spread / 4))) };
}
