import type { Channel } from '../channel.ts';
import type { StoreClock } from '../due-at.ts';
import { firstMessageFrom } from '../flow/first-message.ts';
import { type Flow, type SplitArm, type SplitStep, splitBaselinePercent, splitFloorPercent } from '../flow/flow.ts';
import { stickyArm } from '../flow/sticky-arm.ts';
import type { TraitsOfMessage } from './counted-messages.ts';
import { expectedOutcome, type KnownMessages, type PersonalReason, personalReason } from './expected-outcome.ts';
import { hourBandAt } from './hour-band.ts';
import { contextShares, type LearnedContext } from './learned-context.ts';
import type { SplitContext } from './split-context.ts';

/** `chosen`: for whom the best arm was chosen; `baseline`: whose arm was drawn evenly, so that both can be compared. */
export const personalGroups = ['chosen', 'baseline'] as const;
export type PersonalGroup = (typeof personalGroups)[number];

/** Who comes to the split. */
export interface PersonAtSplit extends KnownMessages {
  readonly customerId: string;
  readonly recoveryId: string;
  readonly clock: StoreClock;
  /** On which the person can be written to now. */
  readonly channels: readonly Channel[];
}

export interface PersonalChoice {
  readonly armId: string;
  /** How probable the arm was for this person, above 0 and up to 1. */
  readonly share: number;
  readonly group: PersonalGroup;
  /** Null: it was drawn, or is what does best at the store. */
  readonly because: PersonalReason | null;
}

/**
 * The arm of a person at a split that chooses: the one whose first message is expected to do best with them, and an even draw for
 * the baseline. Only among arms whose message could reach them, for both groups alike: else the baseline would be worse for
 * messages that nobody may send. Which group a person is in follows from the person, and stays, whatever becomes known.
 */
export function choosePersonalArm(
  flow: Pick<Flow, 'steps'>,
  step: SplitStep,
  person: PersonAtSplit,
  nowMs: number,
): PersonalChoice {
  const { by, baselinePercent = splitBaselinePercent.usual } = step;
  const candidates = candidatesOf(flow, step, person, nowMs);
  const best = Math.max(...candidates.map(({ expected }) => expected));
  const winners = candidates.filter(({ expected }) => expected === best);
  const group = personalGroupOf(step.id, person.customerId, baselinePercent);
  const subjectId = by === 'person' ? person.customerId : person.recoveryId;
  const taken = stickyArm({ subjectId, stepId: step.id }, group === 'chosen' ? winners : candidates);
  const drawn = baselinePercent / 100 / candidates.length;
  const chosen = winners.includes(taken) ? (1 - baselinePercent / 100) / winners.length : 0;
  return {
    armId: taken.id,
    share: drawn + chosen,
    group,
    because: group === 'chosen' && taken.traits ? personalReason(taken.traits, traitsOf(candidates), person) : null,
  };
}

/** What somebody comes with to a split that learns by context. */
export interface ContextAtSplit {
  readonly context: SplitContext;
  /** Null: too little is known so far, and the arms are drawn evenly. */
  readonly learned: LearnedContext | null;
}

/**
 * The arm of a person at a split that learns by context: drawn as often as it is the best for carts and people alike, and never below
 * the floor; an even draw for the baseline. Among arms that could reach the person, as above.
 */
export function chooseContextArm(
  flow: Pick<Flow, 'steps'>,
  step: SplitStep,
  person: Omit<PersonAtSplit, keyof KnownMessages>,
  { context, learned }: ContextAtSplit,
  nowMs: number,
): PersonalChoice {
  const { by, baselinePercent = splitBaselinePercent.usual, floorPercent = splitFloorPercent.usual } = step;
  const candidates = candidatesOf(flow, step, { ...person, own: [], store: [] }, nowMs);
  const ids = candidates.map(({ id }) => id);
  const shares = contextShares(learned, ids, context, floorPercent / 100);
  const group = personalGroupOf(step.id, person.customerId, baselinePercent);
  const subjectId = by === 'person' ? person.customerId : person.recoveryId;
  const weighted = ids.map((id, index) => ({ id, share: group === 'chosen' ? (shares[index] ?? 0) : 1 }));
  const { id: armId } = stickyArm({ subjectId, stepId: step.id }, weighted);
  const baseline = baselinePercent / 100;
  const share = baseline / ids.length + (1 - baseline) * (shares[ids.indexOf(armId)] ?? 0);
  return { armId, share, group, because: null };
}

function traitsOf(candidates: readonly Candidate[]): readonly TraitsOfMessage[] {
  return candidates.flatMap(({ traits }) => traits ?? []);
}

interface Candidate extends Pick<SplitArm, 'id' | 'share'> {
  readonly expected: number;
  /** Null: it sends this person nothing. */
  readonly traits: TraitsOfMessage | null;
}

/** The arms that could reach the person; all of them where none could. Each with the same share. */
function candidatesOf(
  flow: Pick<Flow, 'steps'>,
  { arms }: SplitStep,
  person: PersonAtSplit,
  nowMs: number,
): readonly Candidate[] {
  const { clock, channels } = person;
  const all = arms.map(({ id, next }): Candidate => {
    const first = firstMessageFrom(flow, next, { atMs: nowMs, clock, channels });
    if (!first) return { id, share: 1, expected: 0, traits: null };
    const { channel, step } = first;
    const traits = { channel, band: hourBandAt(first.atMs, clock.timeZone), template: step.template };
    return { id, share: 1, expected: expectedOutcome(traits, person), traits };
  });
  const reaching = all.filter(({ traits }) => traits !== null);
  return reaching.length > 0 ? reaching : all;
}

/** Which group a person is in follows from the person and the split, and stays. */
export function personalGroupOf(stepId: string, customerId: string, baselinePercent: number): PersonalGroup {
  return stickyArm({ subjectId: customerId, stepId: `${stepId}/group` }, [
    { id: 'chosen' as const, share: 100 - baselinePercent },
    { id: 'baseline' as const, share: baselinePercent },
  ]).id;
}
