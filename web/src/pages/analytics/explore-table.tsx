import { type ReactNode, useState } from 'react';
import { useDimensionName } from '../../analytics/catalogue.ts';
import { changeOf } from '../../analytics/change.ts';
import { ExportButton } from '../../analytics/export/export-button.tsx';
import { writeAmount } from '../../analytics/figure.tsx';
import {
  type AnalyticsAnswer,
  type AnalyticsRow,
  type Measured,
  useMetric,
  usePeriodQuery,
} from '../../analytics/query.ts';
import { RowsLink } from '../../analytics/rows-link.tsx';
import type { RowsQuestion } from '../../analytics/rows-search.ts';
import { useValueWords } from '../../analytics/value-words.ts';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { AnswerState } from './answer-state.tsx';
import { bucketWords } from './bucket-words.ts';
import { isOther, keyOf, wordsOf } from './explore-chart.tsx';
import type { Explore } from './explore-search.ts';
import { OtherCurrencies } from './other-currencies.tsx';

/** Parts that have a row of their own; the others are one row, which can be opened like any other. */
const top = 50;
/** More lines than these are shown when asked for: a page that is all table has no picture. */
const linesShown = 16;

interface Line extends Measured {
  readonly key: string;
  readonly label: ReactNode;
  readonly spoken: string;
  readonly question: RowsQuestion;
}

/** The same answer in figures: each opens its rows, and the last line is what they add up to. */
export function ExploreTable({ explore }: { readonly explore: Explore }) {
  const { t, locale } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { compare } = usePeriod();
  const dimensionName = useDimensionName();
  const valueWords = useValueWords();
  const [all, setAll] = useState(false);
  const { metric, by, every, filters } = explore;
  const inTime = by.length === 0 && every !== 'none';
  const asked = {
    ...{ metric: metric.id, filters, dimensions: [...by], top },
    ...(inTime && { granularity: every }),
  };
  const query = useMetric(asked);
  const exported = usePeriodQuery(asked);
  const rowLine = (row: AnalyticsRow, { names, currency }: AnalyticsAnswer): Line => {
    const bucket = inTime ? (row.dimensions[every] ?? '') : '';
    const spoken = inTime
      ? bucketWords(bucket, { format, t, locale })
      : wordsOf(row, by, (name, value) => valueWords(name, value, names));
    const question = {
      metric: metric.id,
      currency,
      filters: {
        ...filters,
        ...(!isOther(row, by) && Object.fromEntries(by.map((name) => [name, row.dimensions[name] ?? '']))),
      },
      ...(inTime && { bucket: { granularity: every, key: bucket } }),
      ...(isOther(row, by) && { others: { by, top } }),
    };
    const label = row.running ? (
      <>
        {spoken} <Badge tone="warn">{t('analytics.stillRunning')}</Badge>
      </>
    ) : (
      spoken
    );
    return { ...row, key: inTime ? bucket : keyOf(row, by), label, spoken, question };
  };
  const head = inTime ? t(`analytics.bucket.${every}`) : by.map(dimensionName).join(' · ') || t('analytics.metric');
  return (
    <Card
      title={t('analytics.table')}
      hint={t('analytics.table.hint')}
      actions={<ExportButton name={metric.name} request={{ what: 'numbers', ...exported }} />}
    >
      <AnswerState query={query} height={264}>
        {(answer) => {
          const rows = inTime ? answer.rows.toReversed() : bySize(answer.rows, by);
          const shown = all ? rows : rows.slice(0, linesShown);
          const total: Line = {
            ...answer.total,
            key: 'total',
            label: <strong>{t('analytics.total')}</strong>,
            spoken: t('analytics.total'),
            question: { metric: metric.id, currency: answer.currency, filters },
          };
          const write = (value: number | null) => writeAmount(format, answer, value);
          const columns: readonly Column<Line>[] = [
            { key: 'label', head, cell: ({ label }) => label },
            {
              key: 'value',
              head: t('analytics.period'),
              numeric: true,
              cell: ({ value, question, spoken }) =>
                value === null ? (
                  write(null)
                ) : (
                  <RowsLink question={question} label={`${spoken}: ${write(value)}`}>
                    {write(value)}
                  </RowsLink>
                ),
            },
            ...(compare
              ? [
                  {
                    key: 'before',
                    head: t('analytics.before'),
                    numeric: true,
                    cell: ({ previous }: Line) => write(previous),
                  },
                  {
                    key: 'change',
                    head: t('analytics.change'),
                    numeric: true,
                    cell: (line: Line) => <Change measured={line} />,
                  },
                ]
              : []),
          ];
          return (
            <>
              <Table
                stacks
                caption={metric.name}
                columns={columns}
                rows={[...shown.map((row) => rowLine(row, answer)), total]}
                keyOf={({ key }) => key}
              />
              {rows.length > linesShown && (
                <Button look="plain" aria-expanded={all} onClick={() => setAll(!all)}>
                  {all ? t('analytics.table.fewer') : t('analytics.table.all', { count: rows.length })}
                </Button>
              )}
              <OtherCurrencies answer={answer} />
            </>
          );
        }}
      </AnswerState>
    </Card>
  );
}

function Change({ measured: { value, previous } }: { readonly measured: Measured }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const change = changeOf(value, previous);
  if (change.kind === 'new') return t('analytics.new');
  if (change.kind === 'none') return '–';
  const sign = change.share > 0 ? '+' : change.share < 0 ? '−' : '';
  return `${sign}${format.percent(Math.abs(change.share))}`;
}

/** Largest first; what is not one of them, and what has no value, come last. */
function bySize(rows: readonly AnalyticsRow[], by: readonly string[]): readonly AnalyticsRow[] {
  const place = (row: AnalyticsRow) =>
    isOther(row, by) ? 2 : by.every((name) => ['unknown', 'none'].includes(row.dimensions[name] ?? '')) ? 1 : 0;
  const wall = by.length === 1 && (by[0] === 'weekday' || by[0] === 'hourOfDay') ? by[0] : null;
  return rows.toSorted((a, b) =>
    wall
      ? (a.dimensions[wall] ?? '').localeCompare(b.dimensions[wall] ?? '')
      : place(a) - place(b) || (b.value ?? 0) - (a.value ?? 0),
  );
}
