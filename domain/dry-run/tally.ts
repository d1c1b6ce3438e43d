import type { Channel } from '../channel.ts';
import type { ReasonCode } from '../reason-code.ts';
import type { RecoveryOutcome } from '../recovery.ts';
import type { RehearsedRecovery } from '../rehearse.ts';
import type { LocalSlot } from './local-slots.ts';

/** A cart as an example of a number, and when it happened to it, epoch milliseconds. */
export interface Example {
  readonly cartId: string;
  readonly at: number;
}

export interface CountedReason {
  readonly reason: ReasonCode;
  readonly count: number;
  readonly examples: readonly Example[];
}

/** What became of one step on one channel. */
export interface StepTally {
  readonly stepId: string;
  /** Null: left out before a channel was chosen. */
  readonly channel: Channel | null;
  readonly sent: number;
  /** Persons who get at least one of them. */
  readonly people: number;
  /** Epoch milliseconds; null: none goes out. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly examples: readonly Example[];
  readonly skipped: readonly CountedReason[];
  /** How often a message had to wait. It may go out in the end, or be left out. */
  readonly postponed: readonly CountedReason[];
}

export interface OutcomeTally {
  readonly outcome: RecoveryOutcome | 'not_started';
  readonly reason: ReasonCode;
  readonly carts: number;
  readonly examples: readonly Example[];
}

/** What a dry run has counted so far. */
export interface DryRunCounts {
  /** Times that a cart was abandoned. */
  readonly carts: number;
  /** Of these, those with at least one message. */
  readonly reached: number;
  readonly people: number;
  readonly messages: Readonly<Record<Channel, number>>;
  readonly steps: readonly StepTally[];
  readonly outcomes: readonly OutcomeTally[];
  /** Messages by calendar day of the store. */
  readonly days: readonly { readonly day: string; readonly channel: Channel; readonly messages: number }[];
  /** By hour of the day of the store, 0 to 23. */
  readonly hours: readonly { readonly hour: number; readonly channel: Channel; readonly messages: number }[];
}

export interface Tally {
  notStarted(cart: { readonly cartId: string; readonly abandonedAt: number }, reason: ReasonCode): void;
  add(cart: { readonly cartId: string; readonly customerId: string }, recovery: RehearsedRecovery): void;
  /** Without examples it is short enough to be told often. */
  counts(wanted: { readonly withExamples: boolean }): DryRunCounts;
}

export const examplesMax = 20;

interface Count {
  count: number;
  readonly examples: Example[];
}

interface Step extends Count {
  readonly stepId: string;
  readonly channel: Channel | null;
  readonly people: Set<string>;
  firstAt: number;
  lastAt: number;
  readonly skipped: Map<ReasonCode, Count>;
  readonly postponed: Map<ReasonCode, Count>;
}

/** @param order Ids of the steps, as they are written. */
export function createTally(order: readonly string[], slotOf: (atMs: number) => LocalSlot): Tally {
  const steps = new Map<string, Step>();
  const outcomes = new Map<string, Count & Pick<OutcomeTally, 'outcome' | 'reason'>>();
  const people = new Set<string>();
  const messages: Record<Channel, number> = { email: 0, sms: 0, push: 0 };
  const days = new Map<string, { day: string; channel: Channel; messages: number }>();
  const hours = new Map<string, { hour: number; channel: Channel; messages: number }>();
  let [carts, reached] = [0, 0];

  const stepFor = (stepId: string, channel: Channel | null): Step => {
    const key = `${stepId}/${channel}`;
    const found = steps.get(key);
    if (found) return found;
    const made: Step = {
      ...{ stepId, channel, count: 0, examples: [], people: new Set<string>() },
      ...{ firstAt: Number.POSITIVE_INFINITY, lastAt: Number.NEGATIVE_INFINITY },
      ...{ skipped: new Map(), postponed: new Map() },
    };
    steps.set(key, made);
    return made;
  };
  const end = (example: Example, outcome: OutcomeTally['outcome'], reason: ReasonCode) => {
    const key = `${outcome}/${reason}`;
    const found = outcomes.get(key) ?? { outcome, reason, count: 0, examples: [] };
    outcomes.set(key, found);
    countOne(found, example);
  };

  return {
    notStarted({ cartId, abandonedAt }, reason) {
      carts += 1;
      end({ cartId, at: abandonedAt }, 'not_started', reason);
    },
    add({ cartId, customerId }, recovery) {
      carts += 1;
      if (recovery.sent.length > 0) {
        reached += 1;
        people.add(customerId);
      }
      for (const { stepId, channel, at } of recovery.sent) {
        const step = stepFor(stepId, channel);
        countOne(step, { cartId, at });
        step.people.add(customerId);
        step.firstAt = Math.min(step.firstAt, at);
        step.lastAt = Math.max(step.lastAt, at);
        messages[channel] += 1;
        const { day, hour } = slotOf(at);
        const [dayKey, hourKey] = [`${day}/${channel}`, `${hour}/${channel}`];
        const ofDay = days.get(dayKey) ?? { day, channel, messages: 0 };
        const ofHour = hours.get(hourKey) ?? { hour, channel, messages: 0 };
        ofDay.messages += 1;
        ofHour.messages += 1;
        days.set(dayKey, ofDay);
        hours.set(hourKey, ofHour);
      }
      for (const { stepId, channel, reason, at } of recovery.skipped)
        countIn(stepFor(stepId, channel).skipped, reason, { cartId, at });
      for (const { stepId, channel, reason, at } of recovery.postponed)
        countIn(stepFor(stepId, channel).postponed, reason, { cartId, at });
      end({ cartId, at: recovery.endedAt }, recovery.end.outcome, recovery.end.reason);
    },
    counts: ({ withExamples }) => ({
      ...{ carts, reached, people: people.size, messages: { ...messages } },
      steps: [...steps.values()]
        .map(
          ({ stepId, channel, count, examples, people: persons, firstAt, lastAt, skipped, postponed }): StepTally => ({
            ...{ stepId, channel, sent: count, people: persons.size, examples: shown(examples, withExamples) },
            firstAt: count === 0 ? null : firstAt,
            lastAt: count === 0 ? null : lastAt,
            ...{ skipped: reasonsOf(skipped, withExamples), postponed: reasonsOf(postponed, withExamples) },
          }),
        )
        .sort(
          (a, b) =>
            order.indexOf(a.stepId) - order.indexOf(b.stepId) || (a.channel ?? '').localeCompare(b.channel ?? ''),
        ),
      outcomes: [...outcomes.values()]
        .map(({ outcome, reason, count, examples }) => ({
          outcome,
          reason,
          carts: count,
          examples: shown(examples, withExamples),
        }))
        .sort((a, b) => b.carts - a.carts),
      days: [...days.values()].map((one) => ({ ...one })).sort((a, b) => a.day.localeCompare(b.day)),
      hours: [...hours.values()].map((one) => ({ ...one })).sort((a, b) => a.hour - b.hour),
    }),
  };
}

function countOne(count: Count, example: Example): void {
  count.count += 1;
  if (count.examples.length < examplesMax) count.examples.push(example);
}

function countIn(counts: Map<ReasonCode, Count>, reason: ReasonCode, example: Example): void {
  const found = counts.get(reason) ?? { count: 0, examples: [] };
  counts.set(reason, found);
  countOne(found, example);
}

function reasonsOf(counts: ReadonlyMap<ReasonCode, Count>, withExamples: boolean): readonly CountedReason[] {
  return [...counts]
    .map(([reason, { count, examples }]) => ({ reason, count, examples: shown(examples, withExamples) }))
    .sort((a, b) => b.count - a.count);
}

function shown(examples: readonly Example[], withExamples: boolean): readonly Example[] {
  return withExamples ? [...examples] : [];
}
