import { expect, test } from 'vitest';
import { dimensionsOfMetric, measuresOf, metricIds, metricOf } from './catalogue.ts';
import { blankOf, type Dimension, dimensions, dimensionsOf, factOf, facts, measures } from './measures.ts';

test.each(metricIds)('%s is made of measures that there are, and says what it counts', (id) => {
  const metric = metricOf(id);
  for (const measure of measuresOf(metric)) {
    const fact = factOf(measure);
    expect(measures[fact].map((name) => `${fact}.${name}`)).toContain(measure);
  }
  expect(metric.definition).toMatch(/^[A-Z].*[.]$/);
});

test('money can be asked for by its currency', () => {
  const money = metricIds.filter((id) => metricOf(id).unit === 'money');
  expect(money.filter((id) => !dimensionsOfMetric(metricOf(id)).includes('currency'))).toEqual([]);
});

test('each dimension is one of a fact, and each has a word for rows without it', () => {
  const used = new Set(facts.flatMap((fact) => dimensionsOf[fact]));
  const known = Object.keys(dimensions) as Dimension[];
  expect(known.filter((dimension) => !used.has(dimension))).toEqual([]);
  expect(Object.keys(blankOf).toSorted()).toEqual(known.toSorted());
});
