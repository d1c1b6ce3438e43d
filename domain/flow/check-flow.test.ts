import { describe, expect, test } from 'vitest';
import { dayMs, hourMs } from '../duration.ts';
import { checkFlow, type FlowSurroundings } from './check-flow.ts';
import { compileRules } from './compile-rules.ts';
import type { Flow, FlowStep, SendStep } from './flow.ts';

const facts: FlowSurroundings = {
  templates: new Map([
    ['reminder', ['email', 'sms']],
    ['letter', ['email']],
  ]),
  channelsWithProvider: ['email', 'sms'],
  cap: { messages: 4, periodMs: 7 * dayMs },
  followsBrowsing: true,
  recent: { carts: 0, currencies: [], messages: new Map() },
  linkLifeMs: 20 * dayMs,
};
const send = (id: string, next: string, change: Partial<SendStep> = {}): SendStep => ({
  ...{ id, kind: 'send', channel: 'email', template: 'reminder', conditions: {} },
  ...{ probabilityMin: null, window: null, staleAfterMs: null, next },
  ...change,
});
const wait = (id: string, hours: number, next: string): FlowStep => ({
  ...{ id, kind: 'wait', until: 'duration', ms: hours * hourMs, next },
});
const end: FlowStep = { id: 'end', kind: 'end' };
const flowOf = (steps: readonly FlowStep[], change: Partial<Flow> = {}): Flow => ({
  ...{ version: 1, entry: {}, exits: [], messagesMax: 3, start: steps[0]?.id ?? 'none', steps },
  ...change,
});
const told = (steps: readonly FlowStep[], change: Partial<Flow> = {}) =>
  checkFlow(flowOf(steps, change), facts).map(({ code, path, otherStepId, channel }) =>
    [code, path, otherStepId ?? channel].filter((part) => part !== null),
  );

test('a flow without fault has no findings', () => {
  expect(told([wait('hour', 1, 'mail'), send('mail', 'end'), end])).toEqual([]);
});

test('the flow of rules has the shape of a flow', () => {
  const rule = { id: 'one', trigger: 'cart_abandoned', delayMs: hourMs, channel: 'sms', conditions: {} } as const;
  const flow = compileRules(
    [
      { ...rule, template: 'reminder' },
      { ...rule, id: 'two', delayMs: 72 * hourMs, template: 'reminder' },
    ],
    1,
  );
  expect(checkFlow(flow, facts)).toEqual([]);
});

describe('an offer', () => {
  const known: FlowSurroundings = {
    ...facts,
    offers: new Set(['ten-percent']),
    templates: new Map([...facts.templates, ['own-offer', ['email']]]),
    templatesWithOffer: new Set(['own-offer']),
  };
  const offer = (next: string, key = 'ten-percent'): FlowStep => ({ id: 'offer', kind: 'offer', offer: key, next });
  const codes = (steps: readonly FlowStep[]) =>
    checkFlow(flowOf(steps), known).map(({ severity, code, path }) => [severity, code, path]);

  test('before a message that speaks of it is without fault', () => {
    expect(codes([offer('mail'), send('mail', 'end', { template: 'own-offer' }), end])).toEqual([]);
  });

  test('that the store does not have is a problem', () => {
    expect(codes([offer('mail', 'gone'), send('mail', 'end'), end])).toEqual([
      ['problem', 'offer_unknown', 'steps.0.offer'],
    ]);
  });

  test('after the last message is seen by nobody', () => {
    expect(codes([send('mail', 'offer'), offer('end'), end])).toEqual([
      ['warning', 'offer_carried_by_none', 'steps.1'],
    ]);
  });

  test('that a template speaks of, and no step before the message gives, is told', () => {
    const late = [send('mail', 'offer', { template: 'own-offer' }), offer('more'), send('more', 'end'), end];
    expect(codes(late)).toEqual([['warning', 'offer_not_given', 'steps.0.template']]);
  });
});

describe('a problem of the ways is', () => {
  test('a flow without steps', () => {
    expect(told([])).toEqual([
      ['start_unknown', 'start'],
      ['no_message', 'steps'],
    ]);
  });

  test('a step to begin with that there is not', () => {
    expect(told([send('mail', 'end'), end], { start: 'gone' })).toContainEqual(['start_unknown', 'start']);
  });

  test('a next step that there is not, named by its field', () => {
    expect(told([send('mail', 'gone')])).toEqual([
      ['next_unknown', 'steps.0.next'],
      ['no_end', 'steps.0'],
    ]);
    const branch: FlowStep = { id: 'b', kind: 'branch', paths: [{ when: {}, next: 'gone' }], otherwise: 'mail' };
    expect(told([branch, send('mail', 'end'), end])).toEqual([['next_unknown', 'steps.0.paths.0.next']]);
  });

  test('a step that no way leads to', () => {
    expect(told([send('mail', 'end'), end, send('island', 'end')])).toEqual([['unreachable', 'steps.2']]);
  });

  test('two steps of one id', () => {
    expect(told([send('mail', 'end'), end, { ...end }])).toEqual([['id_duplicate', 'steps.2.id', 'end']]);
  });

  test('a way without end', () => {
    expect(told([send('mail', 'again'), wait('again', 1, 'mail')]).map(([code]) => code)).toEqual(['no_end', 'no_end']);
  });

  test('a loop that no wait holds up, named once; a time window and an event that may be seen already hold up nothing', () => {
    const branch: FlowStep = { id: 'b', kind: 'branch', paths: [{ when: {}, next: 'end' }], otherwise: 'mail' };
    expect(told([send('mail', 'b'), branch, end])).toEqual([['loop_without_wait', 'steps.0']]);
    const window: FlowStep = {
      ...{ id: 'day', kind: 'wait', until: 'window', window: { from: '09:00', until: '20:00' }, next: 'mail' },
    };
    expect(told([send('mail', 'b'), { ...branch, otherwise: 'day' }, window, end])).toEqual([
      ['loop_without_wait', 'steps.0'],
    ]);
    const event: FlowStep = {
      ...{ id: 'click', kind: 'wait', until: 'event', event: { name: 'message_clicked', key: 'cart' } },
      ...{ withinMs: dayMs, next: 'end', onTimeout: 'mail' },
    };
    expect(told([send('mail', 'b'), { ...branch, otherwise: 'click' }, event, end])).toEqual([]);
    expect(told([send('mail', 'b'), { ...branch, otherwise: 'click' }, { ...event, next: 'mail' }, end])).toEqual([
      ['loop_without_wait', 'steps.0'],
    ]);
  });

  test('a wait for the first of several that is no message, or does not come back', () => {
    const first: FlowStep = {
      ...{ id: 'first', kind: 'wait', until: 'first_due', next: 'end' },
      touches: ['mail', 'end'].map((one) => ({ send: one, delayMs: 0, localTime: null })),
    };
    expect(told([first, send('mail', 'end'), end])).toEqual([
      ['touch_leaves', 'steps.0.touches.0.send'],
      ['touch_not_send', 'steps.0.touches.1.send'],
    ]);
  });

  test('a split without two arms of their own', () => {
    const split = (ids: readonly string[]): FlowStep => ({
      ...{ id: 's', kind: 'split', by: 'person' },
      arms: ids.map((id) => ({ id, share: 1, next: 'mail' })),
    });
    expect(told([split(['a', 'b']), send('mail', 'end'), end])).toEqual([]);
    for (const ids of [['a'], ['a', 'a']])
      expect(told([split(ids), send('mail', 'end'), end])).toEqual([['arms_missing', 'steps.0.arms']]);
  });

  test('a split that chooses for each person, with nothing to choose between', () => {
    const split = (...next: readonly string[]): FlowStep => ({
      ...{ id: 's', kind: 'split', by: 'person', allocation: 'personal' },
      arms: next.map((step, index) => ({ id: `arm-${index}`, share: 1, next: step })),
    });
    const window = { from: '18:00', until: '20:00' };
    const messages = [send('mail', 'end'), send('again', 'end'), send('late', 'end', { window }), end];
    const of = (...next: readonly string[]) =>
      told([split(...next), ...messages]).filter(([code]) => code !== 'unreachable');
    expect(of('mail', 'again')).toEqual([['arms_alike', 'steps.0.arms']]);
    expect(of('mail', 'late')).toEqual([]);
    expect(of('mail', 'end')).toEqual([['arm_sends_nothing', 'steps.0.arms.1']]);
  });

  test.for([0, 31, 1.5, Number.NaN])('%s as the most messages of a recovery', (messagesMax) => {
    expect(told([send('mail', 'end'), end], { messagesMax })).toEqual([['messages_max_wrong', 'messagesMax']]);
  });
});

describe('a problem of a step is', () => {
  test('a template that does not exist, or says nothing on the channel', () => {
    expect(told([send('mail', 'end', { template: 'gone' }), end])).toEqual([['template_unknown', 'steps.0.template']]);
    expect(told([send('mail', 'end', { template: 'letter', channel: 'sms' }), end])).toEqual([
      ['template_without_channel', 'steps.0.template', 'sms'],
    ]);
  });

  test('a channel that nobody sends on', () => {
    expect(told([send('mail', 'end', { channel: 'push' }), end])).toContainEqual([
      'no_provider',
      'steps.0.channel',
      'push',
    ]);
  });

  test('a window that begins when it ends', () => {
    const window = { from: '21:00', until: '21:00' };
    expect(told([send('mail', 'end', { window }), end])).toEqual([['window_empty', 'steps.0.window']]);
    expect(told([send('mail', 'end', { window: { from: '07:00', until: '21:00' } }), end])).toEqual([]);
  });

  test('a wait that outlives the links', () => {
    expect(told([wait('long', 20 * 24, 'mail'), send('mail', 'end'), end])).toEqual([]);
    expect(told([wait('long', 20 * 24 + 1, 'mail'), send('mail', 'end'), end])).toEqual([
      ['wait_too_long', 'steps.0.ms'],
    ]);
  });

  test('an event that is waited for by a key that it does not have (field 3)', () => {
    const event: FlowStep = {
      ...{ id: 'w', kind: 'wait', until: 'event', event: { name: 'consent_granted', key: 'cart' } },
      ...{ withinMs: hourMs, next: 'mail', onTimeout: 'end' },
    };
    expect(told([event, send('mail', 'end'), end])).toEqual([['event_without_key', 'steps.0.event.key']]);
    const exits = [{ name: 'consent_granted', key: 'cart' }] as const;
    expect(told([send('mail', 'end'), end], { exits })).toEqual([['event_without_key', 'exits.0.key']]);
  });

  test('conditions that exclude each other', () => {
    const when = { messagesMin: 2, messagesMax: 1 };
    const branch: FlowStep = { id: 'b', kind: 'branch', paths: [{ when, next: 'mail' }], otherwise: 'end' };
    expect(told([branch, send('mail', 'end'), end])).toEqual([['never_true', 'steps.0.paths.0.when.messagesMax']]);
    expect(told([send('mail', 'end', { probabilityMin: 0.7, conditions: { probabilityMax: 0.5 } }), end])).toEqual([
      ['never_true', 'steps.0.conditions.probabilityMax'],
    ]);
  });
});

describe('a warning is a second text message', () => {
  const sms = { channel: 'sms' } as const;

  test.for([
    [47, [['sms_twice', 'steps.2.channel', 'one']]],
    [48, []],
  ] as const)('%s hours after the first', ([hours, expected]) => {
    expect(told([send('one', 'gap', sms), wait('gap', hours, 'two'), send('two', 'end', sms), end])).toEqual(expected);
  });

  test('on the shortest way between them', () => {
    const branch: FlowStep = { id: 'b', kind: 'branch', paths: [{ when: {}, next: 'two' }], otherwise: 'gap' };
    const steps = [send('one', 'b', sms), branch, wait('gap', 72, 'two'), send('two', 'end', { channel: 'all' }), end];
    expect(told(steps)).toEqual([['sms_twice', 'steps.3.channel', 'one']]);
  });

  test('by a loop to the same step', () => {
    const branch: FlowStep = { id: 'b', kind: 'branch', paths: [{ when: {}, next: 'end' }], otherwise: 'gap' };
    expect(told([send('one', 'b', sms), branch, wait('gap', 24, 'one'), end])).toEqual([
      ['sms_twice', 'steps.0.channel', 'one'],
    ]);
  });

  test('of one wait, where times of day may bring them closer', () => {
    const first = (localTime: string | null): FlowStep => ({
      ...{ id: 'first', kind: 'wait', until: 'first_due', next: 'end' },
      touches: [
        { send: 'one', delayMs: hourMs, localTime },
        { send: 'two', delayMs: 50 * hourMs, localTime: null },
      ],
    });
    const sends = [send('one', 'first', sms), send('two', 'first', sms), end];
    expect(told([first(null), ...sends])).toEqual([]);
    expect(told([first('18:00'), ...sends])).toEqual([['sms_twice', 'steps.2.channel', 'one']]);
  });
});
