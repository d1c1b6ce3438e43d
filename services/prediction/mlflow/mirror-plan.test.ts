import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelStages } from '../../../domain/model.ts';
import { planCopies, planNames, tags } from './mirror-plan.ts';
import type { MlflowVersion } from './mlflow-client.ts';

const copyOf = (id: string, number: number, stage = 'staging'): MlflowVersion => ({
  ...{ name: 'purchase', number },
  tags: { [tags.versionId]: id, [tags.stage]: stage },
});
const foreign = (number: number, more = {}): MlflowVersion => ({ name: 'purchase', number, tags: more });
const nothing = { production: null, canary: null };

test('a version that MLflow lacks is told, and of two copies the first one stays', () => {
  const known = [copyOf('a', 3), copyOf('a', 2), copyOf('b', 4)];
  expect(
    planCopies(
      ['a', 'b', 'c'].map((id) => ({ id, stage: 'staging' as const })),
      known,
    ),
  ).toEqual({ missing: ['c'], doubles: [copyOf('a', 3)], offered: [] });
});

test('a version of others is offered once: not when it was taken or refused, nor when it is a copy of another installation', () => {
  const known = [foreign(1), foreign(2, { [tags.refused]: 'manifest_invalid' }), copyOf('elsewhere', 3)];
  expect(planCopies([], known)).toEqual({ missing: [], doubles: [], offered: [foreign(1)] });
});

test('an alias that somebody moved is moved back to what answers', () => {
  const own = [{ id: 'a', stage: 'production' as const }];
  const known = [copyOf('a', 1, 'production'), foreign(2)];
  const plan = planNames({ own, known, named: new Map([['production', 2]]), served: { ...nothing, production: 'a' } });
  expect(plan).toEqual({ stages: [], aliases: [{ alias: 'production', number: 1 }] });
});

test('what was told is told once: carrying a plan out leaves nothing to do', () => {
  const versions = fc.uniqueArray(
    fc.record({ id: fc.constantFrom(...'abcdefgh'), stage: fc.constantFrom(...modelStages) }),
    { selector: ({ id }) => id },
  );
  const there = fc.array(
    fc.record({ id: fc.constantFrom(...'abcdefgh', null), stage: fc.constantFrom(...modelStages) }),
  );
  fc.assert(
    fc.property(versions, there, fc.nat(), fc.nat(), (own, rows, first, second) => {
      let known = rows.map(({ id, stage }, index) => (id === null ? foreign(index + 1) : copyOf(id, index + 1, stage)));
      const served = {
        production: own[first % (own.length + 1)]?.id ?? null,
        canary: own[second % (own.length + 1)]?.id ?? null,
      };
      const copies = planCopies(own, known);
      known = [
        ...known.filter((one) => !copies.doubles.includes(one)),
        ...copies.missing.map((id, index) => copyOf(id, rows.length + 1 + index)),
      ];
      expect(planCopies(own, known)).toEqual({ missing: [], doubles: [], offered: copies.offered });

      const names = planNames({ own, known, named: new Map(), served });
      const stages = new Map(names.stages.map(({ copy, stage }) => [copy, stage]));
      known = known.map((one) =>
        stages.has(one) ? { ...one, tags: { ...one.tags, [tags.stage]: stages.get(one) ?? '' } } : one,
      );
      const named = new Map(
        names.aliases.flatMap(({ alias, number }) => (number === null ? [] : [[alias, number] as const])),
      );
      expect(planNames({ own, known, named, served })).toEqual({ stages: [], aliases: [] });
      if (served.production !== null) expect(named.has('production')).toBe(true);
    }),
  );
});
