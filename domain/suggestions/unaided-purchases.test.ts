import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareBuying, type UnaidedCourse } from './unaided-purchases.ts';

const bought = (ms: number): UnaidedCourse => ({ ms, bought: true });
const seen = (ms: number): UnaidedCourse => ({ ms, bought: false });

/** Remission of 21 leukaemia patients under 6-MP, weeks (E. A. Freireich and others, Blood 21, 1963). */
const remission = [
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(bought),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(seen),
];

test('people who leave sight are counted until then: the published table of Kaplan and Meier for a known trial', () => {
  const until = (toMs: number) => 1 - shareBuying(remission, { fromMs: 0, toMs }, 1.96).share;
  expect(until(6)).toBeCloseTo(0.857, 3);
  expect(until(10)).toBeCloseTo(0.753, 3);
  expect(until(23)).toBeCloseTo(0.448, 3);
  // Kalbfleisch & Prentice give 0.588 to 0.890 at ten weeks for these data.
  const { low, high } = shareBuying(remission, { fromMs: 0, toMs: 10 }, 1.96).interval;
  expect([1 - high, 1 - low].map((stay) => Number(stay.toFixed(2)))).toEqual([0.5, 0.89]);
});

test('with everybody in sight the share is that of the buyers', () => {
  const courses = fc.array(fc.record({ ms: fc.integer({ min: 1, max: 100 }), bought: fc.boolean() }), { minLength: 1 });
  fc.assert(
    fc.property(courses, (some) => {
      const all = some.map((one) => (one.bought ? one : { ms: 1_000, bought: false }));
      const { share, interval, people } = shareBuying(all, { fromMs: 0, toMs: 100 }, 2);
      const buyers = all.filter((one) => one.bought).length;
      expect(share).toBeCloseTo(buyers / all.length, 10);
      expect(people).toBe(all.length);
      expect(interval.low).toBeLessThanOrEqual(share + 1e-12);
      expect(interval.high).toBeGreaterThanOrEqual(share - 1e-12);
    }),
  );
});

test('only who is still there when the time begins counts', () => {
  const { people, bought: buyers } = shareBuying([bought(1), seen(2), bought(5), seen(9)], { fromMs: 3, toMs: 6 }, 2);
  expect([people, buyers]).toEqual([2, 1]);
});

test('where nobody bought, the interval says how many may have been missed', () => {
  const none = Array.from({ length: 300 }, () => seen(10));
  const { low, high } = shareBuying(none, { fromMs: 0, toMs: 5 }, 1.644854).interval;
  // The rule of three: at most 3 of 300, for one side at 95 %.
  expect(low).toBe(0);
  expect(high).toBeCloseTo(3 / 300, 3);
});
