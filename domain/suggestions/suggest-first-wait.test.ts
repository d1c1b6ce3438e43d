import { describe, expect, test } from 'vitest';
import { chance } from '../../test/statistics/chance.ts';
import { hourMs, minuteMs } from '../duration.ts';
import { peopleNeeded, suggestFirstWait } from './suggest-first-wait.ts';
import type { UnaidedCourse } from './unaided-purchases.ts';

const wait = { ms: hourMs, beforeMs: null };
const many = (length: number, course: UnaidedCourse): UnaidedCourse[] => Array.from({ length }, () => course);

describe('a suggestion of another first wait', () => {
  test('is to wait until those have bought who would have bought anyway', () => {
    const courses = [...many(120, { ms: 3 * hourMs, bought: true }), ...many(400, { ms: 72 * hourMs, bought: false })];
    const judged = suggestFirstWait(courses, wait);
    expect(judged).toMatchObject({ kind: 'suggested', suggestion: { kind: 'wait_longer', ms: 4 * hourMs } });
  });

  test('is to wait less where the wait spares nobody a message', () => {
    const courses = many(2_000, { ms: 9 * hourMs, bought: false });
    const judged = suggestFirstWait(courses, { ms: 8 * hourMs, beforeMs: null });
    expect(judged).toMatchObject({ kind: 'suggested', suggestion: { kind: 'wait_less', ms: 30 * minuteMs } });
  });

  test('is not made before enough people were seen without a message, and says how many are missing', () => {
    const courses = many(peopleNeeded - 30, { ms: 72 * hourMs, bought: false });
    expect(suggestFirstWait(courses, wait)).toEqual({ kind: 'too_early', missing: 30 });
  });

  test('leaves the first message before the second', () => {
    const soon = many(30, { ms: 45 * minuteMs, bought: true });
    const courses = [
      ...soon,
      ...many(300, { ms: 3 * hourMs, bought: true }),
      ...many(400, { ms: 72 * hourMs, bought: false }),
    ];
    const judged = suggestFirstWait(courses, { ms: hourMs, beforeMs: 4 * hourMs });
    expect(judged).toEqual({ kind: 'nothing' });
  });

  test('is seldom made where people buy as seldom as it takes for it not to be worth it', () => {
    const random = chance(11);
    let made = 0;
    for (let store = 0; store < 400; store++) {
      // 4.9 of a hundred buy between one and 24 hours, evenly: just too few for a longer wait.
      const courses = Array.from({ length: 400 }, () =>
        random() < 0.049 ? { ms: hourMs + random() * 23 * hourMs, bought: true } : { ms: 72 * hourMs, bought: false },
      );
      if (suggestFirstWait(courses, wait).kind === 'suggested') made += 1;
    }
    expect(made / 400).toBeLessThanOrEqual(0.05);
  });
});
