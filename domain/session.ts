import { dayMs } from './duration.ts';

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

/** How long a replaced token is still exchanged: tabs and parallel calls ask with the same one. */
export const refreshGraceMs = 30_000;
/** A session that is not used for so long is over. */
export const refreshTokenMs = 7 * dayMs;

export interface RefreshState {
  readonly nowMs: number;
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
