import type { Channel } from '../channel.ts';
import type { SmsLength } from '../phone/text-cost.ts';

/** Codes are part of the API: add, never rename. Problems keep a flow from being published, warnings do not. */
export const flowProblems = {
  id_duplicate: 'Another step has this id.',
  start_unknown: 'There is no step of this id to begin with.',
  next_unknown: 'There is no step of this id.',
  unreachable: 'No way leads to this step.',
  no_end: 'No way leads from this step to an end.',
  loop_without_wait: 'A way leads back to this step without a wait, so it would turn on the spot.',
  touch_not_send: 'Only messages can be waited for in this way.',
  touch_leaves: 'A message that a wait is for has to come back to it.',
  arms_missing: 'A split needs at least two arms, each with an id of its own and a share above zero.',
  floor_too_high: 'The least shares of the arms together leave nothing to learn with.',
  too_many_steps: 'A flow has no more steps than this.',
  messages_max_wrong: 'The most messages of a recovery are not within what is allowed.',
  window_empty: 'The window begins when it ends, so that nobody can tell whether it is the whole day or nothing.',
  wait_too_long: 'The wait is longer than the links in the messages live.',
  event_without_key: 'This event names no cart, so that it would never be seen for one.',
  never_true: 'These conditions exclude each other.',
  template_unknown: 'There is no template of this name.',
  template_without_channel: 'The template has no text for this channel, so nothing would be sent on it.',
  offer_unknown: 'There is no offer of this key.',
  policy_unknown: 'There is no policy of this id that was judged and may decide.',
  no_provider: 'No provider is set up for this channel, so nothing would be sent on it.',
  sms_no_way_out: 'Nobody can answer the sender of SMS, and the text names no other way out, so it is not sent.',
} as const;
export const flowWarnings = {
  sms_twice: 'A person may get two text messages within 48 hours.',
  no_message: 'The flow sends nothing.',
  sms_over_parts:
    'With a long name and dear goods the SMS is billed as more parts than the store allows, and is not sent.',
  offer_carried_by_none: 'No message comes after this offer, so that nobody ever sees it.',
  arm_sends_nothing: 'This way sends nothing, so that nobody is ever chosen for it.',
  arms_alike: 'All ways begin with the same message at the same hours, so that there is nothing to choose between.',
  offer_not_given: 'The template speaks of an offer, and no offer comes before this message.',
} as const;
export type FlowProblem = keyof typeof flowProblems;
export type FlowWarning = keyof typeof flowWarnings;

export interface FlowFinding {
  readonly severity: 'problem' | 'warning';
  readonly code: FlowProblem | FlowWarning;
  /** As in the body that was sent, e.g. `steps.0.template`. */
  readonly path: string;
  /** Null: it is about the flow as a whole. */
  readonly stepId: string | null;
  readonly channel: Channel | null;
  readonly otherStepId: string | null;
  /** Of an SMS, where its length is what it is about. */
  readonly sms?: SmsLength;
}

export function problem(code: FlowProblem, path: string, stepId: string | null = null): FlowFinding {
  return { severity: 'problem', code, path, stepId, channel: null, otherStepId: null };
}

export function warning(code: FlowWarning, path: string, stepId: string | null): FlowFinding {
  return { severity: 'warning', code, path, stepId, channel: null, otherStepId: null };
}
