import { expect, test } from 'vitest';
import { type LineageRun, runEvents } from './run-event.ts';

const runId = '0199a3fa-5e6f-7a7b-8c8d-9e0f1a2b3c4d';
const run: LineageRun = {
  runId,
  job: { namespace: 'cart-recovery', name: 'training.purchase', type: 'TRAINING' },
  inputs: [
    {
      ...{ namespace: 'cart-recovery', name: 'carts', version: 'ab12', rows: 900 },
      fields: [{ name: 'weekend', type: 'flag', description: 'on a weekend' }],
    },
  ],
  outputs: [{ namespace: 'cart-recovery', name: 'models.purchase', version: 'store-2', rows: null }],
  startedAtMs: Date.UTC(2026, 10, 27, 9),
  end: { atMs: Date.UTC(2026, 10, 27, 10), state: 'COMPLETE', reason: null },
};

test('a run is told when it begins and when it ends, under one id', () => {
  expect(runEvents(run).map(({ eventType, eventTime, run: { runId: id } }) => [eventType, eventTime, id])).toEqual([
    ['START', '2026-11-27T09:00:00.000Z', runId],
    ['COMPLETE', '2026-11-27T10:00:00.000Z', runId],
  ]);
  expect(runEvents({ ...run, startedAtMs: null, end: null })).toEqual([]);
});

test('every facet says who made it and by which schema, as the specification asks', () => {
  const facets = runEvents(run).flatMap((event) => [
    ...[event.run.facets, event.job.facets],
    ...[...event.inputs, ...event.outputs].flatMap((dataset) =>
      Object.entries(dataset).flatMap(([name, value]) => (name.toLowerCase().endsWith('facets') ? [value] : [])),
    ),
  ]);
  const all = facets.flatMap((named) => Object.entries(named as Record<string, Record<string, unknown>>));
  expect(all.map(([name]) => name)).toContain('inputStatistics');
  for (const [name, { _producer, _schemaURL }] of all) {
    expect(_producer, name).toMatch(/^urn:/);
    expect(_schemaURL, name).toMatch(/^https:\/\/openlineage\.io\/spec\/facets\/\d-\d-\d\/(\w+)\.json#\/\$defs\/\1$/);
  }
});

test('a run that came to nothing says its code, and one that passed says none', () => {
  const failed = runEvents({ ...run, end: { atMs: 0, state: 'FAIL', reason: 'too_few_carts' } }).at(-1);
  expect(failed?.run.facets['errorMessage']).toMatchObject({ message: 'too_few_carts' });
  expect(runEvents(run).at(-1)?.run.facets).toEqual({});
});
