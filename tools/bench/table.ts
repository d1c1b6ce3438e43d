import type { BenchResult } from './bench-result.ts';

/** The results as a Markdown table, aligned, so that it reads well in a terminal and in the README. */
export function resultsTable(results: readonly BenchResult[]): string {
  const rows = results.map(({ name, unit, ours, raw, ratio, note = '' }) => [
    name,
    `${figure(ours)} ${unit}`,
    `${figure(raw)} ${unit}`,
    ratio.toFixed(2),
    note,
  ]);
  const table = [['measured', 'ours', 'raw limit', 'ratio', 'note'], ...rows];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  const isNumber = (column: number): boolean => column >= 1 && column <= 3;
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (isNumber(column) ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  const [head = [], ...body] = table;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** Four significant digits say as much as a bench can; thousands are grouped. */
function figure(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value);
}
