import { type ArmSums, addSums, noSums, summaryOf } from '../../../domain/experiments/arm-sums.ts';
import { type Compared, compare, enoughBuyers } from '../../../domain/experiments/comparison.ts';
import type { HoldoutArm } from '../../../domain/experiments/holdout.ts';

/** What one arm did on one day; day 1 is the first of the comparison. */
export interface DayRow {
  readonly arm: HoldoutArm;
  readonly day: number;
  readonly buyers: number;
  readonly sums: ArmSums;
}

export function comparedOver(rows: readonly DayRow[]): Compared {
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

/** How a comparison stood at the end of a day. */
export interface CoursePoint extends Compared {
  readonly day: string;
}

/** How the comparison stood at the end of each day from the first on which somebody's time was over. */
export function courseOf(rows: readonly DayRow[], days: readonly string[]): readonly CoursePoint[] {
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

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
