import { assertNever } from './assert-never.ts';
import type { Channel } from './channel.ts';
import { toWallMs } from './duration.ts';
import { afterMessage, nextRest } from './flow/advance-flow.ts';
import type { Flow } from './flow/flow.ts';
import type { FlowCursor } from './flow/flow-cursor.ts';
import type { FlowMove } from './flow/flow-move.ts';
import type { ReasonCode } from './reason-code.ts';
import type { RecoveryEnd, RecoverySnapshot, StepResult } from './recovery.ts';
import { advance, beginRecovery, type Prediction } from './recovery-state.ts';

/** A cart that was abandoned, with what a recovery of it would decide on. */
export interface RehearsedCart {
  readonly cartId: string;
  readonly customerId: string;
  /** Epoch milliseconds. */
  readonly abandonedAt: number;
  readonly snapshot: Omit<RecoverySnapshot, 'rules' | 'flow' | 'campaignPaused' | 'end'>;
  readonly prediction: Prediction;
}

export interface MessageCap {
  /** Messages per customer and channel within `periodMs` of store time. */
  readonly messages: number;
  /** The same over all channels; absent or null: no such cap. */
  readonly messagesOfAll?: number | null;
  readonly periodMs: number;
}

export interface RehearsedMessage {
  readonly stepId: string;
  readonly channel: Channel;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface RehearsedSkip {
  readonly stepId: string;
  /** Null: on all of them. */
  readonly channel: Channel | null;
  readonly reason: ReasonCode;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What a recovery would do. */
export interface RehearsedRecovery {
  readonly sent: readonly RehearsedMessage[];
  readonly skipped: readonly RehearsedSkip[];
  readonly end: RecoveryEnd;
}

/**
 * What a flow does for a cart whose person does nothing more: the same decisions as in a recovery, taken one after the other
 * without waiting. Messages of other recoveries are not counted against the cap.
 */
export function rehearse(flow: Flow, cart: RehearsedCart, cap: MessageCap): RehearsedRecovery {
  const { cartId, customerId, abandonedAt } = cart;
  const snapshot: RecoverySnapshot = { ...cart.snapshot, rules: [], campaignPaused: false, end: null };
  const sent: RehearsedMessage[] = [];
  const skipped: RehearsedSkip[] = [];
  let state = advance(beginRecovery({ abandonedAt }), { kind: 'context_read', snapshot });
  const prediction = cart.prediction.kind === 'pending' ? ({ kind: 'unavailable' } as const) : cart.prediction;
  state = advance(state, { kind: 'predicted', prediction });
  let cursor: FlowCursor | null = null;
  let nowMs = abandonedAt;
  let readAt = abandonedAt;
  // A flow ends after a bounded number of visits to each of its steps.
  for (;;) {
    const facts = { recoveryId: cartId, customerId, cartId, enteredAt: abandonedAt, readAt, events: [] };
    const rest = nextRest(flow, { cursor, state }, { ...facts, ordersBefore: snapshot.ordersBefore ?? 0 }, nowMs);
    ({ cursor, state } = rest);
    const { move } = rest;
    switch (move.kind) {
      case 'end':
        return { sent, skipped, end: move.end };
      case 'wait':
        nowMs = Math.max(nowMs, move.untilMs);
        break;
      case 'read':
        readAt = nowMs;
        break;
      case 'skip':
        skipped.push({ stepId: move.step.id, channel: null, reason: move.reason, at: nowMs });
        settle(move, [notSent(move.messageId, null, move.reason)]);
        break;
      case 'send':
        settle(
          move,
          move.channels.map((channel) => send(move, channel)),
        );
        break;
      case 'await_prediction':
      case 'paused':
        throw new Error(`nothing in a rehearsal waits for what ${move.kind} waits for`);
      default:
        return assertNever(move);
    }
  }

  function send({ step, messageId }: Extract<FlowMove, { kind: 'send' }>, channel: Channel): StepResult {
    const since = nowMs - toWallMs(cap.periodMs, snapshot.timeScale);
    const recent = sent.filter((one) => one.at > since);
    const ofChannel = recent.filter((one) => one.channel === channel).length;
    const isCapped = ofChannel >= cap.messages || recent.length >= (cap.messagesOfAll ?? Number.POSITIVE_INFINITY);
    if (isCapped) {
      skipped.push({ stepId: step.id, channel, reason: 'frequency_cap', at: nowMs });
      return notSent(messageId, channel, 'frequency_cap');
    }
    sent.push({ stepId: step.id, channel, at: nowMs });
    return { kind: 'sent', ruleId: messageId, channel, at: nowMs };
  }

  function settle(move: Extract<FlowMove, { kind: 'send' | 'skip' }>, results: readonly StepResult[]): void {
    if (cursor) ({ cursor, state } = afterMessage(flow, { cursor, state }, move, results));
  }

  function notSent(ruleId: string, channel: Channel | null, reason: ReasonCode): StepResult {
    return { kind: 'not_sent', ruleId, channel, reason, at: nowMs };
  }
}

/** How the messages of one step on one channel change. */
export interface StepChange {
  readonly stepId: string;
  readonly channel: Channel;
  readonly before: number;
  readonly after: number;
  /** Carts that would get this message now and did not before, and the other way round: the first few of each. */
  readonly gaining: readonly string[];
  readonly losing: readonly string[];
}

export const exampleCartsMax = 5;

/** Runs two flows over the same carts: what the newer one sends more or less, by step and channel. Null: nothing was sent. */
export function whatChanges(
  { before, after }: { readonly before: Flow | null; readonly after: Flow },
  carts: readonly RehearsedCart[],
  cap: MessageCap,
): readonly StepChange[] {
  const changes = new Map<string, { -readonly [K in keyof StepChange]: StepChange[K] }>();
  const changeOf = ({ stepId, channel }: RehearsedMessage) => {
    const key = `${stepId}/${channel}`;
    const known = changes.get(key) ?? { stepId, channel, before: 0, after: 0, gaining: [], losing: [] };
    changes.set(key, known);
    return known;
  };
  for (const cart of carts) {
    const old = before ? rehearse(before, cart, cap).sent : [];
    const now = rehearse(after, cart, cap).sent;
    for (const message of old) {
      const change = changeOf(message);
      change.before += 1;
      if (!now.some((other) => isSameMessage(other, message))) change.losing = withExample(change.losing, cart.cartId);
    }
    for (const message of now) {
      const change = changeOf(message);
      change.after += 1;
      if (!old.some((other) => isSameMessage(other, message)))
        change.gaining = withExample(change.gaining, cart.cartId);
    }
  }
  const order = [...(before?.steps ?? []), ...after.steps].map(({ id }) => id);
  return [...changes.values()].sort(
    (a, b) => order.indexOf(a.stepId) - order.indexOf(b.stepId) || a.channel.localeCompare(b.channel),
  );
}

function isSameMessage(a: RehearsedMessage, b: RehearsedMessage): boolean {
  return a.stepId === b.stepId && a.channel === b.channel;
}

function withExample(examples: readonly string[], cartId: string): readonly string[] {
  return examples.length < exampleCartsMax ? [...examples, cartId] : examples;
}
