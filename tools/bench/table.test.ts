import { expect, test } from 'vitest';
import { resultsTable } from './table.ts';

test('a table shows ours, the raw limit and their ratio with units, numbers to the right', () => {
  const results = [
    { name: 'batches', unit: 'events/s', ours: 31_234.5, raw: 55_000, ratio: 0.568, note: 'XADD' },
    { name: 'single', unit: 'requests/s', ours: 9.876, raw: 12, ratio: 0.823 },
  ];
  expect(resultsTable(results)).toBe(
    [
      '| measured |             ours |       raw limit | ratio | note |',
      '|----------|-----------------:|----------------:|------:|------|',
      '| batches  |  31,230 events/s | 55,000 events/s |  0.57 | XADD |',
      '| single   | 9.876 requests/s |   12 requests/s |  0.82 |      |',
    ].join('\n'),
  );
});
