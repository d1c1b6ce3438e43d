import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SplitStep } from '../flow/flow.ts';
import { stickyArm } from '../flow/sticky-arm.ts';
import { armShares, designOf } from './split-design.ts';

const split = (change: Partial<SplitStep> = {}): SplitStep => ({
  ...{ id: 'split', kind: 'split', by: 'person' },
  arms: [
    { id: 'a', share: 1, next: 'x' },
    { id: 'b', share: 3, next: 'y' },
  ],
  ...change,
});

describe('people of a split are compared', () => {
  test('as long as its arms are the same, wherever they lead and in whatever order they stand', () => {
    const moved = split({
      arms: split()
        .arms.map((arm) => ({ ...arm, next: 'z' }))
        .toReversed(),
    });
    expect(designOf(moved)).toBe(designOf(split()));
    expect(designOf(split({ arms: split().arms.slice(0, 1) }))).not.toBe(designOf(split()));
  });

  test('anew with other fixed shares, and on with other learned ones, floors and goals', () => {
    const arms = split().arms.map((arm) => ({ ...arm, share: 1 }));
    expect(designOf(split({ arms }))).not.toBe(designOf(split()));
    const learning = split({ allocation: 'learning' });
    expect(designOf({ ...learning, arms, floorPercent: 10, goal: 'revenue' })).toBe(designOf(learning));
    expect(designOf(learning)).not.toBe(designOf(split()));
  });

  test('anew with another baseline, where an arm is chosen for each person', () => {
    const personal = split({ allocation: 'personal' });
    expect(designOf({ ...personal, baselinePercent: 20, goal: 'revenue' })).toBe(designOf(personal));
    expect(designOf({ ...personal, baselinePercent: 30 })).not.toBe(designOf(personal));
  });
});

describe('somebody who comes to a split', () => {
  test('is drawn by the written shares until it has learned, and by them for ever where they are fixed', () => {
    const written = [
      { id: 'a', share: 0.25 },
      { id: 'b', share: 0.75 },
    ];
    expect(armShares(split(), { a: 0.9, b: 0.1 })).toEqual(written);
    expect(armShares(split({ allocation: 'learning' }), null)).toEqual(written);
    expect(armShares(split({ allocation: 'learning' }), { a: 0.9, b: 0.1 })).toEqual([
      { id: 'a', share: 0.9 },
      { id: 'b', share: 0.1 },
    ]);
  });

  test('always comes to the arm that takes everybody', () => {
    const shares = armShares(split({ allocation: 'learning' }), { a: 1, b: 0 });
    fc.assert(
      fc.property(fc.uuid(), (subjectId) => {
        expect(stickyArm({ subjectId, stepId: 'split' }, shares).id).toBe('a');
      }),
    );
  });
});
