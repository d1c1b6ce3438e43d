/**
 * Whether somebody who does not answer is asked again. Closed: everything is asked. Open: nothing is, until a time that
 * grows with every failure. After it one question tries whether they are back.
 */
export type Breaker =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: number; readonly openings: number }
  | { readonly kind: 'trying'; readonly openings: number };

export interface BreakerLimits {
  /** So many failures one after the other open it. */
  readonly failuresMax: number;
  readonly openMsMin: number;
  readonly openMsMax: number;
}

export const closedBreaker: Breaker = { kind: 'closed', failures: 0 };

/** The breaker with one more question under way; null: it is not to be asked. */
export function ask(breaker: Breaker, now: number): Breaker | null {
  switch (breaker.kind) {
    case 'closed':
      return breaker;
    case 'open':
      return now < breaker.until ? null : { kind: 'trying', openings: breaker.openings };
    case 'trying':
      return null;
  }
}

/** After an answer, or after none. Questions that were under way when it opened tell nothing new by failing. */
export function answered(
  breaker: Breaker,
  { ok, now }: { readonly ok: boolean; readonly now: number },
  limits: BreakerLimits,
): Breaker {
  if (ok) return closedBreaker;
  switch (breaker.kind) {
    case 'closed': {
      const failures = breaker.failures + 1;
      return failures < limits.failuresMax ? { kind: 'closed', failures } : opened(1, now, limits);
    }
    case 'open':
      return breaker;
    case 'trying':
      return opened(breaker.openings + 1, now, limits);
  }
}

function opened(openings: number, now: number, { openMsMin, openMsMax }: BreakerLimits): Breaker {
  const openMs = Math.min(openMsMax, openMsMin * 2 ** Math.min(openings - 1, 30));
  return { kind: 'open', until: now + openMs, openings };
}
