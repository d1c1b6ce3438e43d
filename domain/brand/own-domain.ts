import { dayMs, hourMs, minuteMs } from '../duration.ts';

/**
 * Where a claim of a name stands. `waiting`: its text was not seen so far; `live`: it was; `failing`: it is gone, and may come
 * back; `expired`, `lost` and `released` are over.
 */
export const domainStates = ['waiting', 'live', 'failing', 'expired', 'lost', 'released'] as const;
export type DomainState = (typeof domainStates)[number];

/** What a name is for: links and pages for shoppers, the dashboard for the team, or e-mails that come from it. */
export const domainUses = ['pages', 'dashboard', 'mail'] as const;
export type DomainUse = (typeof domainUses)[number];
/** Under a name that only mail comes from nothing is answered. */
export type AnsweredUse = Exclude<DomainUse, 'mail'>;

/** What a look at DNS found. `held`: the text is there, and another store has the name or had it until some days ago. */
export const domainFindings = ['present', 'absent', 'unanswered', 'held'] as const;
export type DomainFinding = (typeof domainFindings)[number];

export interface DomainClaim {
  readonly state: DomainState;
  /** Epoch milliseconds. */
  readonly claimedAtMs: number;
  /** Since when its text is gone, while it is `failing`. */
  readonly failingSinceMs: number | null;
  /** Until when no other store may have the name; null: it holds nothing up. */
  readonly restsUntilMs: number | null;
}

export const domainLimits = {
  /** A claim whose text never came. */
  waitingMsMax: 14 * dayMs,
  /** How long a name goes on whose text is gone: somebody who cleans up DNS has a weekend to notice. */
  failingMsMax: 3 * dayMs,
  /** How long a name that was given up or lost is nobody's: links in messages still lead there, and caches still know it. */
  restMs: 7 * dayMs,
} as const;

const checkEveryMs = { waiting: 10 * minuteMs, live: hourMs, failing: 10 * minuteMs } as const;
/** Somebody who has just claimed a name is sitting in front of it. */
const fresh = { forMs: hourMs, checkEveryMs: minuteMs } as const;

/** A claim that still asks or holds. */
export type OpenState = keyof typeof checkEveryMs;

export function isOpen(state: DomainState): state is OpenState {
  return state in checkEveryMs;
}

/** Whether requests under the name are answered. Links are made with it only while it is `live`. */
export function isServed(state: DomainState): boolean {
  return state === 'live' || state === 'failing';
}

/** When to look again; null: never. */
export function nextCheckMs({ state, claimedAtMs }: DomainClaim, nowMs: number): number | null {
  if (!isOpen(state)) return null;
  const isFresh = state === 'waiting' && nowMs < claimedAtMs + fresh.forMs;
  return nowMs + (isFresh ? fresh.checkEveryMs : checkEveryMs[state]);
}

/**
 * What a claim is after a look. That DNS did not answer changes nothing: a name is never lost because of a resolver, nor won.
 */
export function afterCheck(claim: DomainClaim, found: DomainFinding, nowMs: number): DomainClaim {
  switch (claim.state) {
    case 'waiting':
      if (found === 'present') return { ...claim, state: 'live', failingSinceMs: null };
      return nowMs >= claim.claimedAtMs + domainLimits.waitingMsMax ? { ...claim, state: 'expired' } : claim;
    case 'live':
      return found === 'absent' ? { ...claim, state: 'failing', failingSinceMs: nowMs } : claim;
    case 'failing': {
      if (found === 'present') return { ...claim, state: 'live', failingSinceMs: null };
      const isOver = nowMs >= (claim.failingSinceMs ?? nowMs) + domainLimits.failingMsMax;
      return found === 'absent' && isOver ? ended(claim, 'lost', nowMs) : claim;
    }
    default:
      return claim;
  }
}

/** The store gives the name up. One that never was its own holds nobody up. */
export function released(claim: DomainClaim, nowMs: number): DomainClaim {
  if (!isOpen(claim.state)) return claim;
  return isServed(claim.state) ? ended(claim, 'released', nowMs) : { ...claim, state: 'released' };
}

/** Whether a claim of one store keeps the name from another one. */
export function holdsUp({ state, restsUntilMs }: DomainClaim, nowMs: number): boolean {
  return isServed(state) || (restsUntilMs !== null && restsUntilMs > nowMs);
}

function ended(claim: DomainClaim, state: 'lost' | 'released', nowMs: number): DomainClaim {
  return { ...claim, state, failingSinceMs: null, restsUntilMs: nowMs + domainLimits.restMs };
}
