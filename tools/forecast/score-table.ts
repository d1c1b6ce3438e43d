import type { Score } from './evaluate.ts';

/** Scores as a Markdown table that reads well in a terminal too. */
export function scoreTable(scores: readonly Score[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const rows = [
    ['method', 'mean error', 'MASE', 'pinball loss', 'days within 80 %', 'sums within 80 %'],
    ...scores.map(({ name, meanAbsoluteError, scaledError, pinballLoss, coverage, coverageOfSum }) => [
      name,
      meanAbsoluteError.toFixed(2),
      scaledError.toFixed(3),
      pinballLoss.toFixed(3),
      percent(coverage),
      coverageOfSum === null ? '–' : percent(coverageOfSum),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}
