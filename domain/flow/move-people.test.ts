import { describe, expect, test } from 'vitest';
import { type Begin, type Happening, liveThrough } from '../../test/flow-story.ts';
import { dayMs, hourMs, minuteMs } from '../duration.ts';
import type { RecoverySnapshot } from '../recovery.ts';
import { advance, beginRecovery } from '../recovery-state.ts';
import type { Flow, FlowStep, SendStep } from './flow.ts';
import { cursorAt, cursorAtStart } from './flow-cursor.ts';
import type { FlowFacts } from './flow-facts.ts';
import { checkMove, type Fates, movePeople, type Waiting } from './move-people.ts';
import { nextMove } from './next-move.ts';

const at = Date.UTC(2026, 5, 1, 12);
const send = (id: string, next: string, change: Partial<SendStep> = {}): SendStep => ({
  ...{ id, kind: 'send', channel: 'email', template: id, conditions: {} },
  ...{ probabilityMin: null, window: null, staleAfterMs: null, next },
  ...change,
});
const wait = (id: string, ms: number, next: string): FlowStep => ({ id, kind: 'wait', until: 'duration', ms, next });
const flowOf = (version: number, steps: readonly FlowStep[]): Flow => ({
  ...{ version, entry: {}, exits: [], messagesMax: 5, start: steps[0]?.id ?? '' },
  steps: [...steps, { id: 'end', kind: 'end' }],
});
const old = flowOf(1, [send('hello', 'week'), wait('week', 7 * dayMs, 'mail'), send('mail', 'end')]);

/** People who wait at a step since so many days, and whose messages went out. */
function waitingAt(stepId: string, days: readonly number[], flow = old): readonly Waiting[] {
  return days.map((day, index) => {
    const begin = at - day * dayMs;
    const snapshot: RecoverySnapshot = {
      ...{ rules: [], timeScale: 1, timeZone: 'UTC', idleMs: hourMs, customer: 'new', channels: ['email'] },
      ...{ campaignPaused: false, end: null },
      cart: { stage: 'cart', valueMinor: null, currency: null, items: 1, lastActivityAt: begin - hourMs },
    };
    const read = advance(beginRecovery({ abandonedAt: begin }), { kind: 'context_read', snapshot });
    const facts: FlowFacts = {
      ...{ recoveryId: `r${index}`, customerId: `c${index}`, cartId: 'cart', enteredAt: begin, readAt: begin },
      ...{ state: advance(read, { kind: 'step_done', ruleId: 'hello', results: [] }), events: [], ordersBefore: 0 },
    };
    return { flow, cursor: cursorAt(cursorAtStart(flow, begin), stepId, begin), facts };
  });
}
const moveAll = (to: Flow, fates: Fates, people: readonly Waiting[]) =>
  movePeople(to, fates, people, { nowMs: at, releasesPerMinute: 2 });

describe('those who wait at a step that the new version does not have', () => {
  const without = flowOf(2, [send('hello', 'day'), wait('day', dayMs, 'mail'), send('mail', 'end')]);
  const people = waitingAt('week', [1, 2]);

  test('need one stated fate, or nothing is moved (field 1)', () => {
    expect(checkMove(without, {}, people)).toEqual([
      { code: 'fate_missing', path: 'fates.week', stepId: 'week', people: 2 },
    ]);
    expect(moveAll(without, {}, people).people.map(({ kind }) => kind)).toEqual(['stays', 'stays']);
  });

  test('also where another kind of step has taken its id', () => {
    expect(checkMove(flowOf(2, [send('week', 'end')]), {}, people)).toMatchObject([{ code: 'fate_missing' }]);
  });

  test('finish where they are, move to a step that there is, or leave, as stated', () => {
    const counts = { stepId: 'week', stays: 0, leaves: 0, waits: 0, released: 0 };
    const fate = (one: Fates[string]) => moveAll(without, { week: one }, people);
    expect(fate({ kind: 'stays' }).counts).toEqual([{ ...counts, stays: 2 }]);
    expect(fate({ kind: 'moves', to: 'day' }).counts).toEqual([{ ...counts, waits: 2 }]);
    expect(fate({ kind: 'leaves' }).counts).toEqual([{ ...counts, leaves: 2 }]);
    expect(fate({ kind: 'leaves' }).people[0]).toMatchObject({
      end: { outcome: 'stopped', reason: 'campaign_changed' },
    });
  });

  test('cannot be sent to a step that there is not', () => {
    const fates: Fates = { week: { kind: 'moves', to: 'gone' } };
    expect(checkMove(without, fates, people)).toEqual([
      { code: 'target_unknown', path: 'fates.week.to', stepId: 'week', people: 2 },
    ]);
    expect(moveAll(without, fates, people).people.map(({ kind }) => kind)).toEqual(['stays', 'stays']);
  });
});

describe('a wait that becomes shorter', () => {
  const shorter = flowOf(2, [send('hello', 'week'), wait('week', 2 * dayMs, 'mail'), send('mail', 'end')]);
  const people = waitingAt('week', [1, 3, 4, 5, 6]);
  const { people: moved, counts } = moveAll(shorter, {}, people);
  const movesAt = (flow: Flow, nowMs: number) =>
    moved.map((one, index) => (one.kind === 'moves' ? nextMove(flow, one.cursor, people[index]!.facts, nowMs) : null));

  test('counts before it is saved who goes on waiting and who is released (field 2)', () => {
    expect(counts).toEqual([{ stepId: 'week', stays: 0, leaves: 0, waits: 1, released: 4 }]);
  });

  test('releases people at the given rate (field 2)', () => {
    const released = moved.flatMap((one) => (one.kind === 'moves' ? [one.cursor.notBefore - at] : []));
    expect(released).toEqual([0, 0, 0, minuteMs, minuteMs]);
    expect(movesAt(shorter, at)).toMatchObject([
      { kind: 'wait', untilMs: at + dayMs },
      ...[{ kind: 'pass' }, { kind: 'pass' }],
      ...[
        { kind: 'wait', untilMs: at + minuteMs },
        { kind: 'wait', untilMs: at + minuteMs },
      ],
    ]);
  });

  test('has the context read anew for those whom it releases, and sends nothing outside the window', () => {
    const [, early] = movesAt(shorter, at);
    if (early?.kind !== 'pass') throw new Error('the second one is released');
    const { facts } = people[1]!;
    expect(nextMove(shorter, early.cursor, facts, at).kind).toBe('read');
    expect(nextMove(shorter, early.cursor, { ...facts, readAt: at }, at).kind).toBe('send');
    const inWindow = (window: SendStep['window']) => ({
      ...{ ...shorter, steps: shorter.steps.map((one) => (one.id === 'mail' ? { ...one, window } : one) as FlowStep) },
    });
    const closed = inWindow({ from: '07:00', until: '11:00' });
    expect(nextMove(closed, early.cursor, { ...facts, readAt: at }, at)).toMatchObject({ untilMs: at + 19 * hourMs });
  });

  test('lets what comes after it begin at the release', () => {
    const again = flowOf(2, [wait('week', 2 * dayMs, 'more'), wait('more', hourMs, 'mail'), send('mail', 'end')]);
    const [, early] = movesAt(again, at);
    if (early?.kind !== 'pass') throw new Error('the second one is released');
    expect(nextMove(again, early.cursor, people[1]!.facts, at)).toMatchObject({ kind: 'wait', untilMs: at + hourMs });
  });

  test('does not make those whom it releases late', () => {
    const strict = {
      ...shorter,
      steps: shorter.steps.map((one) => (one.kind === 'send' ? { ...one, staleAfterMs: hourMs } : one)),
    };
    const [, early] = movesAt(strict, at);
    if (early?.kind !== 'pass') throw new Error('the second one is released');
    expect(nextMove(strict, early.cursor, { ...people[1]!.facts, readAt: at }, at).kind).toBe('send');
  });
});

test('nobody is sent again what went out before, however often they are moved back to the beginning (field 1)', () => {
  const version = (number: number): Flow =>
    flowOf(number, [
      send('hello', 'week'),
      wait('week', dayMs, 'mail'),
      send('mail', 'after'),
      wait('after', dayMs, 'end'),
    ]);
  const back: Fates = { week: { kind: 'moves', to: 'hello' }, after: { kind: 'moves', to: 'hello' } };
  const story = Array.from({ length: 40 }, (_, index): readonly Happening[] => [
    { kind: 'new_version', flow: version(index + 2), fates: back },
    { kind: 'time', ms: 7 * hourMs },
    { kind: 'to_the_end_of_the_wait' },
  ]).flat();
  const begin: Begin = { flow: version(1), at, timeZone: 'UTC', channels: ['email'] };
  const life = liveThrough(begin, story);
  expect(life.sent.map(({ messageId }) => messageId)).toEqual(['hello', 'mail']);
  expect(life.passed).toContain('hello decided_before');
});
