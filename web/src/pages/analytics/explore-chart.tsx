import { writeValue } from '../../analytics/figure.tsx';
import { type AnalyticsAnswer, type AnalyticsRow, useMetric } from '../../analytics/query.ts';
import { useValueWords } from '../../analytics/value-words.ts';
import { useStore } from '../../app/session.ts';
import { Bars } from '../../charts/bars.tsx';
import { Legend } from '../../charts/legend.tsx';
import { TimeChart } from '../../charts/time-chart.tsx';
import type { TimePoint, TimeSeries } from '../../charts/time-series.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/page-state.tsx';
import styles from './analytics.module.css';
import { AnswerState } from './answer-state.tsx';
import { bucketWords } from './bucket-words.ts';
import type { Every, Explore } from './explore-search.ts';

/** More series than this are one, "other": their lines could not be told apart. */
const seriesMax = 5;
const barsMax = 12;
const palette = ['--chart-email', '--chart-sms', '--chart-push', '--chart-4', '--chart-5'] as const;
/** A channel has the same colour on every page. */
const ownColors: Readonly<Record<string, string>> = {
  email: '--chart-email',
  sms: '--chart-sms',
  push: '--chart-push',
};
const height = 264;

/** The answer as a picture: over time, or by its parts where nothing is asked over time. */
export function ExploreChart({ explore }: { readonly explore: Explore }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const { metric, every } = explore;
  return (
    <Card title={metric.name} hint={t('analytics.zone', { zone: timeZone })}>
      {every === 'none' ? <Parts explore={explore} /> : <Curve explore={explore} every={every} />}
    </Card>
  );
}

/** Whether the parts of a number add up to it: of ratios and medians they do not. */
export function addsUp({ unit, total }: AnalyticsAnswer): boolean {
  return (unit === 'count' || unit === 'money') && total.denominator === null;
}

function Curve({ explore, every }: { readonly explore: Explore; readonly every: Exclude<Every, 'none'> }) {
  const { t, locale } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const valueWords = useValueWords();
  const { metric, by, filters } = explore;
  const asked = { metric: metric.id, filters, granularity: every };
  const whole = useMetric({ ...asked, dimensions: [] });
  const broken = useMetric({ ...asked, dimensions: [...by], top: seriesMax });
  return (
    <AnswerState query={whole} height={height}>
      {(answer) => (
        <AnswerState query={broken} height={height}>
          {(parts) => {
            if (isEmpty(answer)) return <Nothing />;
            const stacked = addsUp(answer);
            const series = by.length === 0 ? [wholeSeries(metric.name)] : seriesOf(parts, by, valueWords);
            const points = answer.rows.map((row): TimePoint => {
              const bucket = row.dimensions[every] ?? '';
              const at = by.length === 0 ? [row] : parts.rows.filter(({ dimensions }) => dimensions[every] === bucket);
              return {
                bucket,
                values: Object.fromEntries(
                  series.map(({ key }) => {
                    const found = at.find((one) => keyOf(one, by) === key);
                    return [key, found ? found.value : stacked ? 0 : null];
                  }),
                ),
                ...(by.length === 0 || stacked ? { before: row.previous } : {}),
                ...(row.running && { running: true }),
              };
            });
            return (
              <>
                <TimeChart
                  label={metric.name}
                  shape={stacked ? 'stack' : 'lines'}
                  series={series}
                  points={points}
                  labelOf={(key) => bucketWords(key, { format, t, locale })}
                  format={(value) => writeValue(format, answer, value)}
                  {...(answer.unit === 'money' && {
                    formatTick: (value: number) => format.moneyTick(value, answer.currency),
                  })}
                  words={{
                    bucket: t(`analytics.bucket.${every}`),
                    total: t('analytics.total'),
                    before: t('analytics.before'),
                  }}
                />
                {by.length > 0 && <Legend series={series} />}
                {answer.rows.some(({ running }) => running) && (
                  <p className={styles['quiet']}>{t('analytics.running')}</p>
                )}
              </>
            );
          }}
        </AnswerState>
      )}
    </AnswerState>
  );
}

function Parts({ explore }: { readonly explore: Explore }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const valueWords = useValueWords();
  const { metric, by, filters } = explore;
  const query = useMetric({ metric: metric.id, filters, dimensions: [...by], top: barsMax });
  return (
    <AnswerState query={query} height={height}>
      {(answer) => {
        if (isEmpty(answer)) return <Nothing />;
        if (by.length === 0) return <EmptyState title={t('analytics.noParts')} text={t('analytics.noParts.text')} />;
        const rows = answer.rows.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
        return (
          <Bars
            label={metric.name}
            bars={rows.map((row) => ({
              key: keyOf(row, by),
              label: wordsOf(row, by, (name, value) => valueWords(name, value, answer.names)),
              value: row.value ?? 0,
              color: isOther(row, by) ? '--chart-other' : '--chart-email',
              figure: writeValue(format, answer, row.value),
            }))}
          />
        );
      }}
    </AnswerState>
  );
}

function Nothing() {
  const { t } = useI18n();
  return <EmptyState title={t('analytics.nothing')} text={t('analytics.nothing.text')} />;
}

function isEmpty({ total }: AnalyticsAnswer): boolean {
  const none = total.value === null || total.value === 0;
  return none && (total.denominator ?? 0) === 0 && (total.previous ?? 0) === 0;
}

function wholeSeries(label: string): TimeSeries {
  return { key: '[]', label, color: '--chart-email' };
}

/** The values of a row as one text. */
export function keyOf({ dimensions }: AnalyticsRow, by: readonly string[]): string {
  return JSON.stringify(by.map((name) => dimensions[name] ?? ''));
}

export function isOther({ dimensions }: AnalyticsRow, by: readonly string[]): boolean {
  return by.length > 0 && by.every((name) => dimensions[name] === 'other');
}

export function wordsOf(
  { dimensions }: AnalyticsRow,
  by: readonly string[],
  words: (name: string, value: string) => string,
): string {
  return [...new Set(by.map((name) => words(name, dimensions[name] ?? '')))].join(' · ');
}

function seriesOf(
  { rows, names }: AnalyticsAnswer,
  by: readonly string[],
  words: ReturnType<typeof useValueWords>,
): readonly TimeSeries[] {
  const found = new Map<string, { readonly row: AnalyticsRow; readonly sum: number }>();
  for (const row of rows) {
    const key = keyOf(row, by);
    found.set(key, { row, sum: (found.get(key)?.sum ?? 0) + (row.value ?? 0) });
  }
  const sorted = [...found].toSorted(
    ([, a], [, b]) => Number(isOther(a.row, by)) - Number(isOther(b.row, by)) || b.sum - a.sum,
  );
  const channelsOnly = by.length === 1 && by[0] === 'channel';
  return sorted.map(([key, { row }], index) => ({
    key,
    label: wordsOf(row, by, (name, value) => words(name, value, names)),
    color: isOther(row, by)
      ? '--chart-other'
      : ((channelsOnly ? ownColors[row.dimensions['channel'] ?? ''] : palette[index]) ?? '--chart-other'),
  }));
}
