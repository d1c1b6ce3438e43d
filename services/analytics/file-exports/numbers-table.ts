import { type Metric, metricOf } from '../../../domain/analytics/catalogue.ts';
import type { AnalyticsAnswer, AnalyticsFigure } from '../queries/analytics-reader.ts';
import type { AnalyticsQuestion } from '../queries/query-input.ts';
import type { Column, Row, Table } from './table.ts';

/** An answer as a table: a row for each of its own, or the total where nothing was broken down. */
export function numbersTable(
  answer: AnalyticsAnswer,
  question: AnalyticsQuestion,
): Table & { readonly rows: readonly Row[] } {
  const metric = metricOf(question.metric);
  const { granularity } = question;
  const keys = [...(granularity ? [granularity] : []), ...question.dimensions];
  const figures: readonly (AnalyticsFigure & { readonly dimensions: Readonly<Record<string, string>> })[] =
    keys.length === 0 ? [{ ...answer.total, dimensions: {} }] : answer.rows;
  const columns: readonly Column[] = [
    ...keys.map((name): Column => ({ name, type: 'text' })),
    ...figureColumns(metric, question.compareTo !== null),
    ...(metric.unit === 'money' && !keys.includes('currency') ? [{ name: 'currency', type: 'text' } as const] : []),
  ];
  const rows = figures.map(
    ({ dimensions, ...figure }): Row =>
      columns.map(({ name }) => {
        if (keys.some((key) => key === name)) return dimensions[name] ?? null;
        return name === 'currency' ? answer.currency : (figure[name as keyof AnalyticsFigure] ?? null);
      }),
  );
  return { columns, rows, total: rows.length, batches: [rows] };
}

function figureColumns({ unit, formula }: Metric, isCompared: boolean): readonly Column[] {
  const isRatio = formula.kind === 'ratio';
  const value: Omit<Column, 'name'> = { type: unit, isFraction: isRatio };
  const parts: readonly Column[] = [
    { name: 'numerator', type: unit === 'money' ? 'money' : 'count' },
    { name: 'denominator', type: 'count' },
  ];
  return [
    { name: 'value', ...value },
    ...(isRatio ? parts : []),
    ...(isCompared ? [{ name: 'previous', ...value }] : []),
  ];
}
