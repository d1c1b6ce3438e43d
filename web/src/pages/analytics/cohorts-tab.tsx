import { type AnalyticsAnswer, type AnalyticsQuery, type MetricId, useQuestion } from '../../analytics/query.ts';
import { RowsLink } from '../../analytics/rows-link.tsx';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import styles from './analytics.module.css';
import { AnswerState } from './answer-state.tsx';
import { bucketWords } from './bucket-words.ts';
import { cohortDays, daysOfWeek } from './cohort-weeks.ts';
import { shadeOf } from './shade.ts';

const days = [1, 3, 7, 14, 30] as const;
type Days = (typeof days)[number];

/** Of the carts that were left in a week: how many were bought after a message, within how many days. */
export function CohortsTab() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const timeRange = cohortDays(usePeriod());
  const weekly = (metric: MetricId): AnalyticsQuery => ({ metric, timeRange, granularity: 'week' });
  const carts = useQuestion(weekly('abandoned_carts'));
  const within = {
    1: useQuestion(weekly('recovered_within_1d')),
    3: useQuestion(weekly('recovered_within_3d')),
    7: useQuestion(weekly('recovered_within_7d')),
    14: useQuestion(weekly('recovered_within_14d')),
    30: useQuestion(weekly('recovered_within_30d')),
  };
  const failed = days.map((one) => within[one]).find(({ error, data }) => error !== null && data === undefined);
  return (
    <Card title={t('analytics.cohorts')} hint={t('analytics.cohorts.hint', { zone: timeZone })}>
      <AnswerState query={failed ?? carts} height={420}>
        {(answer) =>
          (answer.total.value ?? 0) === 0 ? (
            <EmptyState title={t('analytics.cohorts.none')} text={t('analytics.nothing.text')} />
          ) : (
            <CohortTable
              carts={answer}
              shares={{
                1: within[1].data,
                3: within[3].data,
                7: within[7].data,
                14: within[14].data,
                30: within[30].data,
              }}
            />
          )
        }
      </AnswerState>
    </Card>
  );
}

interface CohortTableProps {
  readonly carts: AnalyticsAnswer;
  readonly shares: Readonly<Record<Days, AnalyticsAnswer | undefined>>;
}

function CohortTable({ carts, shares }: CohortTableProps) {
  const { t, locale } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const weeks = carts.rows.filter(({ value }) => (value ?? 0) > 0).toReversed();
  const cellOf = (week: string, of: Days) => shares[of]?.rows.find(({ dimensions }) => dimensions['week'] === week);
  const most = Math.max(
    0,
    ...days.flatMap((of) => weeks.map(({ dimensions }) => cellOf(dimensions['week'] ?? '', of)?.value ?? 0)),
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles['gridWrap']} aria-label={t('analytics.cohorts')} tabIndex={0}>
        <table className={styles['grid']}>
          <caption className="visually-hidden">{t('analytics.cohorts.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('analytics.cohorts.week')}</th>
              <th scope="col">{t('analytics.cohorts.carts')}</th>
              {days.map((of) => (
                <th key={of} scope="col">
                  {t('unit.days', { count: of })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ dimensions, value, running }) => {
              const week = dimensions['week'] ?? '';
              const name = bucketWords(week, { format, t, locale });
              const range = daysOfWeek(week);
              return (
                <tr key={week}>
                  <th scope="row" title={`${format.dayLong(range.from)} – ${format.dayLong(range.to)}`}>
                    {name}
                    {running && <span className={styles['small']}>{t('analytics.stillRunning')}</span>}
                  </th>
                  <td>
                    <RowsLink
                      question={{ metric: 'abandoned_carts', days: range }}
                      label={`${name}: ${format.number(value)}`}
                    >
                      {format.number(value)}
                    </RowsLink>
                  </td>
                  {days.map((of) => (
                    <CohortCell key={of} of={of} week={name} range={range} row={cellOf(week, of)} most={most} />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <p className={ui['cardHint']}>{t('analytics.cohorts.empty')}</p>
    </>
  );
}

interface CohortCellProps {
  readonly of: Days;
  readonly week: string;
  readonly range: { readonly from: string; readonly to: string };
  readonly row: AnalyticsAnswer['rows'][number] | undefined;
  readonly most: number;
}

/** Empty until every cart of the week had the time: what has not happened yet is no "never". */
function CohortCell({ of, week, range, row, most }: CohortCellProps) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  if (!row || row.running || row.value === null)
    return (
      <td>
        <span className="visually-hidden">{t('analytics.cohorts.notYet')}</span>
      </td>
    );
  const text = format.percent(row.value);
  const label = t('analytics.cohorts.cell', { week, days: of, share: text, count: row.numerator ?? 0 });
  return (
    <td style={shadeOf(row.value, most)}>
      <RowsLink question={{ metric: `recovered_within_${of}d`, days: range }} label={label}>
        {text}
      </RowsLink>
    </td>
  );
}
