import { describe, expect, test } from 'vitest';
import { type Units, usageBreaches } from './usage-equals-the-ledger.ts';

const units = (meter: Units['meter'], quantity: number, channel = '', country = ''): Units => ({
  ...{ meter, quantity, channel, country },
});

describe('what is metered', () => {
  test('is what happened, whatever the parts that both are counted in', () => {
    const metered = [units('events', 3), units('events', 4), units('messages', 2, 'email', 'AT')];
    expect(usageBreaches(metered, [units('events', 7), units('messages', 2, 'email', 'AT')])).toEqual([]);
  });

  test.for([
    ['one more', [units('events', 8)], 'events: 7 happened, 8 were metered'],
    ['one less', [units('events', 6)], 'events: 7 happened, 6 were metered'],
    ['nothing', [], 'events: 7 happened, 0 were metered'],
  ] as const)('and is %s is said', ([, metered, said]) => {
    expect(usageBreaches(metered, [units('events', 7)])).toEqual([said]);
  });

  test('and is of another channel or country is said of both', () => {
    expect(usageBreaches([units('messages', 1, 'sms', 'AT')], [units('messages', 1, 'email', 'AT')])).toHaveLength(2);
  });

  test('and never happened is said', () => {
    expect(usageBreaches([units('predictions', 1)], [])).toEqual(['predictions: 0 happened, 1 were metered']);
  });
});
