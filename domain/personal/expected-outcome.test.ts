import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channels } from '../channel.ts';
import { type CountedMessages, countMessages, type MessageOutcome, messageTraits } from './counted-messages.ts';
import { expectedOutcome, personalReason } from './expected-outcome.ts';
import { hourBandAt, hourBands } from './hour-band.ts';

const traits = {
  channel: fc.constantFrom(...channels),
  band: fc.constantFrom(...hourBands),
  template: fc.constantFrom('one', 'two'),
};
const anyTraits = fc.record(traits);
const anyOutcomes = fc.array(fc.record({ ...traits, clicked: fc.boolean(), bought: fc.boolean() }), { maxLength: 60 });
const store = countMessages(
  channels.flatMap((channel, c) =>
    hourBands.flatMap((band, b) =>
      Array.from({ length: 40 }, (_, n) => ({
        ...{ channel, band, template: n % 2 === 0 ? 'one' : 'two' },
        ...{ clicked: n < 10 + 3 * c + b, bought: n < 2 + c },
      })),
    ),
  ),
);
const evening = { channel: 'email', band: 'evening', template: 'one' } as const;
const morning = { ...evening, band: 'morning' } as const;
const times = (count: number, one: MessageOutcome) => countMessages(Array.from({ length: count }, () => one));

describe('what is expected of a message', () => {
  test('lies between nothing and everything, whatever is known', () => {
    fc.assert(
      fc.property(anyTraits, anyOutcomes, anyOutcomes, (of, own, others) => {
        const expected = expectedOutcome(of, { own: countMessages(own), store: countMessages(others) });
        expect(expected).toBeGreaterThan(0);
        expect(expected).toBeLessThan(1);
      }),
    );
  });

  test('of somebody without a history is what the store’s people do', () => {
    const known = { own: [], store };
    expect(expectedOutcome({ ...evening, channel: 'push' }, known)).toBeGreaterThan(expectedOutcome(evening, known));
    expect(expectedOutcome(evening, known)).toBeGreaterThan(expectedOutcome(morning, known));
    expect(personalReason(evening, [evening, morning], known)).toBeNull();
  });

  test('moves with each message towards what the person does, and never past it', () => {
    fc.assert(
      fc.property(anyTraits, fc.boolean(), fc.nat(80), (of, bought, count) => {
        const expectedAfter = (messages: number) =>
          expectedOutcome(of, { own: times(messages, { ...of, clicked: bought, bought }), store });
        const step = expectedAfter(count + 1) - expectedAfter(count);
        expect(bought ? step : -step).toBeGreaterThan(0);
      }),
    );
  });

  test('rises by a purchase much more than by a click, and by a click more than by nothing', () => {
    const expectedAfter = (clicked: boolean, bought: boolean) =>
      expectedOutcome(evening, { own: times(1, { ...evening, clicked, bought }), store });
    const [nothing, click, purchase] = [
      expectedAfter(false, false),
      expectedAfter(true, false),
      expectedAfter(true, true),
    ];
    expect(click).toBeGreaterThan(nothing);
    expect(purchase - nothing).toBeGreaterThan(5 * (click - nothing));
  });

  test('hangs on nothing but clicks and purchases: who opens everything is as who opens nothing', () => {
    fc.assert(
      fc.property(anyTraits, anyOutcomes, (of, own) => {
        const opened = own.map((one) => ({ ...one, opened: true, openedAt: 1 }));
        const known = (outcomes: readonly MessageOutcome[]) => ({ own: countMessages(outcomes), store });
        expect(expectedOutcome(of, known(opened))).toBe(expectedOutcome(of, known(own)));
      }),
    );
  });

  test('does not hang on the order in which messages went out', () => {
    fc.assert(
      fc.property(anyTraits, anyOutcomes, (of, own) => {
        const [there, back] = [own, own.toReversed()].map((one) =>
          expectedOutcome(of, { own: countMessages(one), store }),
        );
        expect(there).toBeCloseTo(back ?? 0, 12);
      }),
    );
  });
});

describe('what speaks for a message', () => {
  test('is the trait in which the person differs most from the store’s people, and the message from others', () => {
    const own: readonly CountedMessages[] = [
      { ...evening, messages: 4, clicked: 3, bought: 1 },
      { ...morning, messages: 6, clicked: 0, bought: 0 },
    ];
    expect(personalReason(evening, [morning, { ...evening, channel: 'sms' }], { own, store })).toEqual({
      ...{ trait: 'band', value: 'evening' },
      ...{ messages: 4, clicked: 3, bought: 1 },
    });
    expect(personalReason(morning, [evening], { own, store })).toBeNull();
    expect(personalReason(evening, [evening], { own, store })).toBeNull();
  });

  test('is something that the person did with at least one of these messages', () => {
    fc.assert(
      fc.property(anyTraits, anyTraits, anyOutcomes, (of, other, own) => {
        const reason = personalReason(of, [other], { own: countMessages(own), store });
        if (!reason) return;
        expect(messageTraits).toContain(reason.trait);
        expect(reason.clicked + reason.bought).toBeGreaterThan(0);
      }),
    );
  });
});

test.for([
  ['2026-07-01T21:59:00Z', 'Europe/Vienna', 'evening'],
  ['2026-07-01T22:00:00Z', 'Europe/Vienna', 'night'],
  ['2026-01-01T05:30:00Z', 'Asia/Kolkata', 'morning'],
  ['2026-01-01T17:00:00Z', 'America/New_York', 'afternoon'],
] as const)('%s is in %s a time of the %s', ([at, zone, band]) => {
  expect(hourBandAt(Date.parse(at), zone)).toBe(band);
});
