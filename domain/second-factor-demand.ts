import { dayMs } from './duration.ts';

/** That somebody who has no second factor needs one. */
export interface SecondFactorDemand {
  /** From then on they may do nothing where it is demanded but set one up. Epoch milliseconds. */
  readonly dueAtMs: number;
  readonly overdue: boolean;
}

/** Days that people may be given. */
export const graceDays = { min: 0, max: 90, default: 14 } as const;

/**
 * What is demanded of somebody without a second factor: whoever was there when the demand was made has days of grace from
 * then, and whoever joins later from the day they join.
 */
export function secondFactorDemand({
  demandedSinceMs,
  joinedAtMs,
  graceDays: days,
  nowMs,
}: {
  readonly demandedSinceMs: number;
  readonly joinedAtMs: number;
  readonly graceDays: number;
  readonly nowMs: number;
}): SecondFactorDemand {
  const dueAtMs = Math.max(demandedSinceMs, joinedAtMs) + days * dayMs;
  return { dueAtMs, overdue: dueAtMs <= nowMs };
}
