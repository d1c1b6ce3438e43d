import { assertNever } from '../assert-never.ts';
import type { StepConditions } from '../campaign.ts';
import { channels, channelsOf } from '../channel.ts';
import { checkRules, type RuleFacts, type RuleFinding } from '../check-rules.ts';
import { dayMs, hourMs } from '../duration.ts';
import { checkShape } from './check-shape.ts';
import { firstMessageFrom } from './first-message.ts';
import {
  type Flow,
  type FlowConditions,
  type FlowEvent,
  type FlowStep,
  type OfferStep,
  ruleOf,
  type SplitStep,
  type WaitStep,
} from './flow.ts';
import { flowEventKeys } from './flow-event.ts';
import { type FlowFinding, problem, warning } from './flow-finding.ts';
import { edgesOfFlow, leastTimesFrom } from './flow-graph.ts';
import type { TimeWindow } from './time-window.ts';

export interface FlowSurroundings extends RuleFacts {
  /** Store time. */
  readonly linkLifeMs: number;
}

/** Two text messages about one cart have at least this between them. */
export const smsApartMsMin = 48 * hourMs;

/** Everything that is wrong with a flow, its shape first. Whatever the steps are: it returns. */
export function checkFlow(flow: Flow, facts: FlowSurroundings): readonly FlowFinding[] {
  return [
    ...checkShape(flow),
    ...flow.exits.flatMap((event, index) =>
      hasItsKey(event) ? [] : [problem('event_without_key', `exits.${index}.key`)],
    ),
    ...neverTrue(flow.entry, 'entry', null),
    ...flow.steps.flatMap((step, index) => checkStep(step, `steps.${index}`, facts)),
    ...smsTwice(flow),
    ...offersAstray(flow, facts),
    ...choicesOfNothing(flow),
    ...(flow.steps.some(({ kind }) => kind === 'send') ? [] : [warning('no_message', 'steps', null)]),
  ];
}

function checkStep(step: FlowStep, path: string, facts: FlowSurroundings): readonly FlowFinding[] {
  switch (step.kind) {
    case 'send':
      return [
        ...checkRules([ruleOf(step)], facts).flatMap((found) => asFlowFinding(found, path)),
        ...neverTrue(withoutProbability(step.conditions), `${path}.conditions`, step.id),
        ...emptyWindow(step.window, path, step.id),
      ];
    case 'wait':
      return checkWait(step, path, facts);
    case 'branch':
      return step.paths.flatMap(({ when }, index) => neverTrue(when, `${path}.paths.${index}.when`, step.id));
    case 'offer':
      return checkOffer(step, path, facts);
    case 'split':
      return checkPolicy(step, path, facts);
    case 'goal':
    case 'end':
      return [];
    default:
      return assertNever(step);
  }
}

function checkOffer({ id, offer }: OfferStep, path: string, { offers }: FlowSurroundings): readonly FlowFinding[] {
  return offers === undefined || offers.has(offer) ? [] : [problem('offer_unknown', `${path}.offer`, id)];
}

function checkPolicy({ id, policy }: SplitStep, path: string, { policies }: FlowSurroundings): readonly FlowFinding[] {
  return policy === undefined || policies === undefined || policies.has(policy)
    ? []
    : [problem('policy_unknown', `${path}.policy`, id)];
}

/** Offers that no message carries, and messages that speak of an offer that nobody can have by then. */
function offersAstray(flow: Flow, { templatesWithOffer }: FlowSurroundings): readonly FlowFinding[] {
  const edges = edgesOfFlow(flow);
  const after = new Map(flow.steps.map(({ id }) => [id, leastTimesFrom(id, edges)]));
  const given = flow.steps.filter(({ kind }) => kind === 'offer');
  return flow.steps.flatMap((step, index) => {
    if (step.kind === 'offer' && !flow.steps.some(({ id, kind }) => kind === 'send' && after.get(step.id)?.has(id)))
      return [warning('offer_carried_by_none', `steps.${index}`, step.id)];
    if (step.kind !== 'send' || !templatesWithOffer?.has(step.template)) return [];
    return given.some(({ id }) => after.get(id)?.has(step.id))
      ? []
      : [warning('offer_not_given', `steps.${index}.template`, step.id)];
  });
}

/** Splits that choose for each person, and ways between which nobody can choose. Seen from midnight, by who can be written to. */
function choicesOfNothing({ steps }: Flow): readonly FlowFinding[] {
  const clock = { clockStartAt: 0, timeScale: 1, timeZone: 'UTC' };
  return steps.flatMap((step, index) => {
    // A policy chooses by what an arm costs too, and may well choose one that sends nothing.
    if (step.kind !== 'split' || step.allocation !== 'personal' || step.policy !== undefined) return [];
    const first = step.arms.map(({ next }) => firstMessageFrom({ steps }, next, { atMs: 0, clock, channels }));
    const silent = first.flatMap((message, arm) =>
      message ? [] : [warning('arm_sends_nothing', `steps.${index}.arms.${arm}`, step.id)],
    );
    const kinds = new Set(
      first.map((message) => message && [message.channel, message.step.template, message.atMs].join(' ')),
    );
    return kinds.size === 1 && silent.length === 0 ? [warning('arms_alike', `steps.${index}.arms`, step.id)] : silent;
  });
}

function checkWait(step: WaitStep, path: string, { linkLifeMs }: FlowSurroundings): readonly FlowFinding[] {
  const tooLong = (ms: number, field: string) =>
    ms > linkLifeMs ? [problem('wait_too_long', `${path}.${field}`, step.id)] : [];
  switch (step.until) {
    case 'duration':
      return tooLong(step.ms, 'ms');
    case 'window':
      return emptyWindow(step.window, path, step.id);
    case 'event':
      return [
        ...tooLong(step.withinMs, 'withinMs'),
        ...(hasItsKey(step.event) ? [] : [problem('event_without_key', `${path}.event.key`, step.id)]),
      ];
    case 'first_due':
      return step.touches.flatMap(({ delayMs }, index) => tooLong(delayMs, `touches.${index}.delayMs`));
    default:
      return assertNever(step);
  }
}

function hasItsKey({ name, key }: FlowEvent): boolean {
  return flowEventKeys[name].some((known) => known === key);
}

function emptyWindow(window: TimeWindow | null, path: string, stepId: string): readonly FlowFinding[] {
  return window !== null && window.from === window.until ? [problem('window_empty', `${path}.window`, stepId)] : [];
}

/** What is wrong with a message by itself. Most warnings of rules are about their times, which a flow decides. */
function asFlowFinding({ severity, code, path, ...about }: RuleFinding, of: string): readonly FlowFinding[] {
  if (severity === 'warning' && code !== 'sms_over_parts') return [];
  return [{ severity, code: code as FlowFinding['code'], path: path.replace('rules.0', of), ...about }];
}

const ranges = [
  ['valueMinorMin', 'valueMinorMax'],
  ['probabilityMin', 'probabilityMax'],
  ['ordersBeforeMin', 'ordersBeforeMax'],
  ['messagesMin', 'messagesMax'],
] as const;

function neverTrue(conditions: FlowConditions, path: string, stepId: string | null): readonly FlowFinding[] {
  return ranges
    .filter(
      ([min, max]) => (conditions[min] ?? Number.NEGATIVE_INFINITY) > (conditions[max] ?? Number.POSITIVE_INFINITY),
    )
    .map(([, max]) => problem('never_true', `${path}.${max}`, stepId));
}

/** That range is checked with the trigger's. */
function withoutProbability({ probabilityMin: _, probabilityMax: __, ...others }: StepConditions): StepConditions {
  return others;
}

/** Text messages that follow each other too soon on some way, each with the one before it. */
function smsTwice(flow: Flow): readonly FlowFinding[] {
  const edges = edgesOfFlow(flow);
  const sms = flow.steps.filter((step) => step.kind === 'send' && channelsOf(step.channel).includes('sms'));
  const times = new Map(sms.map(({ id }) => [id, leastTimesFrom(id, edges)]));
  return sms.flatMap((step) => {
    const before = sms.find(({ id }) => {
      const apart = touchesApart(flow, id, step.id) ?? times.get(id)?.get(step.id);
      return apart !== undefined && apart < smsApartMsMin;
    });
    const path = `steps.${flow.steps.indexOf(step)}.channel`;
    return before ? [{ ...warning('sms_twice', path, step.id), channel: 'sms', otherStepId: before.id } as const] : [];
  });
}

/** Store time between two messages of one wait, which go out once each; null: they are not of one wait. */
function touchesApart({ steps }: Flow, firstId: string, secondId: string): number | null {
  for (const step of steps) {
    if (step.kind !== 'wait' || step.until !== 'first_due') continue;
    const [a, b] = [firstId, secondId].map((id) => step.touches.find(({ send }) => send === id));
    if (!a || !b) continue;
    if (a === b || a.delayMs > b.delayMs) return Number.POSITIVE_INFINITY;
    // A time of day may put the first one off by a day.
    return Math.max(0, b.delayMs - a.delayMs - (a.localTime === null ? 0 : dayMs));
  }
  return null;
}
