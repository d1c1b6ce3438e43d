import { buyersMin } from '../../../domain/experiments/comparison.ts';
import { peopleNeeded, plannedLift } from '../../../domain/experiments/planned-effect.ts';
import { type SampleRatio, sampleRatio } from '../../../domain/experiments/sample-ratio.ts';
import {
  type ArmDifference,
  armDifference,
  type ComparedArm,
  weightedSummary,
} from '../../../domain/experiments/split-comparison.ts';
import { type SplitStep, splitBaselinePercent } from '../../../domain/flow/flow.ts';
import { type PersonalGroup, personalGroups } from '../../../domain/personal/choose-arm.ts';
import { comparedArms, mainCurrency } from './compared-arms.ts';
import type { SplitSums } from './split-sums.ts';

/** The people for whom an arm was chosen, or those whose arm was drawn evenly. */
export interface PersonalGroupResult {
  readonly people: number;
  readonly matured: number;
  readonly buyers: number;
  readonly orders: number;
  readonly amountMinor: number;
  /** Null: nobody's time to buy is over yet, as for `perPersonMinor`. */
  readonly buyingShare: number | null;
  readonly perPersonMinor: number | null;
}

export interface PersonalResult {
  readonly baselinePercent: number;
  readonly chosen: PersonalGroupResult;
  readonly baseline: PersonalGroupResult;
  /** Chosen less baseline, per person. */
  readonly difference: { readonly recovered: ArmDifference; readonly revenue: ArmDifference };
}

/** What it is told by, beside what is shown. */
export interface PersonalComparison {
  readonly shown: PersonalResult;
  readonly sampleRatio: SampleRatio;
  readonly verdict: 'ratio_wrong' | 'too_early' | 'undecided' | 'choosing_pays' | 'choosing_costs';
  readonly missing: { readonly plannedLift: number; readonly people: number } | null;
}

/** Whether choosing an arm for each person brings more than drawing it: two groups, filled by chance, and nothing else differs. */
export function personalResult({
  campaignId,
  step,
  sums,
}: {
  readonly campaignId: string;
  readonly step: SplitStep;
  /** By group. */
  readonly sums: SplitSums;
}): PersonalComparison {
  const { baselinePercent = splitBaselinePercent.usual, goal = 'recovered' } = step;
  const groups = { id: step.id, arms: personalGroups.map((id) => ({ id })) };
  const compared = comparedArms(groups, campaignId, sums);
  const isOwn = (row: { readonly campaignId: string; readonly splitId: string }) =>
    row.campaignId === campaignId && row.splitId === step.id;
  const spending = sums.spending.filter(isOwn);
  const currency = mainCurrency(spending);
  const armOf = (group: PersonalGroup): ComparedArm =>
    compared.find(({ id }) => id === group) ?? { id: group, matured: 0, buyers: 0, recovered: nobody, revenue: nobody };
  const resultOf = (group: PersonalGroup): PersonalGroupResult => {
    const arm = armOf(group);
    const money = spending.find((row) => row.arm === group && row.currency === currency);
    const known = arm.matured > 0;
    return {
      people: sums.people.find((row) => isOwn(row) && row.arm === group)?.people ?? 0,
      ...{ matured: arm.matured, buyers: arm.buyers },
      ...{ orders: money?.orders ?? 0, amountMinor: money?.net ?? 0 },
      buyingShare: known ? weightedSummary(arm.recovered).mean : null,
      perPersonMinor: known ? weightedSummary(arm.revenue).mean : null,
    };
  };
  const [chosen, baseline] = [resultOf('chosen'), resultOf('baseline')];
  const apart = (by: 'recovered' | 'revenue') =>
    armDifference(armOf('chosen'), armOf('baseline'), by, personalGroups.length);
  const difference = { recovered: apart('recovered'), revenue: apart('revenue') };
  const ratio = sampleRatio([
    { people: chosen.people, share: 100 - baselinePercent },
    { people: baseline.people, share: baselinePercent },
  ]);
  return {
    ...{ shown: { baselinePercent, chosen, baseline, difference }, sampleRatio: ratio },
    verdict: verdictOf({ chosen, baseline, wrong: ratio.wrong, interval: difference[goal].interval }),
    missing: missingOf(chosen, baseline, baselinePercent),
  };
}

const nobody = { people: 0, w: 0, ww: 0, wy: 0, wwy: 0, wwyy: 0 };

function verdictOf({
  chosen,
  baseline,
  wrong,
  interval,
}: {
  readonly chosen: PersonalGroupResult;
  readonly baseline: PersonalGroupResult;
  readonly wrong: boolean;
  readonly interval: ArmDifference['interval'];
}): PersonalComparison['verdict'] {
  if (wrong) return 'ratio_wrong';
  if (interval === null || Math.min(chosen.buyers, baseline.buyers) < buyersMin) return 'too_early';
  if (interval.low > 0) return 'choosing_pays';
  return interval.high < 0 ? 'choosing_costs' : 'undecided';
}

function missingOf(
  chosen: PersonalGroupResult,
  baseline: PersonalGroupResult,
  baselinePercent: number,
): PersonalComparison['missing'] {
  const matured = chosen.matured + baseline.matured;
  const buyingShare = matured === 0 ? 0 : (chosen.buyers + baseline.buyers) / matured;
  const needed = peopleNeeded({ buyingShare, holdoutShare: baselinePercent / 100, lift: plannedLift });
  return needed === null ? null : { plannedLift, people: Math.max(0, needed - matured) };
}
