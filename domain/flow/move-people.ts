import { assertNever } from '../assert-never.ts';
import { minuteMs } from '../duration.ts';
import type { RecoveryEnd } from '../recovery.ts';
import type { Flow } from './flow.ts';
import type { FlowCursor } from './flow-cursor.ts';
import type { FlowFacts } from './flow-facts.ts';
import { nextMove } from './next-move.ts';

/** What becomes of those who stand at a step when a new version comes. */
export type Fate =
  /** They finish on the version that they are in. */
  { readonly kind: 'stays' } | { readonly kind: 'moves'; readonly to: string } | { readonly kind: 'leaves' };

/** The fates that somebody stated, by the id of the step in the old version. */
export type Fates = Readonly<Record<string, Fate>>;

/** Somebody who stands in the version before. */
export interface Waiting {
  readonly flow: Flow;
  readonly cursor: FlowCursor;
  readonly facts: FlowFacts;
}

export type Moved = { readonly recoveryId: string } & (
  | { readonly kind: 'stays' }
  | { readonly kind: 'moves'; readonly cursor: FlowCursor }
  | { readonly kind: 'leaves'; readonly end: RecoveryEnd }
);

/** What a recovery is told of a new version that concerns it. */
export type CampaignChanged =
  /** It goes on at that step; nothing is decided before `notBefore`, epoch milliseconds. */
  | { readonly kind: 'moves'; readonly version: number; readonly stepId: string; readonly notBefore: number }
  | { readonly kind: 'leaves'; readonly version: number };

/** What a new version means for those at one step. */
export interface StepCount {
  readonly stepId: string;
  readonly stays: number;
  readonly leaves: number;
  /** They go on waiting in the new version. */
  readonly waits: number;
  /** Their wait is over in the new version: they are decided anew, window, cap, latest time and conditions, at the given rate. */
  readonly released: number;
}

export interface MoveFinding {
  readonly code: 'fate_missing' | 'target_unknown';
  readonly path: string;
  readonly stepId: string;
  readonly people: number;
}

/** What has to be stated before a version can take people over: one fate for each step that they stand at and it has not. */
export function checkMove(to: Flow, fates: Fates, people: readonly Waiting[]): readonly MoveFinding[] {
  return stepIdsOf(people).flatMap((stepId) => {
    const here = people.filter(({ cursor }) => cursor.stepId === stepId);
    const finding = (code: MoveFinding['code'], path: string) => ({ code, path, stepId, people: here.length });
    const found = here.map((one) => fateOf(to, fates, one));
    if (found.includes(null)) return [finding('fate_missing', `fates.${stepId}`)];
    const lost = found.some((fate) => fate?.kind === 'moves' && !to.steps.some(({ id }) => id === fate.to));
    return lost ? [finding('target_unknown', `fates.${stepId}.to`)] : [];
  });
}

/**
 * Takes those who wait over into a new version, and counts what that means; asked before the version is saved, it changes
 * nothing. Nobody moves without a stated fate or the same step in both versions.
 *
 * A message that was decided in any version keeps its id, so none is sent again; visits begin anew, so a way back to a
 * step that was done finds it done.
 */
export function movePeople(
  to: Flow,
  fates: Fates,
  people: readonly Waiting[],
  { nowMs, releasesPerMinute }: { readonly nowMs: number; readonly releasesPerMinute: number },
): { readonly people: readonly Moved[]; readonly counts: readonly StepCount[] } {
  let released = 0;
  const decided = people.map((one): Decided => {
    const { recoveryId } = one.facts;
    const fate = fateOf(to, fates, one) ?? { kind: 'stays' };
    switch (fate.kind) {
      case 'stays':
        return { moved: { recoveryId, kind: 'stays' }, isReleased: false };
      case 'leaves':
        return { moved: { recoveryId, kind: 'leaves', end: letGo }, isReleased: false };
      case 'moves': {
        const cursor = movedCursor(to, fate.to, one.cursor, nowMs);
        if (!cursor) return { moved: { recoveryId, kind: 'stays' }, isReleased: false };
        const next = nextMove(to, cursor, one.facts, nowMs).kind;
        const isReleased = next !== 'wait' && next !== 'paused';
        const turn = isReleased ? Math.floor(released++ / Math.max(1, releasesPerMinute)) : 0;
        const moved: Moved = { recoveryId, kind: 'moves', cursor: { ...cursor, notBefore: nowMs + turn * minuteMs } };
        return { moved, isReleased };
      }
      default:
        return assertNever(fate);
    }
  });
  const counts = stepIdsOf(people).map((stepId): StepCount => {
    const here = decided.filter((_, index) => people[index]?.cursor.stepId === stepId);
    const count = (kind: Moved['kind'], isReleased = false) =>
      here.filter((one) => one.moved.kind === kind && one.isReleased === isReleased).length;
    const [waits, now] = [count('moves'), count('moves', true)];
    return { stepId, stays: count('stays'), leaves: count('leaves'), waits, released: now };
  });
  return { people: decided.map(({ moved }) => moved), counts };
}

interface Decided {
  readonly moved: Moved;
  /** The wait is over in the new version. */
  readonly isReleased: boolean;
}

const letGo: RecoveryEnd = { outcome: 'stopped', reason: 'campaign_changed' };

/** The stated fate, or the same step in the new version; null: nobody said. */
function fateOf(to: Flow, fates: Fates, { flow, cursor: { stepId } }: Waiting): Fate | null {
  if (Object.hasOwn(fates, stepId)) return fates[stepId] ?? null;
  const [before, after] = [flow, to].map(({ steps }) => steps.find(({ id }) => id === stepId));
  return before && after && before.kind === after.kind ? { kind: 'moves', to: stepId } : null;
}

/** Whoever stays at the same step has waited there already. Null: the version has no such step. */
export function movedCursor(to: Flow, stepId: string, cursor: FlowCursor, nowMs: number): FlowCursor | null {
  if (!to.steps.some(({ id }) => id === stepId)) return null;
  const since = stepId === cursor.stepId ? cursor.since : nowMs;
  return { version: to.version, stepId, since, notBefore: nowMs, visits: { [stepId]: 1 } };
}

function stepIdsOf(people: readonly Waiting[]): readonly string[] {
  return [...new Set(people.map(({ cursor }) => cursor.stepId))];
}
