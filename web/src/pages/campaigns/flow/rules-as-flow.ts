import type { Rule } from '../campaign-types.ts';
import { newId } from './flow-edit.ts';
import { type Flow, type FlowStep, flowLimits } from './flow-types.ts';

/** What a chain of waits and messages does not do as the steps did. */
export type ChainNote =
  /** A message that could not reach the person is not made up for when it can. */
  | 'not_made_up'
  /** A message waits for its time of day, and those behind it count from then. */
  | 'time_of_day';

/** The message of a simple step is left out when it is later than this. */
const staleAfterMs = 3 * 86_400_000;

/**
 * Steps as a chain that is read from top to bottom: wait, message, wait, message, by their delays. For a person whom each
 * message can reach it sends the same at the same times, unless a step has a time of day.
 */
export function rulesAsFlow(rules: readonly Rule[]): { readonly flow: Flow; readonly notes: readonly ChainNote[] } {
  const ordered = [...rules].sort((a, b) => a.delayMs - b.delayMs);
  const taken = new Set(rules.map(({ id }) => id));
  const name = (base: string) => {
    const id = newId(base, taken);
    taken.add(id);
    return id;
  };
  const chain: ((next: string) => FlowStep)[] = [];
  let passedMs = 0;
  for (const rule of ordered) {
    const ms = rule.delayMs - passedMs;
    passedMs = rule.delayMs;
    if (ms > 0) {
      const id = name('wait');
      chain.push((next) => ({ id, kind: 'wait', until: 'duration', ms, next }));
    }
    if (rule.trigger === 'time_based') {
      const id = name('wait');
      const window = { from: rule.localTime, until: minuteAfter(rule.localTime) };
      chain.push((next) => ({ id, kind: 'wait', until: 'window', window, next }));
    }
    const { id, channel, template, conditions = {} } = rule;
    const probabilityMin = rule.trigger === 'prediction_high' ? rule.probabilityMin : null;
    chain.push((next) => ({
      ...{ id, kind: 'send', channel, template, conditions, probabilityMin, window: null, staleAfterMs, next },
    }));
  }
  const end: FlowStep = { id: name('end'), kind: 'end' };
  const steps: FlowStep[] = [end];
  for (const step of chain.reverse()) steps.unshift(step(steps[0]?.id ?? end.id));
  return {
    flow: {
      ...{ entry: {}, exits: [], messagesMax: flowLimits.messagesMax, start: steps[0]?.id ?? end.id },
      steps,
    },
    notes: [
      'not_made_up',
      ...(rules.some(({ trigger }) => trigger === 'time_based') ? (['time_of_day'] as const) : []),
    ],
  };
}

function minuteAfter(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const after = (hours * 60 + minutes + 1) % 1440;
  return [Math.floor(after / 60), after % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
