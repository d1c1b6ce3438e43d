import type { Channel } from '../../../domain/channel.ts';
import { type ArmSums, addSums, noSums, summaryOf, sumsOfYes } from '../../../domain/experiments/arm-sums.ts';
import {
  type Compared,
  compare,
  enoughBuyers,
  type Verdict,
  verdictOf,
} from '../../../domain/experiments/comparison.ts';
import type { HoldoutArm } from '../../../domain/experiments/holdout.ts';
import { daysUntil, peopleNeeded, plannedLift } from '../../../domain/experiments/planned-effect.ts';
import { type ArmWithPast, withoutPast } from '../../../domain/experiments/pre-period.ts';
import { sampleRatioLimit, sampleRatioP } from '../../../domain/experiments/sample-ratio.ts';
import type { Interval } from '../../../domain/wilson-interval.ts';
import type { ArmCount, DayMoney, ExperimentSums } from './read-sums.ts';

export interface ExperimentArm extends Omit<ArmCount, 'campaignId' | 'arm' | 'recent'> {
  /** Of the matured: bought at least once in their time. */
  readonly buyers: number;
}

export interface ArmMoney {
  readonly buyers: number;
  readonly orders: number;
  /** Minor units, net of refunds. */
  readonly amountMinor: number;
  /** Minor units per matured person. */
  readonly perPersonMinor: number | null;
}

export interface CreditedOrders {
  readonly orders: number;
  readonly amountMinor: number;
}

/** How a comparison stood at the end of a day. */
export interface CoursePoint extends Compared {
  readonly day: string;
}

/** What the arms spent in one currency. */
export interface ExperimentMoney {
  readonly currency: string;
  readonly treated: ArmMoney;
  readonly holdout: ArmMoney;
  /** Minor units per person. */
  readonly perPerson: Compared;
  /** The same without what people had spent before; null: nobody had. */
  readonly withoutPast: Pick<Compared, 'difference' | 'interval'> | null;
  /** What the treated spent more than they would have without messages. */
  readonly incremental: { readonly amountMinor: number | null; readonly interval: Interval | null };
  readonly link: CreditedOrders;
  readonly lastTouch: readonly (CreditedOrders & { readonly channel: Channel })[];
  readonly course: readonly CoursePoint[];
}

/** A campaign's holdout compared with those who got its messages. */
export interface Experiment {
  readonly campaignId: string;
  readonly verdict: Verdict;
  readonly treated: ExperimentArm;
  readonly holdout: ExperimentArm;
  readonly sampleRatio: { readonly p: number; readonly limit: number; readonly wrong: boolean };
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
  const p = sampleRatioP([
    { people: treated.people - treated.crossed, share: 100 - percent },
    { people: holdout.people - holdout.crossed, share: percent },
  ]);
  const sampleRatio = { p, limit: sampleRatioLimit, wrong: percent > 0 && p < sampleRatioLimit };
  const shareRows = people.map((row) => ({ ...row, sums: sumsOfYes(row.people, row.buyers) }));
  const shareCourse = courseOf(shareRows, days);
  const share = comparedOver(shareRows);
  const enough = enoughBuyers({ treated: treated.buyers, holdout: holdout.buyers });
  const verdict = verdictOf({ percent, ratioWrong: sampleRatio.wrong, enough, interval: share.interval });
  return {
    campaignId,
    verdict,
    ...{ treated, holdout, sampleRatio, share, shareCourse },
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

interface DayRow {
  readonly arm: HoldoutArm;
  readonly day: number;
  readonly buyers: number;
  readonly sums: ArmSums;
}

function comparedOver(rows: readonly DayRow[]): Compared {
  const arm = (name: HoldoutArm) => {
    const own = rows.filter((row) => row.arm === name);
    return {
      sums: own.reduce((all, row) => addSums(all, row.sums), noSums),
      buyers: sum(own.map(({ buyers }) => buyers)),
    };
  };
  const [treated, holdout] = [arm('treated'), arm('holdout')];
  const told = enoughBuyers({ treated: treated.buyers, holdout: holdout.buyers });
  return compare(summaryOf(treated.sums), summaryOf(holdout.sums), told);
}

/** How the comparison stood at the end of each day from the first on which somebody's time was over. */
function courseOf(rows: readonly DayRow[], days: readonly string[]): readonly CoursePoint[] {
  // Each arm is added up once, so that a year of days is not added up 365 times.
  const byDay = Map.groupBy(rows, ({ day }) => day);
  const states: Record<HoldoutArm, DayRow> = { treated: emptyRow('treated'), holdout: emptyRow('holdout') };
  return [{ day: null, index: 0 }, ...days.map((day, index) => ({ day, index: index + 1 }))].flatMap(
    ({ day, index }) => {
      for (const row of byDay.get(index) ?? []) {
        const before = states[row.arm];
        states[row.arm] = { ...before, buyers: before.buyers + row.buyers, sums: addSums(before.sums, row.sums) };
      }
      const seen = states.treated.sums.people + states.holdout.sums.people > 0;
      return day === null || !seen ? [] : [{ day, ...comparedOver(Object.values(states)) }];
    },
  );
}
const emptyRow = (arm: HoldoutArm): DayRow => ({ arm, day: 0, buyers: 0, sums: noSums });

function moneyOf({
  currency,
  rows,
  people,
  days,
  credits,
  treated,
  holdout,
}: {
  readonly currency: string;
  readonly rows: readonly DayMoney[];
  readonly people: readonly DayRow[];
  readonly days: readonly string[];
  readonly credits: ExperimentSums['credits'];
  readonly treated: ExperimentArm;
  readonly holdout: ExperimentArm;
}): ExperimentMoney {
  const spent: DayRow[] = [
    // Who spent nothing counts too, and the people of a day are counted once.
    ...people.map(({ arm, day, sums }) => ({ arm, day, buyers: 0, sums: { people: sums.people, sum: 0, squares: 0 } })),
    ...rows.map(({ arm, day, buyers, net, netSquares }) => ({
      ...{ arm, day, buyers },
      sums: { people: 0, sum: net, squares: netSquares },
    })),
  ];
  const perPerson = comparedOver(spent);
  const times = (value: number | null) => (value === null ? null : Math.round(value * treated.matured));
  const byLink = credits.filter(({ by }) => by === 'link');
  return {
    currency,
    treated: armMoney(rows, 'treated', treated.matured),
    holdout: armMoney(rows, 'holdout', holdout.matured),
    perPerson,
    withoutPast: adjustedOf(rows, { treated, holdout }, perPerson.interval !== null),
    incremental: {
      amountMinor: times(perPerson.difference),
      interval: perPerson.interval && {
        low: Math.round(perPerson.interval.low * treated.matured),
        high: Math.round(perPerson.interval.high * treated.matured),
      },
    },
    link: { orders: sum(byLink.map(({ orders }) => orders)), amountMinor: sum(byLink.map(({ net }) => net)) },
    lastTouch: credits
      .filter(({ by }) => by === 'last_touch')
      .map(({ channel, orders, net }) => ({ channel, orders, amountMinor: net })),
    course: courseOf(spent, days),
  };
}

function armMoney(rows: readonly DayMoney[], arm: HoldoutArm, matured: number): ArmMoney {
  const own = rows.filter((row) => row.arm === arm);
  const amountMinor = sum(own.map(({ net }) => net));
  return {
    buyers: sum(own.map(({ buyers }) => buyers)),
    orders: sum(own.map(({ orders }) => orders)),
    amountMinor,
    perPersonMinor: matured > 0 ? amountMinor / matured : null,
  };
}

function adjustedOf(
  rows: readonly DayMoney[],
  people: Readonly<Record<HoldoutArm, ExperimentArm>>,
  told: boolean,
): ExperimentMoney['withoutPast'] {
  if (rows.every(({ past }) => past === 0)) return null;
  const arm = (name: HoldoutArm): ArmWithPast => {
    const own = rows.filter((row) => row.arm === name);
    const { matured } = people[name];
    return {
      outcome: { people: matured, sum: sum(own.map(({ net }) => net)), squares: sum(own.map((row) => row.netSquares)) },
      past: { people: matured, sum: sum(own.map(({ past }) => past)), squares: sum(own.map((row) => row.pastSquares)) },
      products: sum(own.map(({ products }) => products)),
    };
  };
  const arms = withoutPast(arm('treated'), arm('holdout'));
  const { difference, interval } = compare(arms.treated, arms.holdout, told);
  return { difference, interval };
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

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
