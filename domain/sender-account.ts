import { assertNever } from './assert-never.ts';
import { answered, ask, type Breaker, closedBreaker } from './breaker.ts';
import { dayMs, hourMs, minuteMs, secondMs } from './duration.ts';

/**
 * Why messages do not go to a provider's account now. Troubles are part of the public API: add, never rename.
 */
export const senderTroubles = [
  /** It did not answer, or failed, several times in a row. */
  'unreachable',
  /** The quota of its day is used up. */
  'day_quota',
  /** The quota of its month is used up. */
  'month_quota',
  /** It refuses us: credentials, payment, a registration. Its operator has to act. */
  'refused',
] as const;
export type SenderTrouble = (typeof senderTroubles)[number];

/** How a provider's account does, shared by everybody who sends through it. */
export interface SenderState {
  /** Open: nothing is handed to it. */
  readonly breaker: Breaker;
  /** Until when one message tries whether it is back, epoch milliseconds: whoever sends it may die. */
  readonly triedUntilMs: number;
  /** Null while the breaker is closed. */
  readonly trouble: { readonly kind: SenderTrouble; readonly code: string; readonly sinceMs: number } | null;
  /** Milliseconds between two messages; 0: as fast as they come. */
  readonly gapMs: number;
  /** Earliest time of the next message, epoch milliseconds. */
  readonly nextAtMs: number;
  /** 0 to 100 at `healthAtMs`: what others refuse because of who sends lowers it, and time heals it. */
  readonly health: number;
  readonly healthAtMs: number;
}

export const unknownSender: SenderState = {
  ...{ breaker: closedBreaker, triedUntilMs: 0, trouble: null, gapMs: 0, nextAtMs: 0, health: 100, healthAtMs: 0 },
};

/** What an answer, or none, says of the account and not of the message. */
export type SenderFault =
  /** Nobody answered, or the provider itself failed. */
  | 'unreachable'
  /** Too fast (429, 421, 45x). */
  | 'throttled'
  | 'day_quota'
  | 'month_quota'
  | 'refused'
  /** Somebody else refuses messages of this sender (5.7.x, a block list). */
  | 'blocked'
  /** A mail server wants the same sender to come again later. */
  | 'greylisted';

/** Under it a message waits for the same account, whatever becomes of the others. */
export const greylistedCode = 'greylisted';

export type SenderNews = { readonly kind: 'answered' } | { readonly kind: SenderFault; readonly code: string };

export const senderLimits = {
  /** So many failures in a row stop it, and for how long. */
  breaker: { failuresMax: 5, openMsMin: 30 * secondMs, openMsMax: 15 * minuteMs },
  /** One that refuses us is asked this seldom: each question costs a message an attempt. */
  refused: { failuresMax: 1, openMsMin: 10 * minuteMs, openMsMax: hourMs },
  /** How long one message may try whether it is back: longer than an attempt takes. */
  tryMs: minuteMs,
  /** Slowed once, and at most: 20 messages a second, and one in half a minute. */
  gapMsMin: 50,
  gapMsMax: 30 * secondMs,
  /** What is left of the gap after each message that went well. */
  gapRecovery: 0.8,
  /** What one refusal because of the sender costs, and how long it takes to heal a point. */
  healthPerBlock: 5,
  healMs: 10 * minuteMs,
  /** Below it the account counts as failing. */
  healthMin: 50,
} as const;

/** The state after one more piece of news. */
export function heard(state: SenderState, news: SenderNews, now: number): SenderState {
  switch (news.kind) {
    case 'answered':
      return { ...closed(state), gapMs: relaxed(state.gapMs) };
    case 'greylisted':
      return closed(state);
    case 'throttled':
      return slowed(closed(state), now);
    case 'blocked':
      return {
        ...closed(state),
        health: Math.max(0, healthOf(state, now) - senderLimits.healthPerBlock),
        healthAtMs: now,
      };
    case 'day_quota':
    case 'month_quota':
      return {
        ...state,
        breaker: { kind: 'open', until: reopensAt(news.kind, now), openings: 1 },
        trouble: troubleOf(state, news.kind, news.code, now),
      };
    case 'unreachable':
      return failed(state, news.kind, news.code, now);
    case 'refused':
      return failed(state, news.kind, news.code, now);
    default:
      return assertNever(news);
  }
}

/** As its operator says: whatever was wrong is mended. */
export function reopened(state: SenderState): SenderState {
  return { ...closed(state), gapMs: 0, nextAtMs: 0 };
}

export function healthOf({ health, healthAtMs }: SenderState, now: number): number {
  return Math.min(100, health + Math.max(0, Math.floor((now - healthAtMs) / senderLimits.healMs)));
}

/** Whether nothing is known against it that the next good message would change. */
export function isUntroubled({ breaker, gapMs }: SenderState): boolean {
  return breaker.kind === 'closed' && breaker.failures === 0 && gapMs === 0;
}

/** Whether a message may be handed to it now. */
export type Readiness =
  | { readonly kind: 'ready' }
  /** With this one message it is tried whether it is back. */
  | { readonly kind: 'try' }
  /** It works, and asked us to go slower. */
  | { readonly kind: 'slow'; readonly untilMs: number }
  | { readonly kind: 'stopped'; readonly untilMs: number; readonly because: SenderTrouble };

export function readiness(state: SenderState, now: number): Readiness {
  const because = state.trouble?.kind ?? 'unreachable';
  if (state.breaker.kind === 'trying' && now < state.triedUntilMs)
    return { kind: 'stopped', untilMs: state.triedUntilMs, because };
  if (state.breaker.kind === 'open' && ask(state.breaker, now) === null)
    return { kind: 'stopped', untilMs: state.breaker.until, because };
  if (state.breaker.kind !== 'closed') return { kind: 'try' };
  return now < state.nextAtMs ? { kind: 'slow', untilMs: state.nextAtMs } : { kind: 'ready' };
}

/** The state with one more message on its way to it. */
export function handed(state: SenderState, now: number): SenderState {
  const { breaker, gapMs } = state;
  const paced = gapMs > 0 ? { ...state, nextAtMs: Math.max(now, state.nextAtMs) + gapMs } : state;
  if (breaker.kind === 'closed') return paced;
  return {
    ...paced,
    breaker: { kind: 'trying', openings: breaker.openings },
    triedUntilMs: now + senderLimits.tryMs,
  };
}

function closed(state: SenderState): SenderState {
  return { ...state, breaker: closedBreaker, triedUntilMs: 0, trouble: null };
}

function failed(state: SenderState, kind: 'unreachable' | 'refused', code: string, now: number): SenderState {
  const limits = kind === 'refused' ? senderLimits.refused : senderLimits.breaker;
  const breaker = answered(state.breaker, { ok: false, now }, limits);
  // A quota is over at its own time, whatever else is said of the account until then.
  if (state.breaker.kind === 'open' || breaker.kind === 'closed') return { ...state, breaker };
  return { ...state, breaker, triedUntilMs: 0, trouble: troubleOf(state, kind, code, now) };
}

function troubleOf(state: SenderState, kind: SenderTrouble, code: string, now: number) {
  return { kind, code, sinceMs: state.trouble?.kind === kind ? state.trouble.sinceMs : now };
}

/** Those that were on their way when it was slowed tell the same thing once more. */
function slowed(state: SenderState, now: number): SenderState {
  if (now < state.nextAtMs) return state;
  const gapMs = Math.min(senderLimits.gapMsMax, Math.max(senderLimits.gapMsMin, state.gapMs * 2));
  return { ...state, gapMs, nextAtMs: now + gapMs };
}

function relaxed(gapMs: number): number {
  const less = Math.floor(gapMs * senderLimits.gapRecovery);
  return less < senderLimits.gapMsMin ? 0 : less;
}

/** Quotas begin anew with the day or the month of UTC, which is what the providers count in. */
function reopensAt(kind: 'day_quota' | 'month_quota', now: number): number {
  if (kind === 'day_quota') return (Math.floor(now / dayMs) + 1) * dayMs;
  const at = new Date(now);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
}
