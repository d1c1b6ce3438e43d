import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyFlow } from '../../test/flow-story.ts';
import { nextStep } from '../../test/next-step-oracle.ts';
import type { CampaignStep } from '../campaign.ts';
import { cartStages } from '../cart.ts';
import { channels } from '../channel.ts';
import { hourMs } from '../duration.ts';
import { evaluateStep, needsPrediction } from '../evaluate-step.ts';
import type { RecoverySnapshot, StepResult } from '../recovery.ts';
import { advance, beginRecovery, type RecoveryEvent, type RecoveryState } from '../recovery-state.ts';
import { afterMessage, afterPass, enterFlow, type FlowRun } from './advance-flow.ts';
import { compileRules, flowOf, usualStaleAfterMs } from './compile-rules.ts';
import { nextMove } from './next-move.ts';

const abandonedAt = Date.UTC(2026, 9, 24, 12);
const rulesMax = 6;

const conditions = fc.record(
  {
    valueMinorMin: fc.constantFrom(0, 5_000),
    currencies: fc.constantFrom(['EUR'], ['USD', 'EUR']),
    stages: fc.subarray([...cartStages], { minLength: 1 }),
    customer: fc.constantFrom('new' as const, 'returning' as const),
    probabilityMax: fc.constantFrom(0.3, 0.9),
  },
  { requiredKeys: [] },
);
const ruleBase = {
  delayMs: fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 96 }).map((hours) => hours * hourMs),
  ),
  channel: fc.constantFrom(...channels, 'all' as const),
  template: fc.constantFrom('one', 'two'),
  conditions,
};
const anyRule: fc.Arbitrary<Omit<CampaignStep, 'id'>> = fc.oneof(
  fc.record({ ...ruleBase, trigger: fc.constant('cart_abandoned' as const) }),
  fc.record({
    ...ruleBase,
    trigger: fc.constant('prediction_high' as const),
    probabilityMin: fc.constantFrom(0.2, 0.8),
  }),
  fc.record({
    ...ruleBase,
    trigger: fc.constant('time_based' as const),
    localTime: fc.constantFrom('00:00', '02:30', '09:15', '23:59'),
  }),
);
const anyRules = fc
  .array(anyRule, { minLength: 1, maxLength: rulesMax })
  .map((rules) => rules.map((rule, index) => ({ ...rule, id: `step-${index}` }) as CampaignStep));
const anyChannels = fc.subarray([...channels]);
const anyStage = fc.constantFrom(...cartStages);
const anyMoment = fc.integer({ min: -2, max: 200 }).map((hours) => abandonedAt + hours * hourMs);

const anySnapshot = fc.record({
  timeScale: fc.constantFrom(1, 60, 7),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
  idleMs: fc.constantFrom(hourMs, 0),
  cart: fc.record({
    stage: anyStage,
    valueMinor: fc.constantFrom(null, 100, 9_000),
    currency: fc.constantFrom(null, 'EUR', 'GBP'),
    items: fc.constant(1),
    lastActivityAt: fc.constant(abandonedAt - hourMs),
  }),
  customer: fc.constantFrom('new' as const, 'returning' as const),
  channels: anyChannels,
  campaignPaused: fc.boolean(),
});
type Surroundings = Omit<RecoverySnapshot, 'rules' | 'end'>;

/** What happens at a moment of a story, or what becomes of the next message that is tried. */
type Happening =
  | { readonly kind: 'event'; readonly event: RecoveryEvent }
  /** The time goes on, maybe far past the end of a wait. */
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'to_the_end_of_the_wait' }
  /** Something changed that the next reading of the context shows. */
  | {
      readonly kind: 'change';
      readonly to: Pick<Surroundings, 'channels'> & { readonly stage: Surroundings['cart']['stage'] };
    }
  | { readonly kind: 'answer'; readonly answer: 'sent' | 'refused' | 'postponed' };

const anyEvent: fc.Arbitrary<RecoveryEvent> = fc.oneof(
  fc.constantFrom<RecoveryEvent[]>(
    { kind: 'wait_skipped' },
    { kind: 'wait_skipped' },
    { kind: 'paused_by_operator', paused: true },
    { kind: 'paused_by_operator', paused: false },
    { kind: 'campaign_paused', paused: true },
    { kind: 'campaign_paused', paused: false },
    { kind: 'predicted', prediction: { kind: 'known', probability: 0.25 } },
    { kind: 'predicted', prediction: { kind: 'known', probability: 0.85 } },
    { kind: 'predicted', prediction: { kind: 'unavailable' } },
  ),
  fc.record({
    kind: fc.constant('cart_updated' as const),
    empty: fc.constantFrom(false, false, false, true),
    lastActivityAt: anyMoment,
  }),
  fc.record({
    kind: fc.constant('consent_changed' as const),
    channel: fc.constantFrom(...channels),
    status: fc.constantFrom('granted' as const, 'denied' as const),
  }),
  fc.record({ kind: fc.constant('postponed' as const), until: anyMoment }),
  fc.constantFrom<RecoveryEvent[]>(
    { kind: 'superseded' },
    { kind: 'stopped_by_operator' },
    { kind: 'order_placed', cause: 'purchased' },
  ),
);
const anyStory: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'to_the_end_of_the_wait' } as const) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('event' as const), event: anyEvent }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 0, max: 30 * hourMs }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('change' as const),
        to: fc.record({ channels: anyChannels, stage: anyStage }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('answer' as const),
        answer: fc.constantFrom('sent' as const, 'refused' as const, 'postponed' as const),
      }),
    },
  ),
  { maxLength: 60 },
);

/** One decision, as it is written down: rules and their flow have to agree on every one of them, and on the state after it. */
type Decision = readonly [what: string, stepId: string | null, detail: unknown];

/** A way to decide, over the same state: `decide` goes as far as it gets without the world. */
interface Decider {
  decide(state: RecoveryState, nowMs: number): Decision;
  /** What a message that was decided leaves behind. */
  settle(state: RecoveryState, results: readonly StepResult[], stepId: string): RecoveryState;
}

function byRules(): Decider {
  return {
    decide(state, nowMs) {
      const next = nextStep(state, nowMs);
      switch (next.kind) {
        case 'end':
          return ['end', null, next.end];
        case 'paused':
          return ['paused', null, next.by];
        case 'wait':
          return ['wait', next.step.id, next.untilMs];
        case 'step': {
          if (state.stale) return ['read', null, null];
          if (needsPrediction(next.step) && state.prediction.kind === 'pending')
            return ['await_prediction', next.step.id, null];
          const decision = evaluateStep(next.step, state.snapshot!, state.prediction);
          return decision.kind === 'send'
            ? ['send', next.step.id, [next.step.template, ...decision.channels]]
            : ['skip', next.step.id, decision.reason];
        }
      }
    },
    settle: (state, results, ruleId) => advance(state, { kind: 'step_done', ruleId, results }),
  };
}

function byFlow(rules: readonly CampaignStep[]): Decider {
  const flow = compileRules(rules, 1);
  const ids = { recoveryId: 'recovery', customerId: 'customer', cartId: 'cart' };
  const known = { ...ids, enteredAt: abandonedAt, readAt: abandonedAt, events: [], ordersBefore: 0 };
  const entry = enterFlow(flow, { ...known, state: beginsWith(rules, null) });
  if (entry.kind !== 'enters') throw new Error('rules take everybody in');
  let { cursor } = entry;
  let move: ReturnType<typeof nextMove>;
  return {
    decide(state, nowMs) {
      move = nextMove(flow, cursor, { ...known, state }, nowMs);
      // From the wait to the end there is one step.
      if (move.kind === 'pass') {
        const run: FlowRun = afterPass({ cursor, state }, move);
        expect(run.state).toEqual(state);
        move = nextMove(flow, run.cursor, { ...known, state }, nowMs);
      }
      switch (move.kind) {
        case 'end':
          return ['end', null, move.end];
        case 'paused':
          return ['paused', null, move.by];
        case 'wait':
          return ['wait', move.stepId, move.untilMs];
        case 'read':
          return ['read', null, null];
        case 'await_prediction':
          return ['await_prediction', move.stepId, null];
        case 'send':
          return ['send', move.messageId, [move.step.template, ...move.channels]];
        case 'skip':
          return ['skip', move.messageId, move.reason];
        case 'take_arm':
        case 'pass':
          throw new Error('a flow of rules has no further step to pass');
      }
    },
    settle(state, results) {
      if (move.kind !== 'send' && move.kind !== 'skip') throw new Error('nothing was decided');
      const run = afterMessage(flow, { cursor, state }, move, results);
      cursor = run.cursor;
      return run.state;
    },
  };
}

function beginsWith(rules: readonly CampaignStep[], change: Partial<Surroundings> | null): RecoveryState {
  const snapshot: RecoverySnapshot = {
    ...{ rules, timeScale: 1, timeZone: 'UTC', idleMs: hourMs, customer: 'new', channels: ['email'] },
    ...{ campaignPaused: false, end: null },
    cart: { stage: 'cart', valueMinor: null, currency: null, items: 1, lastActivityAt: abandonedAt - hourMs },
    ...change,
  };
  return advance(beginRecovery({ abandonedAt }), { kind: 'context_read', snapshot });
}

/** A story of one recovery, as its workflow would live through it, and all that was decided in it. */
function decisionsOf(rules: readonly CampaignStep[], begin: Surroundings, story: readonly Happening[], by: Decider) {
  const decisions: (readonly [at: number, ...Decision])[] = [];
  let nowMs = abandonedAt;
  let surroundings = begin;
  let state = beginsWith(rules, begin);
  let answer: Extract<Happening, { kind: 'answer' }>['answer'] = 'sent';
  const read = () => {
    state = advance(state, { kind: 'reading_context' });
    state = advance(state, { kind: 'context_read', snapshot: { ...surroundings, rules, end: null } });
  };
  /** Decides until the world has to do something; each rule is done once, and a reading is followed by a decision. */
  const settle = (): Decision => {
    for (let turn = 0; turn <= 2 * rulesMax + 2; turn++) {
      const decision = by.decide(state, nowMs);
      decisions.push([nowMs, ...decision]);
      const [what, stepId, detail] = decision;
      if (what === 'read') read();
      else if (what === 'skip' && stepId !== null) state = by.settle(state, [notSent(stepId, detail, nowMs)], stepId);
      else if (what === 'send' && stepId !== null) {
        if (answer === 'postponed') state = advance(state, { kind: 'postponed', until: nowMs + hourMs });
        else
          state = by.settle(
            state,
            [answer === 'sent' ? sent(stepId, nowMs) : notSent(stepId, 'frequency_cap', nowMs)],
            stepId,
          );
      } else return decision;
    }
    throw new Error('the decisions do not come to a rest');
  };
  for (const happening of story) {
    const [what, , until] = settle();
    switch (happening.kind) {
      case 'event':
        state = advance(state, happening.event);
        break;
      case 'time':
        nowMs += happening.ms;
        break;
      case 'to_the_end_of_the_wait':
        nowMs = what === 'wait' ? Math.max(nowMs, until as number) : nowMs;
        break;
      case 'change':
        surroundings = {
          ...surroundings,
          channels: happening.to.channels,
          cart: { ...surroundings.cart, stage: happening.to.stage },
        };
        break;
      case 'answer':
        answer = happening.answer;
        break;
    }
  }
  settle();
  return { decisions, state };
}

const sent = (ruleId: string, at: number): StepResult => ({ kind: 'sent', ruleId, channel: 'email', at });
const notSent = (ruleId: string, reason: unknown, at: number): StepResult =>
  ({ kind: 'not_sent', ruleId, channel: null, reason, at }) as StepResult;

describe('the flow of rules', () => {
  test('decides whatever the rules decide, at the same times, in every story', () => {
    fc.assert(
      fc.property(anyRules, anySnapshot, anyStory, (rules, begin, story) => {
        const flow = decisionsOf(rules, begin, story, byFlow(rules));
        expect(flow).toEqual(decisionsOf(rules, begin, story, byRules()));
      }),
      { numRuns: 1_500 },
    );
  });

  test('keeps the ids of the rules, which messages are known by', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const sends = compileRules(rules, 1).steps.filter(({ kind }) => kind === 'send');
        expect(sends.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
      }),
    );
  });
});

test('every message of a flow has a latest time, its own or the usual one', () => {
  fc.assert(
    fc.property(anyFlow, ({ version: _, ...flow }) => {
      const followed = flowOf({ rules: [], flow }, 3);
      expect(followed).toMatchObject({ ...flow, steps: flow.steps.map(({ id }) => ({ id })), version: 3 });
      for (const step of followed.steps)
        if (step.kind === 'send') {
          const written = flow.steps.find(({ id }) => id === step.id);
          expect(step.staleAfterMs).toBe((written?.kind === 'send' && written.staleAfterMs) || usualStaleAfterMs);
        }
    }),
  );
});
