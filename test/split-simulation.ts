import { learnedShares, type Shares } from '../domain/experiments/learned-shares.ts';
import { bestArm, type ComparedArm, type WeightedSums } from '../domain/experiments/split-comparison.ts';
import type { SplitGoal, SplitStep } from '../domain/flow/flow.ts';

/** What a made-up person of an arm spends; 0: they do not buy. */
export type Spending = (random: () => number, day: number) => number;

export interface SimulatedSplit {
  readonly arms: readonly Spending[];
  readonly days: number;
  readonly peoplePerDay: number;
  /** Days until what somebody did is known. */
  readonly windowDays: number;
  readonly allocation: 'fixed' | 'learning';
  readonly goal?: SplitGoal;
  readonly floorPercent?: number;
}

export interface SimulatedDay {
  readonly shares: Shares;
  readonly winner: string | null;
}

const nobody: WeightedSums = { people: 0, w: 0, ww: 0, wy: 0, wwy: 0, wwyy: 0 };

/** Plays a split with made-up people, and looks at it at the end of every day as the scheduled pass does. */
export function simulateSplit(
  { arms, days, peoplePerDay, windowDays, allocation, goal = 'recovered', floorPercent = 5 }: SimulatedSplit,
  random: () => number,
): { readonly days: readonly SimulatedDay[]; readonly people: readonly number[]; readonly spent: number } {
  const step: SplitStep = {
    ...{ id: 'split', kind: 'split', by: 'person', allocation, goal, floorPercent },
    arms: arms.map((_, index) => ({ id: String(index), share: 1, next: 'end' })),
  };
  const even = Object.fromEntries(step.arms.map(({ id }) => [id, 1 / arms.length]));
  const known: ComparedArm[] = step.arms.map(({ id }) => ({
    ...{ id, matured: 0, buyers: 0, recovered: nobody, revenue: nobody },
  }));
  const open: { arm: number; share: number; spent: number }[][] = [];
  const people = arms.map(() => 0);
  const seen: SimulatedDay[] = [];
  let shares: Shares = even;
  let spent = 0;
  for (let day = 0; day < days; day++) {
    const came: { arm: number; share: number; spent: number }[] = [];
    for (let n = 0; n < peoplePerDay; n++) {
      const arm = drawn(step, shares, random());
      const amount = arms[arm]?.(random, day) ?? 0;
      people[arm] = (people[arm] ?? 0) + 1;
      spent += amount;
      came.push({ arm, share: shares[String(arm)] ?? 0, spent: amount });
    }
    open.push(came);
    for (const one of day >= windowDays ? (open[day - windowDays] ?? []) : []) {
      const before = known[one.arm];
      if (before) known[one.arm] = withPerson(before, one);
    }
    if (allocation === 'learning') shares = learnedShares(step, known) ?? even;
    seen.push({ shares, winner: bestArm(known, goal) });
  }
  return { days: seen, people, spent };
}

function drawn({ arms }: SplitStep, shares: Shares, lot: number): number {
  let left = lot;
  for (const [index, { id }] of arms.entries()) {
    left -= shares[id] ?? 0;
    if (left < 0) return index;
  }
  return arms.length - 1;
}

function withPerson(
  arm: ComparedArm,
  { share, spent }: { readonly share: number; readonly spent: number },
): ComparedArm {
  const w = 1 / share;
  const bought = spent > 0 ? 1 : 0;
  return {
    ...arm,
    matured: arm.matured + 1,
    buyers: arm.buyers + bought,
    recovered: plus(arm.recovered, w, bought),
    revenue: plus(arm.revenue, w, spent),
  };
}

function plus({ people, w, ww, wy, wwy, wwyy }: WeightedSums, weight: number, y: number): WeightedSums {
  const square = weight * weight;
  return {
    people: people + 1,
    ...{ w: w + weight, ww: ww + square, wy: wy + weight * y },
    ...{ wwy: wwy + square * y, wwyy: wwyy + square * y * y },
  };
}
