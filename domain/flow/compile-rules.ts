import { assertNever } from '../assert-never.ts';
import type { CampaignStep } from '../campaign.ts';
import type { CampaignContent } from '../campaign-content.ts';
import { dayMs } from '../duration.ts';
import type { RecoverySnapshot } from '../recovery.ts';
import { type Flow, messagesPerRecoveryMax, type SendStep, type Touch } from './flow.ts';

/** No rule has an underscore in its id. */
const waitId = '_wait';
const endId = '_end';

/**
 * Time of the wall after which a message is left out as `stale` where its step says nothing else: longer than a weekend with a
 * holiday and its quiet hours, and shorter than anybody wants a reminder that an outage or a pause held back. These are on the wall,
 * however fast the clock of the store is. Without one, a message whose window lies in quiet hours would wait for ever.
 */
export const usualStaleAfterMs = 3 * dayMs;

/** A version of a campaign as a flow. `timeScale`: of the store; where nobody is late, as in a rehearsal, it does not matter. */
export function flowOf({ rules, flow }: CampaignContent, version: number, timeScale = 1): Flow {
  const usual = usualStaleAfterMs * timeScale;
  if (!flow) return compileRules(rules, version, usual);
  const steps = flow.steps.map((step) =>
    step.kind === 'send' ? { ...step, staleAfterMs: step.staleAfterMs ?? usual } : step,
  );
  return { ...flow, steps, version };
}

/** What a recovery follows by its context: as it is today, or as it was when the recovery began. */
export function flowIn({ rules, flow, staleAfterMs }: RecoverySnapshot, version: number): Flow {
  return flow ?? compileRules(rules, version, staleAfterMs ?? null);
}

/**
 * The flow that does what rules do: one wait for the earliest of their messages, each of which comes back to it. A chain of
 * waits and messages would not do the same: which message is next hangs on the zone, the stage and the channels, and
 * a message that could not reach the person is made up for as soon as it can.
 */
export function compileRules(
  rules: readonly CampaignStep[],
  version: number,
  staleAfterMs: number | null = null,
): Flow {
  return {
    version,
    entry: {},
    exits: [],
    // As many as there can be: rules know no ceiling but the store's cap.
    messagesMax: messagesPerRecoveryMax,
    start: waitId,
    steps: [
      { id: waitId, kind: 'wait', until: 'first_due', touches: rules.map(touchOf), next: endId },
      ...rules.map((rule) => sendOf(rule, staleAfterMs)),
      { id: endId, kind: 'end' },
    ],
  };
}

function sendOf(rule: CampaignStep, staleAfterMs: number | null): SendStep {
  const { id, channel, template, conditions } = rule;
  const send = { id, channel, template, conditions, window: null, staleAfterMs, next: waitId };
  switch (rule.trigger) {
    case 'cart_abandoned':
    case 'time_based':
      return { kind: 'send', ...send, probabilityMin: null };
    case 'prediction_high':
      return { kind: 'send', ...send, probabilityMin: rule.probabilityMin };
    default:
      return assertNever(rule);
  }
}

function touchOf(rule: CampaignStep): Touch {
  const { id, delayMs } = rule;
  return { send: id, delayMs, localTime: rule.trigger === 'time_based' ? rule.localTime : null };
}
