/** A prediction whose time to buy is over, and what came of it. */
export interface LabelledCart {
  /** Of the days compared, 0 is the oldest. */
  readonly day: number;
  readonly probability: number;
  readonly bought: boolean;
  /** Its person got no message for a reason that hangs on nothing they did (`domain/training/label-rows.ts`). */
  readonly untouched: boolean;
  /** Known values in the order of the model; null: not known. */
  readonly features: readonly (number | null)[];
}

/** Chances beyond are taken for these: one certain mistake would count for more than all others. */
const chanceMin = 1e-4;

/** The log-odds of a chance. */
export function logOdds(chance: number): number {
  const kept = Math.min(1 - chanceMin, Math.max(chanceMin, chance));
  return Math.log(kept / (1 - kept));
}

export function chanceOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
