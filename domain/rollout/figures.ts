import type { ArmSums } from '../experiments/arm-sums.ts';
import type { PairedAuc } from './paired-auc.ts';
import type { ShiftCounts } from './shift-limit.ts';

/** How the scores of the version came about beside those that answered. */
export interface ScoreCounts {
  readonly asked: number;
  readonly errors: number;
  /** Nothing failed, and there is no score. */
  readonly missing: number;
  /** Took longer than the plan allows. */
  readonly slow: number;
  readonly p99Ms: number | null;
}

/** Bought less predicted, over carts of one group. */
export interface CalibrationGroup {
  readonly candidate: ArmSums;
  readonly primary: ArmSums;
}

/** Carts whose time to buy is over. */
export interface MaturedFigures {
  readonly carts: number;
  readonly buyers: number;
  /** Of carts that both versions scored; null: too few of them. */
  readonly auc: PairedAuc | null;
  /** Log loss of the candidate less that of the primary, over the same carts. */
  readonly lossDifference: ArmSums;
  /** By the lower and the upper half of the chances. */
  readonly groups: readonly CalibrationGroup[];
}

/** What people did of whom one version decided, within one stage. */
export interface ArmFigures {
  readonly carts: number;
  readonly messages: number;
  readonly unsubscribes: number;
  readonly complaints: number;
}

/** What these people spent in one currency, once their time to buy is over; who spent nothing is in it. */
export interface MoneyFigures {
  readonly currency: string;
  readonly canary: ArmSums & { readonly buyers: number };
  readonly primary: ArmSums & { readonly buyers: number };
}

/** One stage; what is of different stages is never added up (`stratified-difference.ts`). */
export interface StageComparison {
  readonly canary: ArmFigures;
  readonly primary: ArmFigures;
  readonly money: readonly MoneyFigures[];
}

/** What one look saw. */
export interface RolloutFigures {
  readonly scores: ScoreCounts;
  readonly shift: ShiftCounts;
  readonly matured: MaturedFigures;
  /**
   * `matured.lossDifference` of the stages before, when each was left: differences on the same carts may be added up. Absent: of a look from
   * before it was kept.
   */
  readonly lossBefore?: ArmSums;
  /** The stages with a canary up to the present one, which is the last. */
  readonly stages: readonly StageComparison[];
}
