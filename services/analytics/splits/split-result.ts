import { buyersMin } from '../../../domain/experiments/comparison.ts';
import { peopleNeeded, plannedLift } from '../../../domain/experiments/planned-effect.ts';
import { type SampleRatio, sampleRatio } from '../../../domain/experiments/sample-ratio.ts';
import {
  type ArmDifference,
  armDifference,
  bestArm,
  errorOfEach,
  weightedSummary,
} from '../../../domain/experiments/split-comparison.ts';
import { designOf } from '../../../domain/experiments/split-design.ts';
import type { WinnerState } from '../../../domain/experiments/split-winner.ts';
import {
  type SplitAllocation,
  type SplitChooser,
  type SplitGoal,
  type SplitStep,
  splitFloorPercent,
} from '../../../domain/flow/flow.ts';
import { comparedArms, mainCurrency, sum } from './compared-arms.ts';
import { type PersonalResult, personalResult } from './personal-result.ts';
import type { SplitSums } from './split-sums.ts';

export const splitVerdicts = [
  /** The arms were not filled by their shares. */
  'ratio_wrong',
  /** Too few bought in one of the arms for an interval. */
  'too_early',
  /** No arm is surely better than every other. */
  'undecided',
  'best',
  /** Of a split that chooses for each person: those for whom it did are surely better, or worse, than its baseline. */
  'choosing_pays',
  'choosing_costs',
] as const;
export type SplitVerdict = (typeof splitVerdicts)[number];

export interface SplitArmResult {
  readonly id: string;
  /** Of the people who come now, 0 to 1; where an arm is chosen for each person: of those who came so far. */
  readonly share: number;
  /** Who came so far, was not held back, and was in no other arm. */
  readonly people: number;
  /** Their time to buy is over: only these are compared. */
  readonly matured: number;
  readonly buyers: number;
  /** In `currency`, as the amounts. */
  readonly orders: number;
  readonly amountMinor: number;
  /** The share that bought, each counted by how probable their arm was; null: nobody yet. */
  readonly buyingShare: number | null;
  readonly perPersonMinor: number | null;
  /** Less the first arm; null: it is the first arm, or the arms are for different people. */
  readonly than: { readonly recovered: ArmDifference; readonly revenue: ArmDifference } | null;
}

export interface SplitWinner {
  readonly arm: string;
  readonly state: WinnerState;
  readonly proposedAt: Date;
  /** When it takes all new people, unless somebody objects. */
  readonly dueAt: Date;
  readonly decidedAt: Date | null;
}

export interface SplitResult {
  readonly campaignId: string;
  readonly splitId: string;
  readonly by: SplitStep['by'];
  readonly allocation: SplitAllocation;
  /** Of `personal`: by what an arm is chosen; null: a policy chooses, or nothing does. */
  readonly choosesBy: SplitChooser | null;
  readonly goal: SplitGoal;
  readonly floorPercent: number | null;
  readonly verdict: SplitVerdict;
  readonly best: string | null;
  /** The first arm is what the others are compared with. */
  readonly arms: readonly SplitArmResult[];
  /** Of most orders; null: nobody bought. */
  readonly currency: string | null;
  readonly otherCurrencyOrders: number;
  /** People who were in two arms, before they turned out to be one person. */
  readonly crossed: number;
  /** People whom the campaign's holdout gives no message. */
  readonly heldOut: number;
  /** Of fixed shares, or of the groups of `personal`; null: learned ones differ from day to day. */
  readonly sampleRatio: SampleRatio | null;
  /** Whether choosing for each person pays; null: the split does not. */
  readonly personal: PersonalResult | null;
  /** People who are still missing to tell a planned lift; null: told, or nobody can say. */
  readonly missing: { readonly plannedLift: number; readonly people: number } | null;
  readonly winner: SplitWinner | null;
}

export interface SplitFacts {
  readonly campaignId: string;
  readonly step: SplitStep;
  readonly shares: readonly { readonly id: string; readonly share: number }[];
  readonly winner: SplitWinner | null;
  readonly sums: SplitSums;
  readonly groupSums: SplitSums;
}

export function splitResult({ campaignId, step, shares, winner, sums, groupSums }: SplitFacts): SplitResult {
  const { id: splitId, by, arms, allocation = 'fixed', goal = 'recovered' } = step;
  const of = <Row extends { readonly campaignId: string; readonly splitId: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.campaignId === campaignId && row.splitId === splitId);
  const [people, spending] = [of(sums.people), of(sums.spending)];
  const currency = mainCurrency(spending);
  const compared = comparedArms(step, campaignId, sums);
  const [first] = compared;
  const came = sum(people.map((row) => row.people));
  const shareOf = (id: string, ofArm = 0) =>
    allocation === 'personal' ? ofArm / Math.max(1, came) : (shares.find((one) => one.id === id)?.share ?? 0);
  const results = arms.map(({ id }): SplitArmResult => {
    const counted = people.find(({ arm }) => arm === id);
    const money = spending.find((row) => row.arm === id && row.currency === currency);
    const arm = compared.find((one) => one.id === id);
    const known = arm !== undefined && arm.matured > 0 && allocation !== 'personal';
    const apart = (by: SplitGoal) =>
      arm && first ? armDifference(arm, first, by, arms.length) : { difference: null, interval: null };
    return {
      id,
      share: shareOf(id, counted?.people),
      people: counted?.people ?? 0,
      matured: counted?.matured ?? 0,
      buyers: arm?.buyers ?? 0,
      orders: money?.orders ?? 0,
      amountMinor: money?.net ?? 0,
      buyingShare: known ? weightedSummary(arm.recovered).mean : null,
      perPersonMinor: known ? weightedSummary(arm.revenue).mean : null,
      than:
        id === first?.id || allocation === 'personal'
          ? null
          : { recovered: apart('recovered'), revenue: apart('revenue') },
    };
  });
  const personal = allocation === 'personal' ? personalResult({ campaignId, step, sums: groupSums }) : null;
  const ratio = personal?.sampleRatio ?? (allocation === 'fixed' ? ratioOf(step, results) : null);
  const best = ratio?.wrong || personal ? null : bestArm(compared, goal);
  const enough = compared.every(({ buyers }) => buyers >= buyersMin);
  const drawnVerdict = ratio?.wrong ? 'ratio_wrong' : best !== null ? 'best' : enough ? 'undecided' : 'too_early';
  const verdict = personal ? personal.verdict : drawnVerdict;
  const isOpen = verdict === 'too_early' || verdict === 'undecided';
  const missing = personal ? personal.missing : missingOf(results);
  return {
    ...{ campaignId, splitId, by, allocation, goal },
    choosesBy: allocation === 'personal' && step.policy === undefined ? (step.choosesBy ?? 'history') : null,
    floorPercent: allocation === 'learning' ? (step.floorPercent ?? splitFloorPercent.usual) : null,
    ...{ verdict, best, arms: results, currency, sampleRatio: ratio, winner, personal: personal?.shown ?? null },
    otherCurrencyOrders: sum(spending.filter((row) => row.currency !== currency).map(({ orders }) => orders)),
    crossed: sum(people.map((row) => row.crossed)),
    heldOut: sum(people.map((row) => row.heldOut)),
    missing: isOpen ? missing : null,
  };
}

function ratioOf({ arms }: SplitStep, results: readonly SplitArmResult[]): SampleRatio {
  return sampleRatio(arms.map(({ share }, index) => ({ share, people: results[index]?.people ?? 0 })));
}

/** For two arms of the size that all have on average. */
function missingOf(arms: readonly SplitArmResult[]): SplitResult['missing'] {
  const [matured, buyers] = [sum(arms.map((arm) => arm.matured)), sum(arms.map((arm) => arm.buyers))];
  const ofTwo = peopleNeeded({
    ...{ buyingShare: matured === 0 ? 0 : buyers / matured, holdoutShare: 0.5, lift: plannedLift },
    alpha: errorOfEach(arms.length),
  });
  if (ofTwo === null) return null;
  return { plannedLift, people: Math.max(0, Math.ceil((ofTwo * arms.length) / 2) - matured) };
}

/** Whether shares were computed for the split as it is now. */
export function isOfDesign(step: SplitStep, row: { readonly design: string }): boolean {
  return row.design === designOf(step);
}
