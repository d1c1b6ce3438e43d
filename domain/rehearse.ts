import { assertNever } from './assert-never.ts';
import { type Channel, channelsOf } from './channel.ts';
import { afterRefusal, type Refusal } from './claim.ts';
import { minuteMs, toWallMs } from './duration.ts';
import { afterMessage, nextRest } from './flow/advance-flow.ts';
import { type Flow, type SendStep, type SplitStep, stepOf } from './flow/flow.ts';
import { type FlowCursor, visitsOf } from './flow/flow-cursor.ts';
import type { FlowMove, Passage } from './flow/flow-move.ts';
import type { ReasonCode } from './reason-code.ts';
import type { RecoveryEnd, RecoverySnapshot, StepResult } from './recovery.ts';
import { advance, beginRecovery, type Prediction, type RecoveryEvent, type RecoveryState } from './recovery-state.ts';
import { isForStage } from './step-stage.ts';

/** What a recovery would decide on, whichever campaign it were of. */
export type RehearsedSnapshot = Omit<RecoverySnapshot, 'rules' | 'flow' | 'campaignPaused' | 'end'>;

/** A cart that was abandoned, with what a recovery of it would decide on. */
export interface RehearsedCart {
  readonly cartId: string;
  readonly customerId: string;
  /** Epoch milliseconds. */
  readonly abandonedAt: number;
  readonly snapshot: RehearsedSnapshot;
  readonly prediction: Prediction;
  /** What its person did afterwards, oldest first; absent: nothing. */
  readonly later?: readonly LaterEvent[];
  /** Why the person cannot be written to on the channels that are not in the snapshot; absent: it has no usable address. */
  readonly unreachable?: Readonly<Partial<Record<Channel, ReasonCode>>>;
}

/** Something that a recovery would hear of, at its time in epoch milliseconds. */
export interface LaterEvent {
  readonly at: number;
  readonly event: Extract<RecoveryEvent, { readonly kind: 'order_placed' | 'cart_updated' | 'superseded' }>;
}

export interface RehearsedMessage {
  readonly stepId: string;
  readonly channel: Channel;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Key of the offer that it may carry; absent: none. */
  readonly offer?: string;
}

export interface RehearsedSkip {
  readonly stepId: string;
  /** Null: on all of them. */
  readonly channel: Channel | null;
  readonly reason: ReasonCode;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A message that had to wait longer than its step says. */
export interface RehearsedDelay extends RehearsedSkip {
  readonly channel: Channel;
  /** Asked for again from then on, epoch milliseconds. */
  readonly until: number;
}

/** What a recovery would do. */
export interface RehearsedRecovery {
  readonly sent: readonly RehearsedMessage[];
  readonly skipped: readonly RehearsedSkip[];
  readonly postponed: readonly RehearsedDelay[];
  readonly end: RecoveryEnd;
  /** Epoch milliseconds. */
  readonly endedAt: number;
}

/** A message that is due, as a claim would be asked for it. */
export interface AskedMessage<Cart extends RehearsedCart = RehearsedCart> {
  readonly cart: Cart;
  readonly step: SendStep;
  readonly channel: Channel;
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** What this recovery has sent so far, oldest first. */
  readonly sent: readonly RehearsedMessage[];
}

/** What the claim of a message would say: null, or why it may not go out. */
export type AskClaim<Cart extends RehearsedCart = RehearsedCart> = (message: AskedMessage<Cart>) => Refusal | null;

/** One turn of a recovery, for who tells its story. Times in epoch milliseconds. */
export type RehearsedTurn = { readonly at: number } & (
  | { readonly kind: 'waits'; readonly stepId: string; readonly until: number }
  | { readonly kind: 'passed'; readonly why: Passage }
  | { readonly kind: 'heard'; readonly event: LaterEvent['event'] }
  | { readonly kind: 'sent'; readonly stepId: string; readonly channel: Channel }
  | { readonly kind: 'skipped'; readonly stepId: string; readonly channel: Channel | null; readonly reason: ReasonCode }
  | {
      readonly kind: 'postponed';
      readonly stepId: string;
      readonly channel: Channel;
      readonly reason: ReasonCode;
      readonly until: number;
    }
  | { readonly kind: 'ended'; readonly end: RecoveryEnd }
);

/** Where a recovery stands that has begun already. */
export interface BegunRecovery {
  readonly cursor: FlowCursor | null;
  /** Events of the recovery so far, beside its context. */
  readonly state: (begun: RecoveryState) => RecoveryState;
  readonly sent: readonly RehearsedMessage[];
  /** Nothing new is decided before, epoch milliseconds. */
  readonly nowMs: number;
}

interface RehearsalOptions {
  readonly begun?: BegunRecovery;
  /** The arm that would be taken at a split; absent: one by the written shares. */
  readonly takeArm?: (step: SplitStep, nowMs: number) => string;
  readonly observe?: (turn: RehearsedTurn) => void;
}

/** A refusal that meant this very moment is over by then, as in a recovery. */
const postponedMsMin = minuteMs;
/**
 * A message that was postponed so often has no time at all, as one whose window lies in quiet hours: it is counted as left
 * out, where a recovery would go on waiting.
 */
export const postponementsMax = 50;
/** More turns than a flow of the largest size takes with every visit postponed some times. */
const turnsMax = 20_000;

/**
 * What a flow does for a cart: the same decisions as in a recovery, taken one after the other without waiting. Beyond what is
 * told of its person they do nothing more: they open and click nothing.
 */
export function rehearse<Cart extends RehearsedCart>(
  flow: Flow,
  cart: Cart,
  ask: AskClaim<Cart>,
  { begun, takeArm, observe }: RehearsalOptions = {},
): RehearsedRecovery {
  const { cartId, customerId, abandonedAt, later = [] } = cart;
  let snapshot: RecoverySnapshot = {
    ...cart.snapshot,
    ...{ rules: [], campaignPaused: false, end: null },
    ...(takeArm && { keepsArms: true }),
  };
  const sent: RehearsedMessage[] = [...(begun?.sent ?? [])];
  const skipped: RehearsedSkip[] = [];
  const postponed: RehearsedDelay[] = [];
  let state = advance(beginRecovery({ abandonedAt }), { kind: 'context_read', snapshot });
  const prediction = cart.prediction.kind === 'pending' ? ({ kind: 'unavailable' } as const) : cart.prediction;
  state = advance(state, { kind: 'predicted', prediction });
  if (begun) state = begun.state(state);
  let cursor: FlowCursor | null = begun?.cursor ?? null;
  let nowMs = begun?.nowMs ?? abandonedAt;
  let readAt = nowMs;
  let heard = 0;
  /** Channels of the message that stands, as it went out on some of them and waits for the others. */
  const settled = new Map<string, StepResult>();
  const asked = new Map<string, number>();
  for (let turn = 0; turn < turnsMax; turn++) {
    hear();
    const facts = { recoveryId: cartId, customerId, cartId, enteredAt: abandonedAt, readAt, events: [] };
    const rest = nextRest(flow, { cursor, state }, { ...facts, ordersBefore: snapshot.ordersBefore ?? 0 }, nowMs);
    ({ cursor, state } = rest);
    const { move } = rest;
    if (observe) for (const why of rest.passed) observe({ kind: 'passed', at: nowMs, why });
    switch (move.kind) {
      case 'end':
        leaveOutRest(move.end);
        observe?.({ kind: 'ended', at: nowMs, end: move.end });
        return { sent, skipped, postponed, end: move.end, endedAt: nowMs };
      case 'wait': {
        observe?.({ kind: 'waits', at: nowMs, stepId: move.stepId, until: move.untilMs });
        nowMs = Math.max(nowMs, Math.min(move.untilMs, later[heard]?.at ?? move.untilMs));
        break;
      }
      case 'read':
        readAt = nowMs;
        state = advance(state, { kind: 'reading_context' });
        snapshot = { ...snapshot, cart: { ...snapshot.cart, lastActivityAt: state.knownActivityAt } };
        state = advance(state, { kind: 'context_read', snapshot });
        break;
      case 'skip':
        skip(move.step, move.reason);
        settle(move, [notSent(move.messageId, null, move.reason)]);
        break;
      case 'send':
        send(move);
        break;
      case 'take_arm': {
        if (!takeArm) throw new Error('an arm follows from the written shares where nobody takes one');
        state = advance(state, { kind: 'arm_taken', stepId: move.stepId, armId: takeArm(move.step, nowMs) });
        break;
      }
      case 'await_prediction':
      case 'paused':
        throw new Error(`nothing in a rehearsal waits for what ${move.kind} waits for`);
      default:
        return assertNever(move);
    }
  }
  throw new Error(`a recovery takes at most ${turnsMax} turns`);

  /** What happens goes before what is due at the same moment. */
  function hear(): void {
    for (let next = later[heard]; next && next.at <= nowMs; next = later[++heard]) {
      if (state.end) return;
      state = advance(state, next.event);
      observe?.({ kind: 'heard', at: next.at, event: next.event });
    }
  }

  function send(move: Extract<FlowMove, { kind: 'send' }>): void {
    const { step, messageId, channels } = move;
    const waiting: number[] = [];
    for (const channel of channels) {
      const key = `${messageId}/${channel}`;
      if (settled.has(key)) continue;
      const refusal = ask({ cart, step, channel, atMs: nowMs, sent });
      if (!refusal) {
        sent.push({ stepId: step.id, channel, at: nowMs, ...(state.offer && { offer: state.offer }) });
        observe?.({ kind: 'sent', at: nowMs, stepId: step.id, channel });
        settled.set(key, { kind: 'sent', ruleId: messageId, channel, at: nowMs });
        continue;
      }
      const { reason } = refusal;
      const meaning = afterRefusal(reason);
      if (meaning === 'try_later' && tries(key) <= postponementsMax) {
        const until = Math.max(nowMs + postponedMsMin, refusal.notBefore ?? nowMs);
        waiting.push(until);
        postponed.push({ stepId: step.id, channel, reason, at: nowMs, until });
        observe?.({ kind: 'postponed', at: nowMs, stepId: step.id, channel, reason, until });
        continue;
      }
      if (meaning === 'purchased' || meaning === 'stopped')
        state = advance(state, { kind: 'refused', end: { outcome: meaning, reason } });
      note({ stepId: step.id, channel, reason, at: nowMs });
      settled.set(key, notSent(messageId, channel, reason));
    }
    if (waiting.length > 0) {
      state = advance(state, { kind: 'postponed', until: Math.min(...waiting) });
      return;
    }
    for (const channel of channelsOf(step.channel)) {
      if (channels.includes(channel)) continue;
      const isReachable = snapshot.channels.includes(channel);
      const reason = isReachable ? 'message_ceiling' : unreachableReason(channel);
      note({ stepId: step.id, channel, reason, at: nowMs });
    }
    const results = channels.flatMap((channel) => settled.get(`${messageId}/${channel}`) ?? []);
    // As in a recovery, what went out before the other channels waited counts from when all are settled.
    settle(
      move,
      results.map((result) => ({ ...result, at: nowMs })),
    );
  }

  function tries(key: string): number {
    const count = (asked.get(key) ?? 0) + 1;
    asked.set(key, count);
    return count;
  }

  function skip(step: SendStep, reason: ReasonCode): void {
    if (reason !== 'channel_not_reachable') note({ stepId: step.id, channel: null, reason, at: nowMs });
    else
      for (const channel of channelsOf(step.channel))
        note({ stepId: step.id, channel, reason: unreachableReason(channel), at: nowMs });
  }

  function note(one: RehearsedSkip): void {
    skipped.push(one);
    observe?.({ kind: 'skipped', ...one });
  }

  /** Messages that the wait where it stood would have sent in their time, and why they never came to it. */
  function leaveOutRest({ outcome, reason }: RecoveryEnd): void {
    if (!cursor) return;
    for (const wait of flow.steps) {
      if (wait.kind !== 'wait' || wait.until !== 'first_due' || visitsOf(cursor, wait.id) === 0) continue;
      const isCutShort = outcome === 'purchased' || outcome === 'stopped';
      if (isCutShort && cursor.stepId !== wait.id) continue;
      for (const touch of wait.touches) {
        const step = stepOf(flow, touch.send);
        if (step.kind !== 'send' || state.doneStepIds.includes(step.id)) continue;
        if (isCutShort) note({ stepId: step.id, channel: null, reason, at: nowMs });
        else if (isForStage(step, snapshot.cart.stage)) skip(step, 'channel_not_reachable');
        else note({ stepId: step.id, channel: null, reason: 'conditions_not_met', at: nowMs });
      }
    }
  }

  function unreachableReason(channel: Channel): ReasonCode {
    return cart.unreachable?.[channel] ?? 'channel_not_reachable';
  }

  function settle(move: Extract<FlowMove, { kind: 'send' | 'skip' }>, results: readonly StepResult[]): void {
    if (cursor) ({ cursor, state } = afterMessage(flow, { cursor, state }, move, results));
  }

  function notSent(ruleId: string, channel: Channel | null, reason: ReasonCode): StepResult {
    return { kind: 'not_sent', ruleId, channel, reason, at: nowMs };
  }
}

export interface MessageCap {
  /** Messages per customer and channel within `periodMs` of store time. */
  readonly messages: number;
  /** The same over all channels; absent or null: no such cap. */
  readonly messagesOfAll?: number | null;
  readonly periodMs: number;
}

/** A claim that knows the store's caps only, and lets go what is beyond them. Other recoveries do not count. */
export function capOnly({ messages, messagesOfAll, periodMs }: MessageCap): AskClaim {
  return ({ cart, channel, atMs, sent }) => {
    const since = atMs - toWallMs(periodMs, cart.snapshot.timeScale);
    const recent = sent.filter((one) => one.at > since);
    const ofChannel = recent.filter((one) => one.channel === channel).length;
    const isCapped = ofChannel >= messages || recent.length >= (messagesOfAll ?? Number.POSITIVE_INFINITY);
    return isCapped ? { reason: 'frequency_cap' } : null;
  };
}
