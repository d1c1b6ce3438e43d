import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdoutArm, holdoutPercent, isHeldOut } from './holdout.ts';

const person = { customerId: fc.uuid(), campaignId: fc.uuid() };
const percent = fc.integer({ min: holdoutPercent.min, max: holdoutPercent.max });

describe('the holdout of a campaign', () => {
  test('holds back its share of people', () => {
    const people = Array.from({ length: 20_000 }, (_, index) => ({ customerId: `person-${index}`, campaignId: 'c' }));
    const held = people.filter((one) => holdoutArm({ ...one, percent: 10 }) === 'holdout').length;
    expect(held / people.length).toBeCloseTo(0.1, 2);
  });

  test('of a larger share has everybody of the smaller one', () => {
    fc.assert(
      fc.property(fc.record(person), percent, percent, (one, a, b) => {
        if (holdoutArm({ ...one, percent: Math.min(a, b) }) === 'holdout')
          expect(holdoutArm({ ...one, percent: Math.max(a, b) })).toBe('holdout');
      }),
    );
  });

  test('keeps whoever has an arm on their side, whatever the share is now', () => {
    fc.assert(
      fc.property(fc.record(person), percent, (one, share) => {
        expect(isHeldOut({ ...one, percent: share }, 'treated')).toBe(false);
        expect(isHeldOut({ ...one, percent: share }, 'holdout')).toBe(share > 0);
      }),
    );
  });

  test('of no share holds nobody back', () => {
    fc.assert(fc.property(fc.record(person), (one) => !isHeldOut({ ...one, percent: 0 }, null)));
  });
});
