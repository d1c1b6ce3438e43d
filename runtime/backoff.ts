/** How long to pause between attempts: at most `minMs` after the first, doubled for each further one, up to `maxMs`. */
export interface Backoff {
  readonly minMs: number;
  readonly maxMs: number;
}

/**
 * The pause after `attempt` (from 1) has failed, in whole milliseconds: exponential with full jitter, so that clients
 * which failed together do not come back together. On average it is half of the longest one.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(attempt: number, { minMs, maxMs }: Backoff, random: () => number = Math.random): number {
  return Math.ceil(random() * Math.min(maxMs, minMs * 2 ** (attempt - 1)));
}

/** In place of `random` where only one ever waits, or a total has to be kept: always the longest pause. */
export const withoutJitter = (): number => 1;
