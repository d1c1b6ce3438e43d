import type { CampaignStep } from './campaign.ts';
import type { Channel } from './channel.ts';
import { dueAt } from './due-at.ts';
import { toWallMs } from './duration.ts';
import { evaluateStep } from './evaluate-step.ts';
import { nextStep } from './next-step.ts';
import type { RecoverySnapshot } from './recovery.ts';
import { advance, beginRecovery, type Prediction } from './recovery-state.ts';

/** A cart that was abandoned, with what a recovery of it would decide on. */
export interface RehearsedCart {
  readonly cartId: string;
  /** Epoch milliseconds. */
  readonly abandonedAt: number;
  readonly snapshot: Omit<RecoverySnapshot, 'rules' | 'campaignPaused' | 'end'>;
  readonly prediction: Prediction;
}

export interface MessageCap {
  /** Messages per customer and channel within `periodMs` of store time. */
  readonly messages: number;
  readonly periodMs: number;
}

export interface RehearsedMessage {
  readonly stepId: string;
  readonly channel: Channel;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * The messages that rules send for a cart whose person does nothing more: the same decisions as in a recovery, taken one
 * after the other without waiting. Messages of other recoveries are not counted against the cap.
 */
export function rehearse(
  rules: readonly CampaignStep[],
  cart: RehearsedCart,
  cap: MessageCap,
): readonly RehearsedMessage[] {
  const snapshot: RecoverySnapshot = { ...cart.snapshot, rules, campaignPaused: false, end: null };
  const sent: RehearsedMessage[] = [];
  let state = advance(beginRecovery({ abandonedAt: cart.abandonedAt }), { kind: 'context_read', snapshot });
  // Each round finishes one step.
  for (let done = 0; done < rules.length; done++) {
    const next = nextStep(state, Number.MAX_SAFE_INTEGER);
    if (next.kind !== 'step') break;
    const at = dueAt(next.step, { clockStartAt: state.clockStartAt, ...snapshot });
    const decision = evaluateStep(next.step, snapshot, cart.prediction);
    const free = decision.kind === 'send' ? decision.channels.filter((channel) => !isCapped(sent, channel, at)) : [];
    sent.push(...free.map((channel) => ({ stepId: next.step.id, channel, at })));
    state = advance(state, { kind: 'step_done', ruleId: next.step.id, results: [] });
  }
  return sent;

  function isCapped(before: readonly RehearsedMessage[], channel: Channel, at: number): boolean {
    const since = at - toWallMs(cap.periodMs, snapshot.timeScale);
    return before.filter((one) => one.channel === channel && one.at > since).length >= cap.messages;
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

/** Runs two sets of rules over the same carts: what the newer one sends more or less, by step and channel. */
export function whatChanges(
  { before, after }: { readonly before: readonly CampaignStep[]; readonly after: readonly CampaignStep[] },
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
    const [old, now] = [rehearse(before, cart, cap), rehearse(after, cart, cap)];
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
  const order = [...before, ...after].map(({ id }) => id);
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
