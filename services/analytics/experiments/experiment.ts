import { sumsOfYes } from '../../../domain/experiments/arm-sums.ts';
import { type Compared, enoughBuyers, type Verdict, verdictOf } from '../../../domain/experiments/comparison.ts';
import type { HoldoutArm } from '../../../domain/experiments/holdout.ts';
import { daysUntil, peopleNeeded, plannedLift } from '../../../domain/experiments/planned-effect.ts';
import { type SampleRatio, sampleRatio } from '../../../domain/experiments/sample-ratio.ts';
import { type CoursePoint, comparedOver, courseOf, sum } from './course.ts';
import { type ExperimentMoney, moneyOf } from './experiment-money.ts';
import type { ArmCount, ExperimentSums } from './read-sums.ts';

export interface ExperimentArm extends Omit<ArmCount, 'campaignId' | 'arm' | 'recent'> {
  /** Of the matured: bought at least once in their time. */
  readonly buyers: number;
}

/** A campaign's holdout compared with those who got its messages. */
export interface Experiment {
  readonly campaignId: string;
  readonly verdict: Verdict;
  readonly treated: ExperimentArm;
  readonly holdout: ExperimentArm;
  readonly sampleRatio: SampleRatio;
  /** The share of people that buys. */
  readonly share: Compared;
  readonly shareCourse: readonly CoursePoint[];
  /** What is missing to tell a planned lift; null: told, or nobody can say. */
  readonly missing: {
    readonly plannedLift: number;
    /** Of both arms. */
    readonly people: number;
    /** By the store's clock, at the pace of late; null: nobody comes. */
    readonly days: number | null;
  } | null;
  readonly money: readonly ExperimentMoney[];
}

interface ExperimentFacts {
  readonly campaignId: string;
  readonly percent: number;
  /** Oldest first; day 1 of the sums. */
  readonly days: readonly string[];
  /** Of the comparison until now, by the store's clock, no more than the pace looks back. */
  readonly paceDays: number;
  readonly sums: ExperimentSums;
}

export function experimentOf({ campaignId, percent, days, paceDays, sums }: ExperimentFacts): Experiment {
  const of = <Row extends { readonly campaignId: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.campaignId === campaignId);
  const [people, money, counts] = [of(sums.people), of(sums.money), of(sums.arms)];
  const buyersOf = (arm: HoldoutArm) => sum(people.filter((row) => row.arm === arm).map(({ buyers }) => buyers));
  const armOf = (arm: HoldoutArm): ExperimentArm => {
    const counted = counts.find((row) => row.arm === arm);
    const { people: all = 0, matured = 0, crossed = 0, otherCampaigns = 0, ownMessages = 0 } = counted ?? {};
    return { people: all, matured, crossed, otherCampaigns, ownMessages, buyers: buyersOf(arm) };
  };
  const [treated, holdout] = [armOf('treated'), armOf('holdout')];
  const ratio = sampleRatio([
    { people: treated.people - treated.crossed, share: 100 - percent },
    { people: holdout.people - holdout.crossed, share: percent },
  ]);
  const ratioWrong = percent > 0 && ratio.wrong;
  const shareRows = people.map((row) => ({ ...row, sums: sumsOfYes(row.people, row.buyers) }));
  const shareCourse = courseOf(shareRows, days);
  const share = comparedOver(shareRows);
  const enough = enoughBuyers({ treated: treated.buyers, holdout: holdout.buyers });
  const verdict = verdictOf({ percent, ratioWrong, enough, interval: share.interval });
  return {
    campaignId,
    verdict,
    ...{ treated, holdout, sampleRatio: { ...ratio, wrong: ratioWrong }, share, shareCourse },
    missing: missingOf({
      verdict,
      percent,
      treated,
      holdout,
      perDay: sum(counts.map(({ recent }) => recent)) / paceDays,
    }),
    money: [...new Set(money.map(({ currency }) => currency))]
      .map((currency) => {
        const rows = money.filter((row) => row.currency === currency);
        const credits = of(sums.credits).filter((credit) => credit.currency === currency);
        return moneyOf({ currency, rows, people: shareRows, days, credits, treated, holdout });
      })
      .filter(({ treated: one, holdout: other }) => one.orders + other.orders > 0)
      .toSorted((a, b) => b.treated.orders + b.holdout.orders - a.treated.orders - a.holdout.orders),
  };
}

function missingOf({
  verdict,
  percent,
  treated,
  holdout,
  perDay,
}: {
  readonly verdict: Verdict;
  readonly percent: number;
  readonly treated: ExperimentArm;
  readonly holdout: ExperimentArm;
  readonly perDay: number;
}): Experiment['missing'] {
  if (verdict !== 'too_early' && verdict !== 'undecided') return null;
  const matured = treated.matured + holdout.matured;
  // Few of the small arm say less about what people do than all of them.
  const buyingShare = enoughBuyers({ treated: holdout.buyers, holdout: holdout.buyers })
    ? holdout.buyers / holdout.matured
    : (treated.buyers + holdout.buyers) / Math.max(1, matured);
  const needed = peopleNeeded({ buyingShare, holdoutShare: percent / 100 });
  if (needed === null) return null;
  const people = Math.max(0, needed - matured);
  // Who is exposed already only has to wait for the end of their time.
  const coming = Math.max(0, needed - treated.people - holdout.people);
  return { plannedLift, people, days: daysUntil(coming, perDay) };
}
