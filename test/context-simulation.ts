import { thompsonShares, type VariantOutcome } from '../domain/experiments/thompson-shares.ts';
import { type ContextOutcome, contextShares, learnContext } from '../domain/personal/learned-context.ts';
import { contextFeatures, type SplitContext } from '../domain/personal/split-context.ts';

export const simulatedArms = ['short', 'story', 'proof'] as const;
type Arm = (typeof simulatedArms)[number];

/** True chance of a purchase, by arm. */
export type TrueChances = (context: SplitContext) => Readonly<Record<Arm, number>>;

export interface ContextSimulation {
  readonly chances: TrueChances;
  readonly days: number;
  readonly peoplePerDay: number;
  /** Days until what somebody did is known. */
  readonly windowDays: number;
  /** How an arm is chosen, apart from the baseline: by context, by what each arm brings on the whole, or evenly. */
  readonly by: 'context' | 'means' | 'even';
  readonly baseline: number;
  readonly floor: number;
}

export interface SimulatedPerson extends ContextOutcome {
  readonly group: 'chosen' | 'baseline';
  /** How probable the arm was, the baseline's part included. */
  readonly propensity: number;
  /** True chance of a purchase that the best arm would have had more. */
  readonly regret: number;
}

/** Plays a split with made-up people whose chances are known, and learns at the end of each day from those whose time is over. */
export function simulateContext(
  { chances, days, peoplePerDay, windowDays, by, baseline, floor }: ContextSimulation,
  random: () => number,
): readonly SimulatedPerson[] {
  const came: SimulatedPerson[] = [];
  for (let day = 0; day < days; day++) {
    const matured = came.slice(0, Math.max(0, (day - windowDays) * peoplePerDay));
    const learned = by === 'context' ? learnContext(simulatedArms, matured) : null;
    const means = by === 'means' && matured.length > 0 ? thompsonShares(outcomesOf(matured), floor) : null;
    for (let n = 0; n < peoplePerDay; n++) {
      const context = contextFeatures.map(({ name }) => (name === 'constant' ? 1 : random() < 0.5 ? -1 : 1));
      const shares = means
        ? simulatedArms.map((arm) => means.get(arm) ?? 0)
        : contextShares(learned, simulatedArms, context, floor);
      const isBaseline = random() < baseline;
      const place = drawn(isBaseline ? simulatedArms.map(() => 1 / simulatedArms.length) : shares, random());
      const arm = simulatedArms[place] ?? 'short';
      const truth = chances(context);
      came.push({
        ...{ arm, context, outcome: random() < truth[arm] ? 1 : 0, group: isBaseline ? 'baseline' : 'chosen' },
        propensity: baseline / simulatedArms.length + (1 - baseline) * (shares[place] ?? 0),
        regret: Math.max(...Object.values(truth)) - truth[arm],
      });
    }
  }
  return came;
}

function drawn(shares: readonly number[], lot: number): number {
  let left = lot;
  for (const [place, share] of shares.entries()) {
    left -= share;
    if (left < 0) return place;
  }
  return shares.length - 1;
}

function outcomesOf(people: readonly SimulatedPerson[]): readonly VariantOutcome[] {
  return simulatedArms.map((id) => {
    const own = people.filter(({ arm }) => arm === id);
    return { id, matured: own.length, buyers: own.filter(({ outcome }) => outcome > 0).length };
  });
}
