import fc from 'fast-check';
import { channels } from '../domain/channel.ts';
import { dayMs, hourMs, minuteMs } from '../domain/duration.ts';
import { afterMessage, afterPass, enterFlow, type FlowRun } from '../domain/flow/advance-flow.ts';
import type { Flow, FlowConditions, FlowEvent, FlowStep, SendStep } from '../domain/flow/flow.ts';
import type { SeenEvent } from '../domain/flow/flow-event.ts';
import type { FlowFacts } from '../domain/flow/flow-facts.ts';
import { edgesOfFlow, leastTimesFrom } from '../domain/flow/flow-graph.ts';
import { type Fates, movePeople } from '../domain/flow/move-people.ts';
import { nextMove } from '../domain/flow/next-move.ts';
import type { TimeWindow } from '../domain/flow/time-window.ts';
import type { ReasonCode } from '../domain/reason-code.ts';
import type { RecoverySnapshot, StepResult } from '../domain/recovery.ts';
import { advance, beginRecovery, type RecoveryEvent } from '../domain/recovery-state.ts';

/** Arbitrary flows, and the life of a recovery in one: what its workflow would do, without a world. */

const stepsMax = 9;
const anyTime = fc.constantFrom('00:00', '01:30', '02:30', '07:00', '12:15', '21:00', '23:30');
const anyWindow = fc.tuple(anyTime, anyTime).filter(([from, until]) => from !== until);
const anyWindowObject = anyWindow.map(([from, until]) => ({ from, until }));
const anyEventName: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.record({
    name: fc.constantFrom('message_clicked' as const, 'checkout_started' as const, 'order_placed' as const),
    key: fc.constantFrom('cart' as const, 'person' as const),
  }),
  fc.constant({ name: 'consent_granted' as const, key: 'person' as const }),
);
const anyConditions: fc.Arbitrary<FlowConditions> = fc.record(
  {
    clicked: fc.boolean(),
    messagesMax: fc.constantFrom(1, 2),
    customer: fc.constantFrom('new' as const, 'returning' as const),
    probabilityMin: fc.constantFrom(0.2, 0.8),
  },
  { requiredKeys: [] },
);
/** A step that names others by how far they stand behind it, and a wait before it where that is `back`. */
interface Sketch {
  readonly kind: 'send' | 'duration' | 'window' | 'event' | 'first_due' | 'branch' | 'split' | 'offer' | 'goal';
  readonly ahead: readonly [number, number];
  readonly back: number | null;
  readonly channel: SendStep['channel'];
  readonly window: TimeWindow;
  readonly maybeWindow: SendStep['window'];
  readonly staleAfterMs: number | null;
  readonly ms: number;
  readonly event: FlowEvent;
  readonly when: FlowConditions;
  readonly by: 'recovery' | 'person';
}
const anySketch: fc.Arbitrary<Sketch> = fc.record({
  kind: fc.constantFrom(
    'send',
    'send',
    'send',
    'duration',
    'window',
    'event',
    'first_due',
    'branch',
    'split',
    'offer',
    'goal',
  ),
  ahead: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  back: fc.option(fc.nat(stepsMax)),
  channel: fc.constantFrom(...channels, 'all' as const),
  window: anyWindowObject,
  maybeWindow: fc.option(anyWindowObject),
  staleAfterMs: fc.constantFrom(null, 2 * hourMs, dayMs),
  ms: fc.constantFrom(minuteMs, hourMs, dayMs, 3 * dayMs),
  event: anyEventName,
  when: anyConditions,
  by: fc.constantFrom('recovery' as const, 'person' as const),
});

/** Valid by construction: every way leads onward, and back to a wait that takes time only. */
export const anyFlow: fc.Arbitrary<Flow> = fc
  .record({
    sketches: fc.array(anySketch, { minLength: 1, maxLength: stepsMax }),
    messagesMax: fc.integer({ min: 1, max: 4 }),
    exits: fc.array(anyEventName, { maxLength: 1 }),
  })
  .map(({ sketches, messagesMax, exits }) => {
    const all: readonly FlowStep[] = [
      ...sketches.flatMap((sketch, index) => stepsFrom(sketch, index, sketches)),
      { id: 'end', kind: 'end' },
    ];
    const reached = leastTimesFrom('s0', edgesOfFlow({ steps: all }));
    const steps = all.filter(({ id }) => id === 's0' || reached.has(id));
    return { version: 1, entry: {}, exits, messagesMax, start: 's0', steps };
  });

function stepsFrom(sketch: Sketch, index: number, sketches: readonly Sketch[]): readonly FlowStep[] {
  const ahead = (by: number) => (index + by < sketches.length ? `s${index + by}` : 'end');
  const id = `s${index}`;
  const next = ahead(sketch.ahead[0]);
  const other = ahead(sketch.ahead[1]);
  const { kind, channel, window, maybeWindow, staleAfterMs, ms, event, when, by } = sketch;
  const send = (sendId: string, to: string): FlowStep => ({
    ...{ id: sendId, kind: 'send', channel, template: 'one', conditions: {}, probabilityMin: null },
    ...{ window: maybeWindow, staleAfterMs, next: to },
  });
  const isWaitBefore = sketch.back !== null && sketch.back < index && sketches[sketch.back]?.kind === 'duration';
  switch (kind) {
    case 'send':
      return [send(id, next)];
    case 'duration':
      return [{ id, kind: 'wait', until: 'duration', ms, next }];
    case 'window':
      return [{ id, kind: 'wait', until: 'window', window, next }];
    case 'event':
      return [{ id, kind: 'wait', until: 'event', event, withinMs: ms, next, onTimeout: other }];
    case 'first_due': {
      const touches = [
        { send: `${id}a`, delayMs: ms, localTime: null },
        { send: `${id}b`, delayMs: hourMs, localTime: window.from },
      ];
      return [{ id, kind: 'wait', until: 'first_due', touches, next }, send(`${id}a`, id), send(`${id}b`, id)];
    }
    case 'branch':
      return [{ id, kind: 'branch', paths: [{ when, next }], otherwise: isWaitBefore ? `s${sketch.back}` : other }];
    case 'split':
      return [
        {
          ...{ id, kind: 'split', by },
          ...(ms === hourMs && { allocation: 'learning' as const, floorPercent: 10, goal: 'revenue' as const }),
          ...(ms === dayMs && { allocation: 'personal' as const, baselinePercent: 30 }),
          arms: [
            { id: 'a', share: 1, next },
            { id: 'b', share: 2, next: other },
          ],
        },
      ];
    case 'offer':
      return [{ id, kind: 'offer', offer: 'ten-percent', next }];
    case 'goal':
      return [{ id, kind: 'goal', next }];
  }
}

/** What happens in a story; between any two, the recovery does what it can. */
export type Happening =
  | { readonly kind: 'heard'; readonly event: RecoveryEvent }
  | { readonly kind: 'seen'; readonly name: SeenEvent['name']; readonly own: boolean }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'to_the_end_of_the_wait' }
  | { readonly kind: 'answer'; readonly answer: 'sent' | 'refused' | 'postponed' }
  | { readonly kind: 'new_version'; readonly flow: Flow; readonly fates: Fates };

const anyHeard = fc.constantFrom<RecoveryEvent[]>(
  { kind: 'wait_skipped' },
  { kind: 'paused_by_operator', paused: true },
  { kind: 'paused_by_operator', paused: false },
  { kind: 'campaign_paused', paused: true },
  { kind: 'predicted', prediction: { kind: 'known', probability: 0.5 } },
  { kind: 'consent_changed', channel: 'sms', status: 'denied' },
  { kind: 'consent_changed', channel: 'sms', status: 'granted' },
);
const anyOrdinary: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'to_the_end_of_the_wait' } as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('heard' as const), event: anyHeard }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 0, max: 3 * dayMs }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('seen' as const),
      name: fc.constantFrom('message_clicked' as const, 'checkout_started' as const, 'order_placed' as const),
      own: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      answer: fc.constantFrom('sent' as const, 'sent' as const, 'refused' as const, 'postponed' as const),
    }),
  },
);
export const anyStory: fc.Arbitrary<readonly Happening[]> = fc.array(anyOrdinary, { maxLength: 25 });
/** With new versions that share ids with the first, and send some back to its beginning. */
export const anyStoryOfVersions: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: anyOrdinary },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('new_version' as const),
        flow: anyFlow,
        fates: fc.dictionary(
          fc.nat(stepsMax).map((index) => `s${index}`),
          fc.constantFrom({ kind: 'moves', to: 's0' } as const, { kind: 'stays' } as const),
        ),
      }),
    },
  ),
  { maxLength: 25 },
);

export interface Life {
  readonly sent: readonly {
    readonly messageId: string;
    readonly channel: string;
    readonly at: number;
    readonly step: SendStep;
  }[];
  readonly skipped: readonly { readonly messageId: string; readonly reason: string }[];
  /** Why it went on from each step. */
  readonly passed: readonly string[];
  /** When the context was read again, epoch milliseconds. */
  readonly read: readonly number[];
  readonly endedAt: number;
  readonly reason: string;
  readonly seen: readonly SeenEvent[];
}

export interface Begin {
  readonly flow: Flow;
  readonly at: number;
  readonly timeZone: string;
  readonly channels: RecoverySnapshot['channels'];
}
export const anyBegin = fc.record({
  flow: anyFlow,
  at: fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2029, 0) }),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'),
  channels: fc.subarray([...channels], { minLength: 1 }),
});

/** More turns than any valid flow can take: who goes on after them never ends. */
const turnsMax = 20_000;

/** Lives through a story, and then on to the end without anything happening any more. */
export function liveThrough(begin: Begin, story: readonly Happening[]): Life {
  let { flow } = begin;
  let nowMs = begin.at;
  let readAt = begin.at;
  let answer: Extract<Happening, { kind: 'answer' }>['answer'] = 'sent';
  const seen: SeenEvent[] = [];
  const sent: Life['sent'][number][] = [];
  const skipped: Life['skipped'][number][] = [];
  const passed: string[] = [];
  const read: number[] = [];
  const snapshot: RecoverySnapshot = {
    ...{ rules: [], timeScale: 1, timeZone: begin.timeZone, idleMs: hourMs, customer: 'new', channels: begin.channels },
    ...{ campaignPaused: false, end: null },
    cart: { stage: 'cart', valueMinor: null, currency: null, items: 1, lastActivityAt: begin.at - hourMs },
  };
  const state = advance(beginRecovery({ abandonedAt: begin.at }), { kind: 'context_read', snapshot });
  const factsOf = (run: Pick<FlowRun, 'state'>): FlowFacts => ({
    ...{ recoveryId: 'recovery', customerId: 'customer', cartId: 'cart', enteredAt: begin.at, readAt },
    ...{ state: run.state, events: seen, ordersBefore: 0 },
  });
  const entry = enterFlow(flow, factsOf({ state }));
  if (entry.kind !== 'enters') throw new Error('an arbitrary flow takes everybody in');
  let run: FlowRun = { cursor: entry.cursor, state };
  const rest = [...story];
  for (let turn = 0; turn < turnsMax; turn++) {
    const move = nextMove(flow, run.cursor, factsOf(run), nowMs);
    switch (move.kind) {
      case 'end':
        return { sent, skipped, passed, read, endedAt: nowMs, reason: move.end.reason, seen };
      case 'pass':
        passed.push(`${move.why.stepId} ${move.why.kind}`);
        run = afterPass(run, move);
        continue;
      case 'read':
        readAt = nowMs;
        read.push(nowMs);
        hear({ kind: 'reading_context' });
        hear({ kind: 'context_read', snapshot: { ...snapshot, channels: run.state.snapshot?.channels ?? [] } });
        continue;
      case 'skip':
        skipped.push({ messageId: move.messageId, reason: move.reason });
        run = afterMessage(flow, run, move, [notSent(move.messageId, nowMs, move.reason)]);
        continue;
      case 'send': {
        if (answer === 'postponed') {
          hear({ kind: 'postponed', until: nowMs + hourMs });
          answer = 'sent';
          continue;
        }
        const results = move.channels.map((channel): StepResult => {
          if (answer === 'refused') return notSent(move.messageId, nowMs);
          sent.push({ messageId: move.messageId, channel, at: nowMs, step: move.step });
          return { kind: 'sent', ruleId: move.messageId, channel, at: nowMs };
        });
        run = afterMessage(flow, run, move, results);
        continue;
      }
      case 'wait':
      case 'paused':
      case 'await_prediction':
        break;
    }
    const happening = rest.shift();
    if (!happening) {
      if (move.kind === 'wait') nowMs = move.untilMs;
      else if (move.kind === 'await_prediction') hear({ kind: 'predicted', prediction: { kind: 'unavailable' } });
      else {
        hear({ kind: 'paused_by_operator', paused: false });
        hear({ kind: 'campaign_paused', paused: false });
      }
      continue;
    }
    switch (happening.kind) {
      case 'heard':
        hear(happening.event);
        break;
      case 'seen':
        seen.push({ name: happening.name, cartId: happening.own ? 'cart' : 'other', at: nowMs });
        break;
      case 'time':
        nowMs += happening.ms;
        break;
      case 'to_the_end_of_the_wait':
        if (move.kind === 'wait') nowMs = move.untilMs;
        break;
      case 'answer':
        answer = happening.answer;
        break;
      case 'new_version': {
        const to = { ...happening.flow, version: flow.version + 1, exits: flow.exits, messagesMax: flow.messagesMax };
        const waiting = { flow, cursor: run.cursor, facts: factsOf(run) };
        const [moved] = movePeople(to, happening.fates, [waiting], { nowMs, releasesPerMinute: 1 }).people;
        if (moved?.kind !== 'moves') break;
        flow = to;
        run = { ...run, cursor: moved.cursor };
        break;
      }
    }
  }
  throw new Error('the flow does not end');

  function hear(event: RecoveryEvent): void {
    run = { ...run, state: advance(run.state, event) };
  }
}

function notSent(ruleId: string, at: number, reason: ReasonCode = 'frequency_cap'): StepResult {
  return { kind: 'not_sent', ruleId, channel: null, reason, at };
}
