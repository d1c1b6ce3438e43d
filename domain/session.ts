import { dayMs, minuteMs } from './duration.ts';

/** Why a session ended. */
export const sessionEnds = [
  'signed_out',
  /** Ended by the person from another session. */
  'revoked',
  'password_changed',
  'deactivated',
  /** A refresh token came back that had been replaced long before: somebody else may hold it. */
  'token_reused',
] as const;

/** By what a session began. */
export const signInWays = ['password', 'identity_provider'] as const;
export type SignInWay = (typeof signInWays)[number];

/** What the operator of an installation sets for all sessions of it. */
export interface SessionRules {
  /** A session is over so long after it began, however much it is used. */
  readonly longestMs: number;
  /** What changes how somebody signs in takes a session that began within this time. */
  readonly freshMs: number;
  /** Days that an admin has to set up a second factor; null: none is demanded of admins. */
  readonly adminGraceDays: number | null;
}

export const defaultSessionRules: SessionRules = {
  longestMs: 30 * dayMs,
  freshMs: 15 * minuteMs,
  adminGraceDays: null,
};

/** Whether a session has lived as long as one may. */
export function isOutlived({ beganAtMs, nowMs }: SessionAge, { longestMs }: Pick<SessionRules, 'longestMs'>): boolean {
  return nowMs - beganAtMs >= longestMs;
}

/** Whether somebody proved who they are so lately that what they sign in by may be changed. */
export function isFresh({ beganAtMs, nowMs }: SessionAge, { freshMs }: Pick<SessionRules, 'freshMs'>): boolean {
  return nowMs - beganAtMs < freshMs;
}

interface SessionAge {
  readonly beganAtMs: number;
  readonly nowMs: number;
}

/** How long a replaced token is still exchanged: tabs and parallel calls ask with the same one. */
export const refreshGraceMs = 30_000;
/** A session that is not used for so long is over. */
export const refreshTokenMs = 7 * dayMs;

export interface RefreshState {
  readonly nowMs: number;
  /** Also by its age. */
  readonly sessionEnded: boolean;
  readonly expiresAtMs: number;
  /** Null: the token is the newest of its session. */
  readonly replaced: null | { readonly atMs: number; readonly successorUsed: boolean };
}

export type RefreshDecision =
  /** Make the next token. */
  | 'rotate'
  /** The next one exists: give it again. Its answer may have been lost, or several asked at once. */
  | 'repeat'
  /** It was replaced long ago by one that was used: two parties hold tokens of one session. */
  | 'reused'
  | 'refused';

export function decideRefresh({ nowMs, sessionEnded, expiresAtMs, replaced }: RefreshState): RefreshDecision {
  if (sessionEnded || expiresAtMs <= nowMs) return 'refused';
  if (!replaced) return 'rotate';
  return !replaced.successorUsed || nowMs - replaced.atMs <= refreshGraceMs ? 'repeat' : 'reused';
}
