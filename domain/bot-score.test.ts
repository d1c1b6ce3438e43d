import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { botScoreThreshold, type CartBehaviour, scoreBot } from './bot-score.ts';

const person: CartBehaviour = {
  actionTimes: [0, 21_000, 34_500, 95_000, 140_000, 300_000],
  lines: [
    { productId: 'lamp', quantity: 1 },
    { productId: 'bulb', quantity: 6 },
  ],
  cartsOfTheDay: 1,
};
const machine: CartBehaviour = {
  actionTimes: Array.from({ length: 80 }, (_, index) => index * 500),
  lines: Array.from({ length: 80 }, (_, index) => ({ productId: `p-${index}`, quantity: 1 })),
  cartsOfTheDay: null,
};
const reasonsOf = (behaviour: CartBehaviour) => scoreBot(behaviour).evidence.map(({ reason }) => reason);

const anyBehaviour: fc.Arbitrary<CartBehaviour> = fc.record({
  actionTimes: fc.array(fc.integer({ min: 0, max: 3_600_000 }), { maxLength: 120 }),
  lines: fc.array(fc.record({ productId: fc.string(), quantity: fc.integer({ min: 1, max: 1_000_000 }) }), {
    maxLength: 250,
  }),
  cartsOfTheDay: fc.option(fc.integer({ min: 0, max: 500 })),
});

describe('the bot score of a cart', () => {
  test('is nothing for a customer who looks around and buys a few things', () => {
    expect(scoreBot(person)).toEqual({ score: 0, evidence: [] });
  });

  test('is over the threshold for a program that adds a product every half second', () => {
    const { score, evidence } = scoreBot(machine);
    expect(score).toBeGreaterThan(botScoreThreshold);
    expect(evidence.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['rapid_actions', 'regular_intervals']),
    );
  });

  test('needs more than one sign: a wholesale buyer is no bot', () => {
    const wholesale = { ...person, lines: [{ productId: 'bulb', quantity: 5_000 }] };
    expect(reasonsOf(wholesale)).toEqual(['huge_quantity']);
    expect(scoreBot(wholesale).score).toBeLessThan(botScoreThreshold);
  });

  test('says nothing of a shop that sends all actions with the time of its clock’s full second', () => {
    const bundled = Array.from({ length: 20 }, () => 5_000);
    expect(reasonsOf({ ...person, actionTimes: bundled })).toEqual([]);
  });

  test('counts many carts of one customer within a day', () => {
    expect(reasonsOf({ ...person, cartsOfTheDay: 10 })).toEqual([]);
    expect(reasonsOf({ ...person, cartsOfTheDay: 60 })).toEqual(['many_carts']);
  });

  test('stays between 0 and 1, whatever the order of the actions', () => {
    fc.assert(
      fc.property(anyBehaviour, (behaviour) => {
        const { score } = scoreBot(behaviour);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThan(1);
        expect(scoreBot({ ...behaviour, actionTimes: behaviour.actionTimes.toReversed() }).score).toBeCloseTo(
          score,
          12,
        );
      }),
    );
  });

  test('never falls when a quantity or the number of carts grows', () => {
    fc.assert(
      fc.property(anyBehaviour, fc.integer({ min: 1, max: 5_000 }), (behaviour, more) => {
        const { score } = scoreBot(behaviour);
        const lines = behaviour.lines.map((line) => ({ ...line, quantity: line.quantity + more }));
        const cartsOfTheDay = (behaviour.cartsOfTheDay ?? 0) + more;
        expect(scoreBot({ ...behaviour, lines }).score).toBeGreaterThanOrEqual(score);
        expect(scoreBot({ ...behaviour, cartsOfTheDay }).score).toBeGreaterThanOrEqual(score);
      }),
    );
  });
});
