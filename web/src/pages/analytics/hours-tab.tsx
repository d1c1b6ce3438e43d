import { type AnalyticsAnswer, useMetric } from '../../analytics/query.ts';
import { RowsLink } from '../../analytics/rows-link.tsx';
import { useValueWords } from '../../analytics/value-words.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf } from '../../lib/search.ts';
import { useListSearch } from '../../lists/list-filters.tsx';
import { Card } from '../../ui/card.tsx';
import { SmallSelect } from '../../ui/field.tsx';
import { EmptyState } from '../../ui/page-state.tsx';
import styles from './analytics.module.css';
import { AnswerState } from './answer-state.tsx';
import { shadeOf } from './shade.ts';

const metrics = ['abandoned_carts', 'recovered_orders', 'messages', 'clicked'] as const;
type Metric = (typeof metrics)[number];
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
/** Of 168 cells none is left to "other". */
const top = 200;

/** When it happens, by the clock on the wall of the store: a table whose cells are tinted by what stands in them. */
export function HoursTab() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const [search, change] = useListSearch();
  const metric = oneOf(search['of'], metrics) ?? 'abandoned_carts';
  const answer = useMetric({ metric, dimensions: ['weekday', 'hourOfDay'], top });
  return (
    <Card
      title={t('analytics.hours')}
      hint={t('analytics.hours.hint', { zone: timeZone })}
      actions={
        <SmallSelect
          label={t('analytics.hours.of')}
          value={metric}
          onChange={({ currentTarget }) => change({ of: currentTarget.value })}
        >
          {metrics.map((one) => (
            <option key={one} value={one}>
              {t(`analytics.hours.${one}`)}
            </option>
          ))}
        </SmallSelect>
      }
    >
      <AnswerState query={answer} height={640}>
        {(told) =>
          (told.total.value ?? 0) === 0 ? (
            <EmptyState title={t('analytics.nothing')} text={t('analytics.nothing.text')} />
          ) : (
            <HeatTable answer={told} metric={metric} />
          )
        }
      </AnswerState>
    </Card>
  );
}

interface HeatTableProps {
  readonly answer: AnalyticsAnswer;
  readonly metric: Metric;
}

function HeatTable({ answer, metric }: HeatTableProps) {
  const { t, locale } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const words = useValueWords();
  const counts = new Map(
    answer.rows.map(({ dimensions, value }) => [`${dimensions['weekday']}/${dimensions['hourOfDay']}`, value ?? 0]),
  );
  const countAt = (weekday: string, hour: string) => counts.get(`${weekday}/${hour}`) ?? 0;
  const most = Math.max(0, ...counts.values());
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const sumOf = (days: readonly string[], of: readonly string[]) =>
    days.reduce((sum, day) => sum + of.reduce((added, hour) => added + countAt(day, hour), 0), 0);
  const link = (filters: Record<string, string>, label: string, count: number) =>
    count === 0 ? (
      <span className={styles['zero']}>0</span>
    ) : (
      <RowsLink question={{ metric, filters }} label={`${label}: ${format.number(count)}`}>
        {format.number(count)}
      </RowsLink>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles['gridWrap']} aria-label={t('analytics.hours')} tabIndex={0}>
      <table className={styles['heat']}>
        <caption>{t('analytics.hours.caption', { what: t(`analytics.hours.${metric}`), zone: timeZone })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('analytics.hours.hour')}</th>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col" abbr={words('weekday', weekday)}>
                {short.format(Date.UTC(2001, 0, Number(weekday)))}
              </th>
            ))}
            <th scope="col">{t('analytics.hours.sum')}</th>
          </tr>
        </thead>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour}>
              <th scope="row">{hour}</th>
              {weekdays.map((weekday) => {
                const count = countAt(weekday, hour);
                const label = `${words('weekday', weekday)}, ${words('hourOfDay', hour)}`;
                return (
                  <td key={weekday} style={shadeOf(count, most)}>
                    {link({ weekday, hourOfDay: hour }, label, count)}
                  </td>
                );
              })}
              <td className={styles['sum']}>
                {link({ hourOfDay: hour }, words('hourOfDay', hour), sumOf(weekdays, [hour]))}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('analytics.hours.sum')}</th>
            {weekdays.map((weekday) => (
              <td key={weekday} className={styles['sum']}>
                {link({ weekday }, words('weekday', weekday), sumOf([weekday], hours))}
              </td>
            ))}
            <td className={styles['sum']}>{link({}, t('analytics.total'), answer.total.value ?? 0)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
