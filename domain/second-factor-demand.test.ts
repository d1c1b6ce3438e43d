import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import { graceDays, secondFactorDemand } from './second-factor-demand.ts';

const moment = fc.integer({ min: 0, max: 10_000 * dayMs });
const days = fc.integer({ min: graceDays.min, max: graceDays.max });

describe('a second factor that is demanded', () => {
  test('leaves everybody all their days of grace, whether they were there before or came later', () => {
    fc.assert(
      fc.property(moment, moment, days, moment, (demandedSinceMs, joinedAtMs, grace, nowMs) => {
        const { overdue, dueAtMs } = secondFactorDemand({ demandedSinceMs, joinedAtMs, graceDays: grace, nowMs });
        expect(dueAtMs - demandedSinceMs).toBeGreaterThanOrEqual(grace * dayMs);
        expect(dueAtMs - joinedAtMs).toBeGreaterThanOrEqual(grace * dayMs);
        expect(overdue).toBe(nowMs >= dueAtMs);
      }),
    );
  });

  test('is due at once where no days are given', () => {
    expect(secondFactorDemand({ demandedSinceMs: 5, joinedAtMs: 1, graceDays: 0, nowMs: 5 })).toEqual({
      dueAtMs: 5,
      overdue: true,
    });
  });
});
