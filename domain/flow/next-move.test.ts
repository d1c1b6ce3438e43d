import { describe, expect, test } from 'vitest';
import { type Begin, type Happening, liveThrough } from '../../test/flow-story.ts';
import { dayMs, hourMs, minuteMs } from '../duration.ts';
import type { Flow, FlowStep, SendStep } from './flow.ts';

/** A Monday. */
const at = Date.UTC(2026, 5, 1, 12);
const send = (id: string, next: string, change: Partial<SendStep> = {}): SendStep => ({
  ...{ id, kind: 'send', channel: 'email', template: id, conditions: {} },
  ...{ probabilityMin: null, window: null, staleAfterMs: null, next },
  ...change,
});
const wait = (id: string, ms: number, next: string): FlowStep => ({ id, kind: 'wait', until: 'duration', ms, next });
const flowOf = (steps: readonly FlowStep[], change: Partial<Flow> = {}): Flow => ({
  ...{ version: 1, entry: {}, exits: [], messagesMax: 5, start: steps[0]?.id ?? '' },
  steps: [...steps, { id: 'end', kind: 'end' }],
  ...change,
});
const time = (ms: number): Happening => ({ kind: 'time', ms });
const seen = (name: 'order_placed' | 'message_clicked', own = true): Happening => ({ kind: 'seen', name, own });
const skip: Happening = { kind: 'heard', event: { kind: 'wait_skipped' } };

/** What went out and when, in hours after the abandonment, and how it ended. */
function told(flow: Flow, story: readonly Happening[] = [], change: Partial<Begin> = {}) {
  const life = liveThrough({ flow, at, timeZone: 'UTC', channels: ['email', 'sms'], ...change }, story);
  return [
    ...life.sent.map((one) => `${one.messageId} ${one.channel} @${(one.at - at) / hourMs}`),
    ...life.skipped.map(({ messageId, reason }) => `${messageId} ${reason}`),
    life.reason,
  ];
}

describe('a message goes out', () => {
  test('when the wait before it is over', () => {
    expect(told(flowOf([wait('w', 2 * hourMs, 'mail'), send('mail', 'end')]))).toEqual([
      'mail email @2',
      'no_touch_left',
    ]);
  });

  test('at the beginning of its window, in the person’s zone', () => {
    const window = { from: '07:00', until: '21:00' };
    const flow = flowOf([wait('w', 10 * hourMs, 'mail'), send('mail', 'end', { window })]);
    expect(told(flow)).toEqual(['mail email @19', 'no_touch_left']);
    expect(told(flow, [], { timeZone: 'America/New_York' })).toEqual(['mail email @10', 'no_touch_left']);
  });

  test('inside its window also for an operator who skips the wait', () => {
    const night = { from: '22:00', until: '23:00' };
    const flow = flowOf([wait('w', dayMs, 'mail'), send('mail', 'end', { window: night })]);
    expect(told(flow, [skip, time(0), skip])).toEqual(['mail email @10', 'no_touch_left']);
  });

  test('only to the end of the ceiling, on some of its channels if need be', () => {
    const flow = flowOf([send('one', 'two'), send('two', 'three', { channel: 'all' }), send('three', 'end')], {
      messagesMax: 2,
    });
    expect(told(flow)).toEqual(['one email @0', 'two email @0', 'three message_ceiling', 'no_touch_left']);
  });

  test('again by each visit of a loop, under a name of its own, until the loop is left', () => {
    const more: FlowStep = {
      ...{ id: 'more', kind: 'branch', otherwise: 'end' },
      paths: [{ when: { messagesMax: 2 }, next: 'w' }],
    };
    expect(told(flowOf([wait('w', dayMs, 'mail'), send('mail', 'more'), more]))).toEqual([
      ...['mail email @24', 'mail.2 email @48', 'mail.3 email @72', 'no_touch_left'],
    ]);
  });

  test('never without end: who comes by too often is through', () => {
    const flow = flowOf([wait('w', dayMs, 'again'), { id: 'again', kind: 'goal', next: 'w' }, send('never', 'end')]);
    expect(told(flow)).toEqual(['conditions_not_met']);
  });
});

describe('a wait', () => {
  const flow = flowOf([wait('one', dayMs, 'two'), wait('two', dayMs, 'mail'), send('mail', 'end')]);

  test('begins when the one before it was over by plan, however late that was seen', () => {
    expect(told(flow, [time(30 * hourMs)])).toEqual(['mail email @48', 'no_touch_left']);
  });

  test('is skipped by an operator alone, not with the ones behind it', () => {
    expect(told(flow, [time(hourMs), skip])).toEqual(['mail email @25', 'no_touch_left']);
  });

  test('begins anew when the person comes back and leaves the cart again', () => {
    const back = { kind: 'cart_updated', empty: false, lastActivityAt: at + 30 * hourMs } as const;
    // An hour of idleness is what makes this cart abandoned.
    expect(told(flow, [time(30 * hourMs), { kind: 'heard', event: back }])).toEqual([
      'mail email @55',
      'no_touch_left',
    ]);
  });
});

describe('a message that comes late', () => {
  const flow = flowOf([
    ...[wait('w', hourMs, 'mail'), send('mail', 'gap', { staleAfterMs: 4 * hourMs })],
    ...[wait('gap', dayMs, 'last'), send('last', 'end')],
  ]);

  test('goes out before its latest time, and what follows counts from then', () => {
    expect(told(flow, [time(5 * hourMs)])).toEqual(['mail email @5', 'last email @29', 'no_touch_left']);
  });

  test('is left out after it as stale, and puts nothing else off (field 5)', () => {
    expect(told(flow, [time(5 * hourMs + 1)])).toEqual(['last email @25', 'mail stale', 'no_touch_left']);
  });

  test('is judged on what is true by then; without a latest time, on what was known', () => {
    const readAt = (steps: readonly FlowStep[], story: readonly Happening[]) =>
      liveThrough({ flow: flowOf(steps), at, timeZone: 'UTC', channels: ['email'] }, story).read.map(
        (ms) => (ms - at) / hourMs,
      );
    const strict = [wait('w', hourMs, 'mail'), send('mail', 'end', { staleAfterMs: dayMs })];
    const lenient = [wait('w', hourMs, 'mail'), send('mail', 'end')];
    const postponed: Happening = { kind: 'answer', answer: 'postponed' };
    expect([readAt(strict, []), readAt(strict, [time(5 * hourMs)]), readAt(strict, [postponed])]).toEqual([
      [],
      [5],
      [2],
    ]);
    expect([readAt(lenient, [time(5 * hourMs)]), readAt(lenient, [postponed])]).toEqual([[], []]);
  });

  test('is left out at once when its window opens too late', () => {
    const window = { from: '07:00', until: '21:00' };
    const closed = flowOf([wait('w', 8 * hourMs, 'mail'), send('mail', 'end', { window, staleAfterMs: 6 * hourMs })]);
    const begin: Begin = { flow: closed, at, timeZone: 'UTC', channels: ['email'] };
    expect(told(closed)).toEqual(['mail email @8', 'no_touch_left']);
    const life = liveThrough(begin, [time(9.5 * hourMs)]);
    expect(life.skipped).toEqual([{ messageId: 'mail', reason: 'stale' }]);
    expect(life.endedAt).toBe(at + 9.5 * hourMs);
  });

  test('by a wait until a window that is over again waits for the next one, and is judged by the first', () => {
    const evening: FlowStep = {
      ...{ id: 'evening', kind: 'wait', until: 'window', window: { from: '18:00', until: '20:00' }, next: 'mail' },
    };
    expect(told(flowOf([evening, send('mail', 'end')]), [time(15 * hourMs)])).toEqual([
      'mail email @30',
      'no_touch_left',
    ]);
    const stale = flowOf([evening, send('mail', 'end', { staleAfterMs: dayMs - minuteMs })]);
    expect(told(stale, [time(7 * hourMs)])).toEqual(['mail email @7', 'no_touch_left']);
    expect(told(stale, [time(15 * hourMs)])).toEqual(['mail stale', 'stale']);
  });
});

describe('a wait for an event', () => {
  const event: FlowStep = {
    ...{ id: 'bought', kind: 'wait', until: 'event', event: { name: 'order_placed', key: 'cart' } },
    ...{ withinMs: dayMs, next: 'end', onTimeout: 'remind' },
  };
  const flow = flowOf([wait('w', hourMs, 'bought'), event, send('remind', 'end')]);

  test('takes its time without one', () => {
    expect(told(flow)).toEqual(['remind email @25', 'no_touch_left']);
  });

  test('is over at once for one that came before the wait began', () => {
    expect(told(flow, [seen('order_placed')])).toEqual(['conditions_not_met']);
  });

  test('is over also for one that was told only after its time', () => {
    expect(told(flow, [time(hourMs), time(2 * dayMs)])).toEqual(['remind email @49', 'no_touch_left']);
    const event = { kind: 'heard', event: { kind: 'paused_by_operator', paused: true } } as const;
    const later = [time(hourMs), event, time(2 * dayMs), seen('order_placed')];
    expect(told(flow, later)).toEqual(['conditions_not_met']);
  });

  test('is not over for another cart of the person, unless it is about any (field 3)', () => {
    expect(told(flow, [seen('order_placed', false)])).toEqual(['remind email @25', 'no_touch_left']);
    const any = { ...event, event: { name: 'order_placed', key: 'person' } } as FlowStep;
    expect(told(flowOf([any, send('remind', 'end')]), [seen('order_placed', false)])).toEqual(['conditions_not_met']);
  });

  test('in a loop is not over for what ended it before', () => {
    const click: FlowStep = { ...event, event: { name: 'message_clicked', key: 'cart' }, next: 'gap' } as FlowStep;
    const loop = flowOf([send('remind', 'bought'), click, wait('gap', hourMs, 'remind')], { messagesMax: 2 });
    const steps = loop.steps.map((one) => (one.id === 'bought' ? ({ ...one, onTimeout: 'end' } as FlowStep) : one));
    expect(told({ ...loop, steps }, [time(hourMs), seen('message_clicked')])).toEqual([
      ...['remind email @0', 'remind.2 email @2', 'no_touch_left'],
    ]);
  });
});

describe('an exit', () => {
  const exits = [{ name: 'order_placed', key: 'person' }] as const;
  const flow = flowOf([send('first', 'w'), wait('w', dayMs, 'mail'), send('mail', 'end')], { exits });

  test('ends every wait', () => {
    expect(told(flow, [time(hourMs), seen('order_placed', false)])).toEqual(['first email @0', 'purchased_elsewhere']);
    expect(told(flow, [time(hourMs), seen('order_placed')])).toEqual(['first email @0', 'purchased']);
  });

  test('that is no purchase is a stop', () => {
    const clicked = { ...flow, exits: [{ name: 'message_clicked', key: 'cart' }] } as const;
    expect(told(clicked, [time(hourMs), seen('message_clicked')])).toEqual(['first email @0', 'exit_met']);
  });

  test('ends a recovery that is paused', () => {
    const paused: Happening = { kind: 'heard', event: { kind: 'paused_by_operator', paused: true } };
    expect(told(flow, [paused, time(hourMs), seen('order_placed')])).toEqual(['first email @0', 'purchased']);
  });
});

describe('a branch', () => {
  const branch: FlowStep = {
    ...{ id: 'b', kind: 'branch', otherwise: 'none' },
    paths: [
      { when: { clicked: true }, next: 'clicked' },
      { when: { probabilityMin: 0.4, customer: 'new' }, next: 'likely' },
      { when: { customer: 'new' }, next: 'new' },
    ],
  };
  const flow = flowOf([
    ...[wait('w', hourMs, 'b'), branch],
    ...['clicked', 'likely', 'new', 'none'].map((id) => send(id, 'end')),
  ]);
  const predicted = (probability: number): Happening => ({
    ...{ kind: 'heard', event: { kind: 'predicted', prediction: { kind: 'known', probability } } },
  });

  test.for<[string, readonly Happening[], string]>([
    ['takes the first path that holds', [predicted(0.5), seen('message_clicked')], 'clicked email @1'],
    ['takes a later one where the first does not hold', [predicted(0.5)], 'likely email @1'],
    ['takes the next one below a probability', [predicted(0.3)], 'new email @1'],
    ['waits for a prediction that decides, and goes on without one', [], 'new email @1'],
  ])('%s', ([, story, first]) => {
    expect(told(flow, story)[0]).toBe(first);
  });
});
