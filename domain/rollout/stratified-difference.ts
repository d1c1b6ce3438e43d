import { type ArmSummary, steadied } from '../experiments/arm-sums.ts';

/** Two arms of one stage, filled by the same shares all the time. */
export interface Stratum {
  readonly canary: ArmSummary;
  readonly primary: ArmSummary;
}

export interface StratifiedDifference {
  /** Canary less primary. */
  readonly difference: number;
  readonly standardError: number;
  readonly people: number;
}

/**
 * The difference within each stage, brought together. A sum over stages would compare different times: with a share that grows, most
 * of the canary is of the last days, and a bad week of the shop looks like a bad version (E. H. Simpson, 1951). Weighted as by
 * N. Mantel and W. Haenszel (1959). Null: no stage has both arms.
 */
export function stratifiedDifference(strata: readonly Stratum[]): StratifiedDifference | null {
  let [weights, weighted, variance, people] = [0, 0, 0, 0];
  for (const { canary, primary } of strata) {
    if (canary.people === 0 || primary.people === 0) continue;
    const [own, others] = steadied(canary, primary);
    const weight = (own.people * others.people) / (own.people + others.people);
    weights += weight;
    weighted += weight * (own.mean - others.mean);
    variance += weight ** 2 * (own.variance / own.people + others.variance / others.people);
    people += own.people + others.people;
  }
  if (weights === 0) return null;
  return { difference: weighted / weights, standardError: Math.sqrt(variance) / weights, people };
}

export interface CountedStratum {
  readonly canary: { readonly all: number; readonly count: number };
  readonly primary: { readonly all: number; readonly count: number };
}

/**
 * How many times as often something happened to the canary, within each stage (Mantel and Haenszel). Where it happened to the canary
 * alone, half of one counts for the others; to nobody: 1. Null: one of them has nobody.
 */
export function stratifiedRatio(strata: readonly CountedStratum[]): number | null {
  let [own, others, half] = [0, 0, 0];
  for (const { canary, primary } of strata) {
    if (canary.all === 0 || primary.all === 0) continue;
    const all = canary.all + primary.all;
    own += (canary.count * primary.all) / all;
    others += (primary.count * canary.all) / all;
    half += canary.all / all / 2;
  }
  if (half === 0) return null;
  if (others > 0) return own / others;
  return own === 0 ? 1 : own / half;
}
