import { type ArmSums, noSums } from '../experiments/arm-sums.ts';
import type { CalibrationGroup, MaturedFigures } from './figures.ts';
import { type PairedAuc, type PairedScore, pairedAuc } from './paired-auc.ts';

/** A cart whose time to buy is over. */
export interface ScoredCart {
  readonly bought: boolean;
  /** Messages went out to it: whom one writes to buys otherwise, whatever a score is worth. */
  readonly treated: boolean;
  /** What each version said; null: it was not asked. */
  readonly primary: number | null;
  readonly candidate: number | null;
}

/** Chances nearer to 0 or 1 count as this: one sure error must not outweigh a thousand carts. */
const chanceMin = 0.001;

/** What carts say of two versions, in figures that are kept. Treated people are compared with treated ones only. */
export function maturedFigures(carts: readonly ScoredCart[]): MaturedFigures {
  const paired = carts.flatMap(({ bought, treated, primary, candidate }) =>
    primary === null || candidate === null ? [] : [{ bought, treated, primary, candidate }],
  );
  return {
    carts: carts.length,
    buyers: carts.filter(({ bought }) => bought).length,
    auc: withinTreatment(paired),
    lossDifference: paired.reduce(
      (sums, { bought, primary, candidate }) => plus(sums, lossOf(candidate, bought) - lossOf(primary, bought)),
      noSums,
    ),
    groups: calibrationGroups(carts),
  };
}

/** Both groups' areas, weighted by their carts. */
function withinTreatment(carts: readonly (PairedScore & { readonly treated: boolean })[]): PairedAuc | null {
  const groups = [true, false].flatMap((group) => {
    const its = carts.filter(({ treated }) => treated === group);
    const auc = pairedAuc(its);
    return auc ? [{ auc, carts: its.length }] : [];
  });
  const all = groups.reduce((sum, group) => sum + group.carts, 0);
  if (all === 0) return null;
  const mean = (of: (auc: PairedAuc) => number) =>
    groups.reduce((sum, group) => sum + (group.carts / all) * of(group.auc), 0);
  const variance = groups.reduce((sum, group) => sum + ((group.carts / all) * group.auc.standardError) ** 2, 0);
  return {
    primary: mean(({ primary }) => primary),
    candidate: mean(({ candidate }) => candidate),
    difference: mean(({ difference }) => difference),
    standardError: Math.sqrt(variance),
  };
}

/**
 * Carts below and above the median of each version's own chances: one whose chances are too extreme may be right on average and
 * wrong in both halves. Halves by the chances of another version would say nothing: what that one knows beside it looks like an error.
 */
function calibrationGroups(carts: readonly ScoredCart[]): readonly CalibrationGroup[] {
  const [candidate, primary] = [halvesOf(carts, 'candidate'), halvesOf(carts, 'primary')];
  return [
    { candidate: candidate.lower, primary: primary.lower },
    { candidate: candidate.upper, primary: primary.upper },
  ];
}

function halvesOf(
  carts: readonly ScoredCart[],
  of: 'candidate' | 'primary',
): { readonly lower: ArmSums; readonly upper: ArmSums } {
  const known = carts.flatMap(({ bought, [of]: score }) => (score === null ? [] : [{ bought, score }]));
  const middle = Float64Array.from(known, ({ score }) => score).sort()[Math.floor(known.length / 2)] ?? 0;
  let [lower, upper] = [noSums, noSums];
  for (const { bought, score } of known) {
    const gap = Number(bought) - score;
    if (score < middle) lower = plus(lower, gap);
    else upper = plus(upper, gap);
  }
  return { lower, upper };
}

function lossOf(chance: number, bought: boolean): number {
  const bounded = Math.min(1 - chanceMin, Math.max(chanceMin, chance));
  return -Math.log(bought ? bounded : 1 - bounded);
}

function plus({ people, sum, squares }: ArmSums, value: number): ArmSums {
  return { people: people + 1, sum: sum + value, squares: squares + value * value };
}
