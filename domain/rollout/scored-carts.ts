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
 * Carts below and above the median chance: a version whose chances are too extreme may be right on average and wrong in both
 * halves.
 */
function calibrationGroups(carts: readonly ScoredCart[]): readonly CalibrationGroup[] {
  const chances = carts.map(({ primary, candidate }) => primary ?? candidate ?? 0).sort((one, other) => one - other);
  const middle = chances[Math.floor(chances.length / 2)] ?? 0;
  const groups: CalibrationGroup[] = [
    { candidate: noSums, primary: noSums },
    { candidate: noSums, primary: noSums },
  ];
  for (const { bought, primary, candidate } of carts) {
    const at = (primary ?? candidate ?? 0) < middle ? 0 : 1;
    const group = groups[at];
    if (!group) continue;
    const gap = (chance: number) => Number(bought) - chance;
    groups[at] = {
      candidate: candidate === null ? group.candidate : plus(group.candidate, gap(candidate)),
      primary: primary === null ? group.primary : plus(group.primary, gap(primary)),
    };
  }
  return groups;
}

function lossOf(chance: number, bought: boolean): number {
  const bounded = Math.min(1 - chanceMin, Math.max(chanceMin, chance));
  return -Math.log(bought ? bounded : 1 - bounded);
}

function plus({ people, sum, squares }: ArmSums, value: number): ArmSums {
  return { people: people + 1, sum: sum + value, squares: squares + value * value };
}
