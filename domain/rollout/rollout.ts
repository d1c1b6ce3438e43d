import type { GateVerdict } from './gates.ts';
import type { RolloutPlan } from './plan.ts';

/** Where a rollout stands. Part of the public API: add, never rename. */
export const rolloutStates = [
  /** Asked for; its workflow is about to begin. */
  'starting',
  /** Goes through its stages by itself. */
  'running',
  /** Somebody holds it: it stays at its share and is still watched, and rolled back where a gate says so. */
  'held',
  /** The version answers for all. */
  'promoted',
  /** The version answers for nobody. */
  'rolled_back',
] as const;
export type RolloutState = (typeof rolloutStates)[number];

/** Why it was rolled back. */
export const rollBackReasons = [
  'gate',
  'undone',
  /** Something else was served in its place meanwhile: a promotion or a roll-back by hand. */
  'superseded',
] as const;
export type RollBackReason = (typeof rollBackReasons)[number];

export const rolloutCommands = ['hold', 'resume', 'undo'] as const;
export type RolloutCommand = (typeof rolloutCommands)[number];

export function isOver(state: RolloutState): boolean {
  return state === 'promoted' || state === 'rolled_back';
}

export type RolloutMove =
  | { readonly kind: 'roll_back' }
  /** Looks again later. */
  | { readonly kind: 'stay' }
  | { readonly kind: 'advance'; readonly stage: number }
  | { readonly kind: 'promote' };

/**
 * What follows from a look. Who holds a rollout keeps it from going on, not from going back: a bad version is taken away from
 * people at night too.
 */
export function nextMove(
  plan: RolloutPlan,
  {
    stage,
    verdict,
    isHeld,
    stageMs,
  }: {
    readonly stage: number;
    readonly verdict: GateVerdict;
    readonly isHeld: boolean;
    /** How long it has been in this stage, by the store's clock. */
    readonly stageMs: number;
  },
): RolloutMove {
  if (verdict === 'roll_back') return { kind: 'roll_back' };
  if (isHeld || verdict === 'hold' || stageMs < (plan.stages[stage]?.msMin ?? 0)) return { kind: 'stay' };
  return stage + 1 < plan.stages.length ? { kind: 'advance', stage: stage + 1 } : { kind: 'promote' };
}
