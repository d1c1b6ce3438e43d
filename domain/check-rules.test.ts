import { describe, expect, test } from 'vitest';
import type { CampaignStep } from './campaign.ts';
import { checkRules, type RuleFacts } from './check-rules.ts';
import { dayMs, hourMs } from './duration.ts';

const email: CampaignStep = {
  ...{ id: 'one', trigger: 'cart_abandoned', delayMs: hourMs, channel: 'email', template: 'reminder' },
  conditions: {},
};
const facts: RuleFacts = {
  templates: new Map([
    ['reminder', ['email', 'sms', 'push']],
    ['letter', ['email']],
  ]),
  channelsWithProvider: ['email', 'sms'],
  cap: { messages: 4, periodMs: 7 * dayMs },
  followsBrowsing: true,
  recent: { carts: 0, currencies: ['EUR'], messages: new Map() },
};
const told = (rules: readonly CampaignStep[], change: Partial<RuleFacts> = {}) =>
  checkRules(rules, { ...facts, ...change }).map(({ code, path, channel, otherStepId }) =>
    [code, path, channel ?? otherStepId].filter((part) => part !== null),
  );

test('rules without fault have no findings', () => {
  expect(told([email, { ...email, id: 'two', delayMs: dayMs, channel: 'sms' }])).toEqual([]);
});

describe('a problem is', () => {
  test('a template that does not exist', () => {
    expect(told([{ ...email, template: 'gone' }])).toEqual([['template_unknown', 'rules.0.template']]);
  });

  test('a template without a text for the only channel; of all channels one is enough', () => {
    expect(told([{ ...email, template: 'letter', channel: 'sms' }])).toEqual([
      ['template_without_channel', 'rules.0.template', 'sms'],
    ]);
    expect(told([{ ...email, template: 'letter', channel: 'all' }])).toEqual([]);
  });

  test('a text without a way out where nobody can answer its sender (field 39)', () => {
    const change = { templatesWithoutWayOut: new Set(['reminder']) };
    for (const channel of ['sms', 'all'] as const)
      expect(told([{ ...email, channel }], change)).toEqual([['sms_no_way_out', 'rules.0.template', 'sms']]);
    expect(told([email], change)).toEqual([]);
    expect(told([{ ...email, channel: 'sms' }])).toEqual([]);
  });

  test('a channel that nobody sends on', () => {
    expect(told([{ ...email, channel: 'push' }])).toEqual([['no_provider', 'rules.0.channel', 'push']]);
  });

  test('a probability that excludes its own trigger', () => {
    const step: CampaignStep = {
      ...{ ...email, trigger: 'prediction_high', probabilityMin: 0.7 },
      conditions: { probabilityMax: 0.5 },
    };
    expect(told([step])).toEqual([['never_true', 'rules.0.conditions.probabilityMax']]);
  });
});

describe('a warning is', () => {
  test('a wait of more than two weeks', () => {
    expect(told([{ ...email, delayMs: 14 * dayMs }])).toEqual([]);
    expect(told([{ ...email, delayMs: 14 * dayMs + 1 }])).toEqual([['late', 'rules.0.delayMs']]);
  });

  test('an SMS that gets longer than the store allows, with its parts and what they cost (field 31)', () => {
    const sms = { parts: 4, partsMax: 3, cost: { currency: 'EUR', micros: 332_400 } };
    const step = { ...email, channel: 'sms' } as const;
    const found = (parts: number) =>
      checkRules([step, { ...email, id: 'mail' }], {
        ...facts,
        longestSms: new Map([['reminder', { ...sms, parts }]]),
      });
    expect(found(4).filter(({ code }) => code === 'sms_over_parts')).toEqual([
      expect.objectContaining({ severity: 'warning', path: 'rules.0.template', stepId: 'one', channel: 'sms', sms }),
    ]);
    expect(found(3).filter(({ code }) => code === 'sms_over_parts')).toEqual([]);
  });

  test.for([
    ['20:59', false],
    ['21:00', true],
    ['07:59', true],
    ['08:00', false],
  ] as const)('a message at %s: %s', ([localTime, warned]) => {
    expect(told([{ ...email, trigger: 'time_based', localTime }])).toEqual(
      warned ? [['at_night', 'rules.0.localTime']] : [],
    );
  });

  test('two steps at the same moment for the same person, not for different stages', () => {
    const twin: CampaignStep = { ...email, id: 'two', template: 'letter' };
    expect(told([email, twin])).toEqual([['same_moment', 'rules.1.delayMs', 'one']]);
    expect(told([email, { ...twin, conditions: { stages: ['payment'] } }])).toEqual([]);
  });

  test('the same template twice on one channel', () => {
    expect(told([email, { ...email, id: 'two', delayMs: dayMs }])).toEqual([
      ['same_message', 'rules.1.template', 'one'],
    ]);
  });

  test('a step that the cap stops, and only within the cap’s period', () => {
    const cap = { messages: 1, periodMs: 7 * dayMs };
    const second: CampaignStep = { ...email, id: 'two', template: 'letter', delayMs: dayMs };
    expect(told([email, second], { cap })).toEqual([['over_cap', 'rules.1.channel', 'email']]);
    expect(told([email, { ...second, delayMs: 8 * dayMs }], { cap })).toEqual([]);
  });

  test('a stage that the store does not follow', () => {
    const step: CampaignStep = { ...email, conditions: { stages: ['browsing'] } };
    expect(told([step], { followsBrowsing: false })).toEqual([['browsing_off', 'rules.0.conditions.stages']]);
  });

  test('an amount in a store of several currencies, unless one is named', () => {
    const recent = { carts: 2, currencies: ['EUR', 'JPY'], messages: new Map() };
    const conditions = { valueMinorMin: 1_000 };
    expect(told([{ ...email, conditions }], { recent })).toEqual([
      ['value_without_currency', 'rules.0.conditions.currencies'],
    ]);
    expect(told([{ ...email, conditions: { ...conditions, currencies: ['EUR'] } }], { recent })).toEqual([]);
  });

  test('a step that none of many recent carts would get; few carts prove nothing', () => {
    const recent = (carts: number) => ({ carts, currencies: ['EUR'], messages: new Map() });
    expect(told([email], { recent: recent(20) })).toEqual([['nobody_reached', 'rules.0.conditions']]);
    expect(told([email], { recent: recent(19) })).toEqual([]);
  });
});
