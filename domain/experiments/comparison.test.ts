import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance } from '../../test/statistics/chance.ts';
import { type ArmSums, summaryOf, sumsOfYes } from './arm-sums.ts';
import { buyersMin, type Compared, compare, enoughBuyers, verdictOf } from './comparison.ts';
import { errorRate } from './confidence-sequence.ts';
import { peopleNeeded, plannedLift } from './planned-effect.ts';

type Spending = (random: () => number) => number;
interface People {
  readonly count: number;
  readonly holdoutShare: number;
  readonly treated: Spending;
  readonly holdout: Spending;
}

/** Made-up people come one after another; whether a look was ever as asked for, with a look after each of them. */
function everSeen(
  { count, holdoutShare, ...spending }: People,
  seed: number,
  asked: (seen: Compared) => boolean,
): boolean {
  const random = chance(seed);
  const treated = { people: 0, sum: 0, squares: 0, buyers: 0 };
  const holdout = { ...treated };
  for (let n = 0; n < count; n++) {
    const held = random() < holdoutShare;
    const spent = (held ? spending.holdout : spending.treated)(random);
    const arm = held ? holdout : treated;
    arm.people += 1;
    arm.sum += spent;
    arm.squares += spent * spent;
    if (spent > 0) arm.buyers += 1;
    if (enoughBuyers({ treated: treated.buyers, holdout: holdout.buyers }) && asked(compared(treated, holdout)))
      return true;
  }
  return false;
}
const compared = (treated: ArmSums, holdout: ArmSums) => compare(summaryOf(treated), summaryOf(holdout), true);

const rateOf = (runs: number, run: (seed: number) => boolean): number =>
  Array.from({ length: runs }, (_, index) => run(index + 1)).filter(Boolean).length / runs;
const buys =
  (share: number): Spending =>
  (random) =>
    random() < share ? 1 : 0;
/** Baskets as shops know them: most around 25, some many times that. */
const basket =
  (share: number): Spending =>
  (random) =>
    random() < share
      ? Math.exp(3.2 + 1.2 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()))
      : 0;
const near =
  (mean: number): Spending =>
  (random) =>
    mean * (0.99 + 0.02 * random());

const outside = (interval: Compared['interval'], value: number) =>
  interval !== null && (interval.low > value || interval.high < value);

/** Millions of looks, on a machine that has other work too. */
const patience = { timeout: 120_000 };

describe('in 2,000 runs without an effect, looked at after every person (field 55)', patience, () => {
  test.for<[string, Spending]>([
    ['the share that buys', buys(0.08)],
    ['revenue with few large baskets', basket(0.08)],
  ])('a difference of %s is told in at most 5 of 100', ([, spending]) => {
    const people = { count: 6_000, holdoutShare: 0.1, treated: spending, holdout: spending };
    const told = rateOf(2_000, (seed) => everSeen(people, seed, ({ interval }) => outside(interval, 0)));
    expect(told).toBeLessThanOrEqual(errorRate);
  });
});

test.for<[string, Spending, Spending]>([
  ['the share that buys', buys(0.12), buys(0.1)],
  ['revenue with few large baskets', basket(0.12), basket(0.1)],
  ['outcomes that hardly vary', near(1.2), near(1)],
])('the lift of %s lies in its interval at every look in 95 of 100 runs', patience, ([, treated, holdout]) => {
  const people = { count: 4_000, holdoutShare: 0.1, treated, holdout };
  const missed = rateOf(500, (seed) => everSeen(people, seed, ({ liftInterval }) => outside(liftInterval, 0.2)));
  expect(missed).toBeLessThanOrEqual(errorRate);
});

test('a planned lift is found, within the people that it needs, as often as promised', patience, () => {
  const share = 0.12;
  for (const holdoutShare of [0.1, 0.5]) {
    const needed = peopleNeeded({ buyingShare: share, holdoutShare }) ?? 0;
    const people = { count: needed, holdoutShare, treated: buys(share * (1 + plannedLift)), holdout: buys(share) };
    const found = rateOf(200, (seed) => everSeen(people, seed, ({ interval }) => (interval?.low ?? 0) > 0));
    expect(found).toBeGreaterThanOrEqual(0.8);
  }
});

describe('a comparison', () => {
  const arm = (people: number, buyers: number) => summaryOf(sumsOfYes(people, buyers));

  test('says nothing while an arm has nobody, and no interval before enough bought', () => {
    expect(compare(arm(0, 0), arm(5, 1), true)).toEqual({
      difference: null,
      interval: null,
      lift: null,
      liftInterval: null,
    });
    expect(compare(arm(90, 9), arm(10, 0), false)).toMatchObject({ difference: 0.1, interval: null, lift: null });
    expect(enoughBuyers({ treated: 5_000, holdout: buyersMin - 1 })).toBe(false);
    expect(enoughBuyers({ treated: buyersMin, holdout: buyersMin })).toBe(true);
  });

  test('turned round is the opposite', () => {
    const any = fc.record({
      people: fc.integer({ min: 2, max: 1e5 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [a, b] = [one, other].map(({ people, part }) => arm(people, Math.round(people * part)));
        if (!a || !b) return;
        const [there, back] = [compare(a, b, true), compare(b, a, true)];
        expect(there.difference).toBeCloseTo(-(back.difference ?? Number.NaN), 12);
        expect(there.interval?.low).toBeCloseTo(-(back.interval?.high ?? Number.NaN), 12);
      }),
    );
  });

  test('is judged by its interval only when the arms were filled by chance and enough bought', () => {
    const sound = { percent: 10, ratioWrong: false, enough: true, interval: { low: 0.01, high: 0.03 } };
    expect(verdictOf(sound)).toBe('more');
    expect(verdictOf({ ...sound, interval: { low: -0.03, high: -0.01 } })).toBe('less');
    expect(verdictOf({ ...sound, interval: { low: -0.01, high: 0.01 } })).toBe('undecided');
    expect(verdictOf({ ...sound, enough: false })).toBe('too_early');
    expect(verdictOf({ ...sound, ratioWrong: true, enough: false })).toBe('ratio_wrong');
    expect(verdictOf({ ...sound, percent: 0, ratioWrong: true })).toBe('no_holdout');
  });
});
