import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs } from '../duration.ts';
import {
  buyersForSchedule,
  hasEnoughBuyers,
  mayBeDue,
  restMs,
  scheduledTrainingChoices,
} from './scheduled-training.ts';

const nowMs = Date.UTC(2026, 10, 27);

test('a scope is due a month after it was last asked for, for whatever reason, and never where it is off', () => {
  const asked = (choice: 'auto' | 'on' | 'off', daysAgo: number | null) =>
    mayBeDue(choice, { lastAskedMs: daysAgo === null ? null : nowMs - daysAgo * dayMs, nowMs });
  expect([asked('auto', null), asked('on', 30), asked('auto', 29), asked('on', 3)]).toEqual([true, true, false, false]);
  expect([asked('off', null), asked('off', 400)]).toEqual([false, false]);
});

test('within any month a scope is asked for once at most', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...scheduledTrainingChoices),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 60 }),
      (choice, pauses) => {
        let [lastAskedMs, atMs]: [number | null, number] = [null, nowMs];
        for (const days of pauses) {
          atMs += days * dayMs;
          if (!mayBeDue(choice, { lastAskedMs, nowMs: atMs })) continue;
          if (lastAskedMs !== null) expect(atMs - lastAskedMs).toBeGreaterThanOrEqual(restMs);
          lastAskedMs = atMs;
        }
        if (choice === 'off') expect(lastAskedMs).toBeNull();
      },
    ),
  );
});

test('a store with few buyers is left alone until it says otherwise', () => {
  expect(hasEnoughBuyers('auto', buyersForSchedule - 1)).toBe(false);
  expect(hasEnoughBuyers('auto', buyersForSchedule)).toBe(true);
  expect(hasEnoughBuyers('on', 0)).toBe(true);
});
