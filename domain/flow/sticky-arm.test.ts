import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stickyArm } from './sticky-arm.ts';

const people = Array.from({ length: 4_000 }, (_, index) => `019a${index.toString(16).padStart(4, '0')}-person`);
const arms = [
  { id: 'a', share: 1 },
  { id: 'b', share: 3 },
];
const armsOf = (stepId: string, of = arms) => people.map((subjectId) => stickyArm({ subjectId, stepId }, of).id);
const shareOf = (taken: readonly string[], id: string) => taken.filter((one) => one === id).length / taken.length;

describe('the arm of a split', () => {
  test('is the same each time for the same person, whatever the order of the arms', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (subjectId, stepId) => {
        const key = { subjectId, stepId };
        expect(stickyArm(key, [...arms].reverse())).toBe(stickyArm(key, arms));
      }),
    );
  });

  test('is taken by its share of people', () => {
    expect(shareOf(armsOf('split'), 'a')).toBeCloseTo(0.25, 1);
    const even = armsOf(
      'split',
      [...'abcd'].map((id) => ({ id, share: 5 })),
    );
    for (const id of 'abcd') expect(shareOf(even, id)).toBeCloseTo(0.25, 1);
  });

  test('does not hang on the arm at another split', () => {
    const [first, second] = [armsOf('one'), armsOf('two')];
    const both = first.filter((arm, index) => arm === 'a' && second[index] === 'a').length / people.length;
    expect(both).toBeCloseTo(1 / 16, 1);
    expect(first).not.toEqual(second);
  });

  test('is left only for a new one, or for one whose share grew', () => {
    const before = armsOf('split');
    const more = armsOf('split', [...arms, { id: 'c', share: 1 }]);
    expect(before.filter((arm, index) => arm !== more[index] && more[index] !== 'c')).toEqual([]);
    const grown = armsOf('split', [
      { id: 'a', share: 2 },
      { id: 'b', share: 3 },
    ]);
    expect(before.filter((arm, index) => arm === 'a' && grown[index] !== 'a')).toEqual([]);
  });
});
