import { describe, expect, test } from 'vitest';
import { chance } from '../../test/statistics/chance.ts';
import { hasHillstrom, readHillstrom } from '../../test/uplift/hillstrom.ts';
import { rankingNumbers } from '../../test/uplift/ranking-numbers.ts';
import { rankingQuality } from './ranking-quality.ts';
import { curveOf, qini as ofQini, uplift as ofUplift, type RankedPerson, rank } from './uplift-curve.ts';

describe('how well a score ranks people', () => {
  test('is what an independent package computes, equal scores included', () => {
    expect(rankingNumbers.length).toBeGreaterThan(0);
    for (const { people, qini, auuc, qiniCurve: points, upliftCurve: heights } of rankingNumbers) {
      const given = people.map(
        ([score, treated, bought]): RankedPerson => ({
          ...{ score, treated: treated === 1, bought: bought === 1 },
        }),
      );
      const found = rankingQuality(given);
      expect(found?.qini.value).toBeCloseTo(qini, 9);
      expect(found?.auuc.value).toBeCloseTo(auuc, 9);
      for (const [curve, expected] of [
        [curveOf(rank(given), ofQini), points],
        [curveOf(rank(given), ofUplift), heights],
      ] as const) {
        expect(curve.length).toBe(expected.length);
        curve.forEach(([at, height], index) => {
          expect(at).toBe(expected[index]?.[0]);
          expect(height).toBeCloseTo(expected[index]?.[1] ?? Number.NaN, 9);
        });
      }
    }
  });

  test('is that of chance for a score that knows nothing, and surely more for one that knows', () => {
    const random = chance(31);
    const people = Array.from({ length: 6_000 }, () => {
      const isWon = random() < 0.3;
      const treated = random() < 0.5;
      return { isWon, treated, bought: random() < (isWon && treated ? 0.3 : 0.1), lot: random() };
    });
    const ranked = (score: (person: (typeof people)[number]) => number) =>
      rankingQuality(people.map((person) => ({ ...person, score: score(person) })));
    const blind = ranked(({ lot }) => lot);
    expect(blind?.qini.interval.low).toBeLessThan(0);
    expect(blind?.qini.interval.high).toBeGreaterThan(0);
    const knowing = ranked(({ isWon }) => Number(isWon));
    expect(knowing?.qini.interval.low).toBeGreaterThan(0);
    expect(knowing?.auuc.interval.low).toBeGreaterThan(0);
  });

  test('ends, of all people, at the difference that treating everybody makes', () => {
    const people = Array.from({ length: 1_000 }, (_, n): RankedPerson => {
      const treated = n % 2 === 0;
      return { score: n % 7, treated, bought: n % (treated ? 5 : 10) === 0 || (treated && n % 5 === 0) };
    });
    const shareOf = (treated: boolean) => {
      const side = people.filter((person) => person.treated === treated);
      return side.filter(({ bought }) => bought).length / side.length;
    };
    const last = rankingQuality(people)?.curve.at(-1);
    expect(last?.share).toBe(1);
    expect(last?.perPerson).toBeCloseTo(shareOf(true) - shareOf(false), 12);
  });

  test('is not told without a side, or without a purchase', () => {
    expect(rankingQuality([])).toBeNull();
    expect(rankingQuality([{ score: 1, treated: true, bought: true }])).toBeNull();
    expect(
      rankingQuality([
        { score: 1, treated: true, bought: false },
        { score: 0, treated: false, bought: false },
      ]),
    ).toBeNull();
  });

  test.runIf(hasHillstrom)('on a real e-mail test, who bought of the catalogue is won by its mail', () => {
    const people = readHillstrom()
      .filter(({ segment }) => segment !== 'Mens E-Mail')
      .map(({ womens, visited, segment }) => ({
        score: womens,
        treated: segment === 'Womens E-Mail',
        bought: visited,
      }));
    const found = rankingQuality(people);
    expect(found?.qini.interval.low).toBeGreaterThan(0);
    expect(found?.curve.at(-1)?.perPerson).toBeCloseTo(0.045, 2);
  });
});
