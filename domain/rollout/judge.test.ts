import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulateRollout } from '../../test/rollout-simulation.ts';
import { chance } from '../../test/statistics/chance.ts';
import { noSums } from '../experiments/arm-sums.ts';
import type { RolloutFigures } from './figures.ts';
import { type Gate, type GateVerdict, gates } from './gates.ts';
import { judge } from './judge.ts';
import { falseAlarmRate, usualPlan } from './plan.ts';
import { maturedFigures } from './scored-carts.ts';

const nothing: RolloutFigures = {
  scores: { asked: 0, errors: 0, missing: 0, slow: 0, p99Ms: null },
  shift: {
    expected: [0, 0],
    actual: [0, 0],
    halves: [
      [0, 0],
      [0, 0],
    ],
  },
  matured: maturedFigures([]),
  stages: [],
};
const stages = usualPlan.stages.map((_, stage) => stage);
const verdictOf = (gate: Gate, stage: number, figures: RolloutFigures): GateVerdict | undefined =>
  judge(usualPlan, stage, figures).gates.find((one) => one.gate === gate)?.verdict;

describe('a stage in which nothing was seen', () => {
  test('holds at every gate, and neither passes nor rolls back (operations M7)', () => {
    const nobody = { carts: 0, messages: 0, unsubscribes: 0, complaints: 0 };
    const money = [{ currency: 'EUR', canary: { ...noSums, buyers: 0 }, primary: { ...noSums, buyers: 0 } }];
    const dry = { ...nothing, stages: [{ canary: nobody, primary: nobody, money }] };
    for (const stage of stages)
      for (const figures of [nothing, dry]) {
        const judged = judge(usualPlan, stage, figures);
        expect(judged.verdict).toBe('hold');
        expect(judged.gates.map(({ verdict, reason }) => [verdict, reason])).toEqual(
          judged.gates.map(() => ['hold', 'no_data']),
        );
      }
  });

  test('holds however good the traffic was before it dried up', () => {
    const asked = { ...nothing.scores, asked: 9_000 };
    const answered = (carts: number): RolloutFigures => {
      const arm = { carts, messages: 0, unsubscribes: 0, complaints: 0 };
      return { ...nothing, scores: asked, stages: [{ canary: arm, primary: arm, money: [] }] };
    };
    expect([0, 99, 100].map((carts) => verdictOf('errors', 1, answered(carts)))).toEqual(['hold', 'hold', 'pass']);
  });
});

test('every gate belongs to a stage', () => {
  const judged = new Set(stages.flatMap((stage) => judge(usualPlan, stage, nothing).gates.map(({ gate }) => gate)));
  expect([...judged].toSorted()).toEqual(gates.toSorted());
});

test('more failures never help a version', () => {
  const order: readonly (GateVerdict | undefined)[] = ['pass', 'hold', 'roll_back'];
  fc.assert(
    fc.property(
      fc.constantFrom(...stages),
      fc
        .integer({ min: 1, max: 20_000 })
        .chain((asked) => fc.tuple(fc.constant(asked), fc.integer({ min: 0, max: asked - 1 }))),
      (stage, [asked, errors]) => {
        const of = (count: number) =>
          verdictOf('errors', stage, { ...nothing, scores: { ...nothing.scores, asked, errors: count } });
        expect(order.indexOf(of(errors + 1))).toBeGreaterThanOrEqual(order.indexOf(of(errors)));
      },
    ),
  );
});

test('what is surely worse is rolled back before the sample is full', () => {
  expect(verdictOf('errors', 0, { ...nothing, scores: { ...nothing.scores, asked: 40, errors: 30 } })).toBe(
    'roll_back',
  );
});

describe('chances that are spread quite otherwise', () => {
  const spread = (place: number) => Array.from({ length: 10 }, (_, bin) => (bin === place ? 910 : 10));
  const shift = { expected: spread(8), actual: spread(2), halves: [spread(8), spread(8)] } as const;
  /** What came true of so many carts, by how much the version's log loss is above that of the one that answers. */
  const matured = (carts: number, loss: number): RolloutFigures['matured'] => {
    const lossDifference = { people: carts, sum: carts * loss, squares: carts * (loss ** 2 + 0.15 ** 2) };
    return { ...nothing.matured, carts, buyers: Math.round(carts / 10), lossDifference };
  };
  const said = (carts: number, loss: number) => {
    const scores = { ...nothing.scores, asked: 1_000 };
    return verdictOf('scores_shift', 0, { ...nothing, scores, shift, matured: matured(carts, loss) });
  };

  test('are watched until something came true of them, and pass where that says that they are right', () => {
    expect([said(0, 0), said(400, -0.001), said(400, -0.02), said(2_000, -0.02)]).toEqual([
      ...['hold', 'hold', 'pass', 'pass'],
    ]);
  });

  test('are watched no longer where the stages before have shown that they are right', () => {
    const scores = { ...nothing.scores, asked: 1_000 };
    const lossBefore = matured(400, -0.02).lossDifference;
    expect(verdictOf('scores_shift', 0, { ...nothing, scores, shift, lossBefore })).toBe('pass');
  });

  test('are taken back where nothing that came true speaks for them', () => {
    expect([said(400, 0.001), said(1_000, 0), said(1_000, 0.02)]).toEqual(['hold', 'roll_back', 'roll_back']);
  });
});

/** More of them take minutes: `SIMULATIONS=1000`. */
const simulatedRollouts = Number(process.env['SIMULATIONS'] ?? 200);

describe('simulated rollouts', () => {
  const played = (version: Parameters<typeof simulateRollout>[1]['version'], rollouts: number, first: number) =>
    Array.from({ length: rollouts }, (_, n) =>
      simulateRollout(usualPlan, { version, cartsPerLook: 500, cartsMax: 60_000 }, chance(first + n)),
    );
  const rolledBack = (ends: ReturnType<typeof played>) => ends.filter(({ end }) => end === 'rolled_back');

  test('of a version that is as good end with a roll-back in 5 of 100 at most, and nearly all reach everybody', () => {
    // Gates that rolled back one of ten such versions would pass with 200 of them once in 120 times.
    const ends = played({}, simulatedRollouts, 1);
    expect(rolledBack(ends).length / ends.length).toBeLessThanOrEqual(falseAlarmRate);
    expect(ends.filter(({ end }) => end === 'promoted').length / ends.length).toBeGreaterThan(0.8);
  });

  test.for([
    ['whose chances are three times what they should be', { chance: (right: number) => Math.min(0.95, 3 * right) }],
    ['that says the same of everybody', { chance: () => 0.5 }],
    ['that fails for one cart in ten', { errorShare: 0.1 }],
    ['that is slow for one cart in ten', { slowShare: 0.1 }],
  ] as const)('of a version %s end before 5 % of carts got it', ([, version]) => {
    const ends = played(version, 100, 5_000);
    expect(rolledBack(ends)).toHaveLength(ends.length);
    for (const { percent, answered, carts } of ends) {
      expect(percent).toBeLessThan(5);
      expect(answered / carts).toBeLessThan(0.05);
    }
  });

  test('of a version after which people leave end before everybody got it', () => {
    const ends = played({ unsubscribeTimes: 8 }, 100, 9_000);
    expect(ends.filter(({ end }) => end === 'promoted')).toHaveLength(0);
  });
});
