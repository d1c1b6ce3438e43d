import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseGroups, type LabelFacts, type LabelGroup, labelGroup } from './label-rows.ts';

const facts: LabelFacts = { arm: null, messaged: false, unreachable: false };

describe('what a cart may teach', () => {
  test.each<[Partial<LabelFacts>, LabelGroup]>([
    [{ arm: 'holdout' }, 'untouched'],
    [{ arm: 'holdout', messaged: true }, 'chosen'],
    [{ arm: 'treated' }, 'drawn'],
    [{ arm: 'treated', messaged: true }, 'drawn'],
    [{ unreachable: true }, 'untouched'],
    [{ unreachable: true, messaged: true }, 'chosen'],
    [{}, 'chosen'],
    [{ messaged: true }, 'chosen'],
  ])('%j is %s', (change, group) => {
    expect(labelGroup({ ...facts, ...change })).toBe(group);
  });

  test('an early buyer who was to get messages is not taken for one who got none', () => {
    // Bought before the first message was due: nothing was sent, because of the purchase.
    expect(labelGroup({ ...facts, arm: 'treated', messaged: false })).not.toBe('untouched');
  });
});

describe('the carts of a run', () => {
  const counts = (untouched: number, buyers: number, drawn = 0) => ({
    untouched: { carts: untouched, buyers },
    drawn: { carts: drawn, buyers: 0 },
    chosen: { carts: 1_000_000, buyers: 900_000 },
  });

  test.each([
    [counts(999, 500), null],
    [counts(1_000, 99), null],
    [counts(1_000, 100), ['untouched']],
    [counts(1_000, 100, 50_000), ['untouched']],
    [counts(2_000, 100, 50_000), ['untouched', 'drawn']],
  ])('%#', (counted, groups) => {
    expect(chooseGroups(counted)).toEqual(groups);
  });
});

/**
 * A model that learns the share of buyers in each tenth of one number: enough to learn whatever there is to be learned from it, noise
 * of treatment included.
 */
function learnTenths(rows: readonly Row[]): (x: number) => number {
  const tenths = Map.groupBy(rows, ({ x }) => Math.min(9, Math.floor(x * 10)));
  return (x) => {
    const own = tenths.get(Math.min(9, Math.floor(x * 10))) ?? [];
    return own.length === 0 ? 0 : own.filter(({ bought }) => bought).length / own.length;
  };
}

interface Row extends LabelFacts {
  readonly x: number;
  readonly bought: boolean;
}

/** Chance that a buyer has the higher score, equal scores counted half. */
function auc(rows: readonly { readonly score: number; readonly bought: boolean }[]): number {
  const [bought, left] = [rows.filter((row) => row.bought), rows.filter((row) => !row.bought)];
  let higher = 0;
  for (const one of bought)
    for (const other of left) higher += one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0;
  return higher / (bought.length * left.length);
}

/** Everybody buys with the same chance, and a message adds to it: nothing tells buyers apart but who got one. */
function season(random: () => number, called: (x: number) => boolean): readonly Row[] {
  return Array.from({ length: 4_000 }, () => {
    const [x, arm] = [random(), random() < 0.2 ? ('holdout' as const) : ('treated' as const)];
    const messaged = arm === 'treated' && called(x);
    return { x, arm, messaged, unreachable: false, bought: random() < (messaged ? 0.5 : 0.15) };
  });
}

describe('a score of noise whose top tenth is treated, learned from five times', () => {
  const seeded = (seed: number) => {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  };
  const play = (teaches: (row: Row) => boolean) => {
    const random = seeded(20_261_127);
    let score = (x: number) => x;
    let skill = 0.5;
    for (let round = 0; round < 5; round++) {
      const sorted = Array.from({ length: 1_000 }, () => score(random())).toSorted((a, b) => a - b);
      const top = sorted[900] ?? 1;
      const rows = season(random, (x) => score(x) >= top).filter(teaches);
      const half = Math.floor(rows.length / 2);
      score = learnTenths(rows.slice(0, half));
      const learned = score;
      skill = auc(rows.slice(half).map(({ x, bought }) => ({ score: learned(x), bought })));
    }
    return skill;
  };

  test('reports skill where the treated are labels as well', () => {
    expect(play(() => true)).toBeGreaterThan(0.53);
  });

  test('stays at chance where the draw decides who teaches (operations M10)', () => {
    expect(Math.abs(play((row) => labelGroup(row) === 'untouched') - 0.5)).toBeLessThan(0.06);
  });
});

test('whoever teaches what happens without a message got none (operations M10)', () => {
  const arms = fc.constantFrom(null, 'holdout' as const, 'treated' as const);
  fc.assert(
    fc.property(fc.record({ arm: arms, messaged: fc.boolean(), unreachable: fc.boolean() }), (one) => {
      if (labelGroup(one) === 'untouched') expect(one.messaged).toBe(false);
    }),
  );
});
