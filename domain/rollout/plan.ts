import { hourMs } from '../duration.ts';
import { type Gate, gatesAt } from './gates.ts';

/** How much has to be seen in a stage before a gate says anything; "no data" never passes. */
export interface SampleMins {
  /** Carts that the version scored; once it answers for some, those. */
  readonly scores: number;
  /** Carts whose time to buy is over, and those of them that bought. */
  readonly matured: number;
  readonly buyers: number;
  /** Messages of carts that it answered for. */
  readonly messages: number;
  /** People of whom the version decided, and buyers among them, before money is compared. */
  readonly people: number;
}

export interface RolloutStage {
  /** Share of carts that the version answers for; 0: none, it is a shadow. */
  readonly percent: number;
  /** Shortest time that the stage takes, milliseconds by the store's clock: a day has its hours. */
  readonly msMin: number;
  readonly samples: SampleMins;
}

/** How a version gets from shadow to all carts. The last stage, all of them, is no stage of the plan: it is the end of it. */
export interface RolloutPlan {
  readonly stages: readonly RolloutStage[];
  /** A score that takes longer is slow, milliseconds. Shadows are scored up to 64 at a time, and wait for each other. */
  readonly slowAfterMs: number;
}

/** Of all rollouts of versions that are as good as what answers, at most so many are rolled back: over all gates, stages and looks. */
export const falseAlarmRate = 0.05;

/**
 * Looks are further apart in the beginning of a rollout than samples grow, and cost a few queries each; milliseconds by the
 * store's clock.
 */
export const lookEveryMs = hourMs;

/**
 * Looks after which a rollout goes on in a new run of its workflow: about 3,000 events. The server's own advice counts events and bytes and
 * comes later; one that waits a year for its traffic would be replayed from an ever longer history until then.
 */
export const looksPerRunMax = 250;

export const usualPlan: RolloutPlan = {
  slowAfterMs: 250,
  stages: [
    { percent: 0, msMin: 24 * hourMs, samples: { scores: 1_000, matured: 1_000, buyers: 50, messages: 0, people: 0 } },
    { percent: 1, msMin: 12 * hourMs, samples: { scores: 100, matured: 0, buyers: 0, messages: 50, people: 0 } },
    { percent: 5, msMin: 24 * hourMs, samples: { scores: 300, matured: 200, buyers: 10, messages: 150, people: 0 } },
    {
      percent: 25,
      msMin: 48 * hourMs,
      samples: { scores: 1_000, matured: 600, buyers: 30, messages: 400, people: 600 },
    },
  ],
};

/** Tests of a plan: each gate in each stage that has it. */
function testsOf({ stages }: RolloutPlan): number {
  return stages.reduce((sum, { percent }) => sum + gatesAt(percent).length, 0);
}

/** What one gate may err in one stage, over all looks at it: errors add up at most. */
export function alphaOf(plan: RolloutPlan): number {
  return falseAlarmRate / testsOf(plan);
}

/** Share of carts after a stage, percent: 100 after the last one. */
export function percentAfter({ stages }: RolloutPlan, stage: number): number {
  return stages[stage + 1]?.percent ?? 100;
}

export function gatesOf({ stages }: RolloutPlan, stage: number): readonly Gate[] {
  const percent = stages[stage]?.percent;
  return percent === undefined ? [] : gatesAt(percent);
}
