import { logOdds } from '../statistics/log-odds.ts';

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

/** The log-odds of what a model said. */
export function boundedLogOdds(chance: number): number {
  return logOdds(Math.min(1 - chanceMin, Math.max(chanceMin, chance)));
}
