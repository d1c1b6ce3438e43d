import { assertNever } from '../assert-never.ts';
import type { CampaignContent, CampaignStep } from '../campaign.ts';
import { type Flow, messagesPerRecoveryMax, type SendStep, type Touch } from './flow.ts';

/** No rule has an underscore in its id. */
const waitId = '_wait';
const endId = '_end';

/** A version of a campaign as a flow. */
export function flowOf({ rules, flow }: CampaignContent, version: number): Flow {
  return flow ? { ...flow, version } : compileRules(rules, version);
}

/**
 * The flow that does what rules do: one wait for the earliest of their messages, each of which comes back to it. A chain of
 * waits and messages would not do the same: which message is next hangs on the zone, the stage and the channels, and
 * a message that could not reach the person is made up for as soon as it can.
 */
export function compileRules(rules: readonly CampaignStep[], version: number): Flow {
  return {
    version,
    entry: {},
    exits: [],
    // As many as there can be: rules know no ceiling but the store's cap.
    messagesMax: messagesPerRecoveryMax,
    start: waitId,
    steps: [
      { id: waitId, kind: 'wait', until: 'first_due', touches: rules.map(touchOf), next: endId },
      ...rules.map(sendOf),
      { id: endId, kind: 'end' },
    ],
  };
}

function sendOf(rule: CampaignStep): SendStep {
  const { id, channel, template, conditions } = rule;
  const send = { id, channel, template, conditions, window: null, staleAfterMs: null, next: waitId };
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
