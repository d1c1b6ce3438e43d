import { afterMessage, nextRest, type Rest, type RestOfFlow } from '../domain/flow/advance-flow.ts';
import { flowIn } from '../domain/flow/compile-rules.ts';
import type { Flow } from '../domain/flow/flow.ts';
import type { FlowCursor } from '../domain/flow/flow-cursor.ts';
import type { SeenEvent } from '../domain/flow/flow-event.ts';
import type { FlowFacts } from '../domain/flow/flow-facts.ts';
import type { FlowMove } from '../domain/flow/flow-move.ts';
import { type CampaignChanged, movedCursor } from '../domain/flow/move-people.ts';
import type { RecoverySnapshot, Skipped, StepResult } from '../domain/recovery.ts';
import { advance, beginRecovery, type RecoveryEvent, type RecoveryState } from '../domain/recovery-state.ts';
import type { RecoverCart } from './contract.ts';

/** A message that is due, whether it goes out or is left out. */
export type FlowMessage = Extract<FlowMove, { kind: 'send' | 'skip' }>;

/** One running recovery: what it knows, where it stands in its flow, and what it has still to write down. */
export interface Recovery {
  readonly input: RecoverCart;
  state: RecoveryState;
  /** Null until the context was read for the first time. */
  flow: Flow | null;
  /** Null until the flow has taken the recovery in. */
  cursor: FlowCursor | null;
  /** A new version that has still to be followed. */
  change: CampaignChanged | null;
  /** When the newest context was asked for, epoch milliseconds. */
  readAt: number;
  /** What the person did since the recovery began, for flows that ask for it. */
  seen: readonly SeenEvent[];
  /** What PostgreSQL was told last, so that it is not told twice. */
  mirrored: string | null;
  /** Decided not to send since the last record. */
  skipped: readonly Skipped[];
  /** Counts pauses and resumptions: a refused claim may be older than the newest of them. */
  pausesHeard: number;
  /** Signals of this run of the workflow, whatever became of them. */
  signalsHeard: number;
  /** Begun before there were further runs of a recovery: replayed as it was. */
  staysInRun: boolean;
}

/** More events of a person say nothing new: the oldest are forgotten. */
const seenMax = 100;

export function beginsWith(input: RecoverCart): Recovery {
  return {
    ...{ input, state: beginRecovery(input), flow: null, cursor: null, readAt: 0, seen: [] },
    ...{ change: null, mirrored: null, skipped: [], pausesHeard: 0, signalsHeard: 0, staysInRun: false },
    ...input.carried,
  };
}

/** Notes something that the person did. */
export function see(recovery: Recovery, event: SeenEvent): void {
  recovery.seen = [...recovery.seen, event].slice(-seenMax);
}

export function apply(recovery: Recovery, event: RecoveryEvent): void {
  recovery.state = advance(recovery.state, event);
}

/** Takes in what the context says; the first one brings the flow. */
export function contextRead(recovery: Recovery, snapshot: RecoverySnapshot): void {
  recovery.flow ??= flowIn(snapshot, recovery.input.campaignVersion);
  apply(recovery, { kind: 'context_read', snapshot });
}

/** Goes over to a new version, with a context that was read for it. */
export function goToVersion(
  recovery: Recovery,
  snapshot: RecoverySnapshot,
  { version, stepId, notBefore }: Extract<CampaignChanged, { kind: 'moves' }>,
): void {
  const flow = flowIn(snapshot, version);
  const cursor = recovery.cursor && movedCursor(flow, stepId, recovery.cursor, notBefore);
  if (cursor) Object.assign(recovery, { flow, cursor });
  apply(recovery, { kind: 'context_read', snapshot });
}

/** Where the recovery comes to next, from all that it knows at this moment; null: the context was never read. */
export function restOf(recovery: Recovery): RestOfFlow | null {
  const { flow, cursor, state } = recovery;
  return flow ? nextRest(flow, { cursor, state }, factsOf(recovery), Date.now()) : null;
}

/** Goes to where the recovery comes to next. */
export function goToRest(recovery: Recovery): Rest {
  const rest = restOf(recovery);
  if (!rest) throw new Error('a recovery decides nothing before it has read its context');
  recovery.cursor = rest.cursor;
  recovery.state = rest.state;
  return rest.move;
}

/** After a message that is settled on all of its channels. */
export function messageDone(recovery: Recovery, message: FlowMessage, results: readonly StepResult[]): void {
  const { flow, cursor, state } = recovery;
  if (!flow || !cursor) throw new Error('a message is one of a flow');
  Object.assign(recovery, afterMessage(flow, { cursor, state }, message, results));
}

function factsOf({ input, readAt, seen, state }: Recovery): Omit<FlowFacts, 'state'> {
  const { recoveryId, customerId, cartId, abandonedAt } = input;
  const ordersBefore = state.snapshot?.ordersBefore ?? 0;
  return { recoveryId, customerId, cartId, enteredAt: abandonedAt, readAt, events: seen, ordersBefore };
}
