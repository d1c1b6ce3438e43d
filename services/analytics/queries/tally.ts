import type { Cell } from '../../../db/clickhouse/analytics/cells.ts';
import { otherValue } from '../../../domain/analytics/measures.ts';

/** Cells of one key added up: a bucket and values of dimensions, with a sum of each measure. Exact, whatever the size. */
export interface Tallied {
  readonly bucketStart: number;
  readonly values: readonly string[];
  readonly sums: readonly (bigint | null)[];
}

/** The answers of several facts side by side: the measures of the second stand behind those of the first. */
export function sideBySide(answers: readonly (readonly Cell[])[], widths: readonly number[]): readonly Tallied[] {
  const width = widths.reduce((sum, one) => sum + one, 0);
  const found = new Map<string, { bucketStart: number; values: readonly string[]; sums: (bigint | null)[] }>();
  let offset = 0;
  for (const [index, cells] of answers.entries()) {
    for (const { bucketStart, values, sums } of cells) {
      const key = JSON.stringify([bucketStart, values]);
      const row = found.get(key) ?? { bucketStart, values, sums: Array.from({ length: width }, () => 0n) };
      found.set(key, row);
      for (const [at, sum] of sums.entries()) row.sums[offset + at] = sum === null ? null : BigInt(sum);
    }
    offset += widths[index] ?? 0;
  }
  return [...found.values()];
}

/** The combinations of values that are shown by themselves: the largest by the first measure that is not 0 for all. */
export function largest(rows: readonly Tallied[], top: number): readonly (readonly string[])[] {
  const sums = new Map<string, { values: readonly string[]; sums: readonly bigint[] }>();
  for (const { values, sums: added } of rows) {
    const key = JSON.stringify(values);
    const known = sums.get(key)?.sums;
    sums.set(key, { values, sums: added.map((one, index) => (one ?? 0n) + (known?.[index] ?? 0n)) });
  }
  const sorted = [...sums.entries()].toSorted(([keyA, a], [keyB, b]) => {
    for (const [index, sum] of a.sums.entries()) {
      const other = b.sums[index] ?? 0n;
      if (sum !== other) return sum > other ? -1 : 1;
    }
    return keyA < keyB ? -1 : 1;
  });
  return sorted.slice(0, top).map(([, { values }]) => values);
}

/** The same rows with every combination beyond the shown ones called "other". */
export function foldOthers(rows: readonly Tallied[], shown: readonly (readonly string[])[]): readonly Tallied[] {
  const own = new Set(shown.map((values) => JSON.stringify(values)));
  return addUp(
    rows.map((row) =>
      own.has(JSON.stringify(row.values)) ? row : { ...row, values: row.values.map(() => otherValue) },
    ),
  );
}

/** Rows of one key become one. */
export function addUp(rows: readonly Tallied[]): readonly Tallied[] {
  const found = new Map<string, Tallied>();
  for (const row of rows) {
    const key = JSON.stringify([row.bucketStart, row.values]);
    const known = found.get(key);
    const sums = known ? row.sums.map((sum, index) => (sum ?? 0n) + (known.sums[index] ?? 0n)) : row.sums;
    found.set(key, { ...row, sums });
  }
  return [...found.values()];
}
