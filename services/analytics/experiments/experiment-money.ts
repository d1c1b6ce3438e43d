import type { Channel } from '../../../domain/channel.ts';
import { type Compared, compare } from '../../../domain/experiments/comparison.ts';
import type { HoldoutArm } from '../../../domain/experiments/holdout.ts';
import { type ArmWithPast, withoutPast } from '../../../domain/experiments/pre-period.ts';
import type { Interval } from '../../../domain/wilson-interval.ts';
import { type CoursePoint, comparedOver, courseOf, type DayRow, sum } from './course.ts';
import type { ArmCount, DayMoney, ExperimentSums } from './read-sums.ts';

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

/** How many people the comparison has to count. */
type Matured = Pick<ArmCount, 'matured'>;

export function moneyOf({
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
  readonly treated: Matured;
  readonly holdout: Matured;
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
  people: Readonly<Record<HoldoutArm, Matured>>,
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
