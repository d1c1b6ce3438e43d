import { useNavigate, useSearch } from '@tanstack/react-router';
import { ExportButton } from '../../analytics/export/export-button.tsx';
import { writeValue } from '../../analytics/figure.tsx';
import { type ForecastAnswer, useForecast } from '../../analytics/forecast.ts';
import { type AnalyticsAnswer, useMetric, usePeriodQuery } from '../../analytics/query.ts';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { TimeChart } from '../../charts/time-chart.tsx';
import type { TimePoint } from '../../charts/time-series.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { EmptyState, ErrorState, Loaded } from '../../ui/page-state.tsx';
import styles from './home.module.css';

const colors = { email: '--chart-email', sms: '--chart-sms', push: '--chart-push', unknown: '--chart-other' } as const;
type Channel = keyof typeof colors;
const channels = ['email', 'sms', 'push', 'unknown'] as const satisfies readonly Channel[];

const question: Parameters<typeof useMetric>[0] = {
  metric: 'recovered_revenue',
  dimensions: ['channel'],
  granularity: 'day',
};

/** Recovered revenue by day, stacked by channel, beside the period before; and what the next days are expected to bring. */
export function RecoveredCurve() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const byChannel = useMetric(question);
  const asked = usePeriodQuery(question);
  const byDay = useMetric({ metric: 'recovered_revenue', dimensions: [], granularity: 'day' });
  const shown = useForecastSwitch();
  const forecast = useForecast({
    metric: 'recovered_revenue',
    currency: byDay.data?.currency ?? null,
    enabled: shown.on && byDay.data !== undefined,
  });
  return (
    <Card
      title={t('home.curve')}
      hint={t('home.curve.hint', { zone: timeZone })}
      actions={
        <>
          {shown.can && <Checkbox label={t('home.forecast.switch')} checked={shown.on} onChange={shown.toggle} />}
          {(byChannel.data?.rows.length ?? 0) > 0 && (
            <ExportButton name={t('home.curve')} request={{ what: 'numbers', ...asked }} />
          )}
        </>
      }
    >
      <Loaded query={byDay} height={264}>
        {(days) => {
          if (days.total.value === null || (days.total.value === 0 && (days.total.previous ?? 0) === 0))
            return <EmptyState title={t('home.curve.none')} text={t('home.curve.none.text')} />;
          return (
            <>
              <Curve days={days} rows={byChannel.data?.rows ?? []} ahead={shown.on ? forecast.data : undefined} />
              {shown.on && forecast.error !== null && (
                <ErrorState error={forecast.error} retry={() => void forecast.refetch()} />
              )}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

/** Whether the next days are shown, in the address. Only a period that reaches today has days that follow it. */
function useForecastSwitch() {
  const period = usePeriod();
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const can = period.from <= period.today && period.to >= period.today;
  const on = can && search['forecast'] === 'shown';
  return {
    can,
    on,
    toggle: () =>
      void navigate({
        to: '.',
        search: (before: object) => ({ ...before, forecast: on ? undefined : 'shown' }),
        replace: true,
        resetScroll: false,
      }),
  };
}

function Curve({
  days,
  rows,
  ahead,
}: {
  readonly days: AnalyticsAnswer;
  readonly rows: AnalyticsAnswer['rows'];
  readonly ahead: ForecastAnswer | undefined;
}) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const seen = channels.filter((channel) => rows.some(({ dimensions }) => dimensions['channel'] === channel));
  const valuesOf = (day: string) =>
    Object.fromEntries(
      seen.map((channel) => [
        channel,
        rows.find(({ dimensions }) => dimensions['day'] === day && dimensions['channel'] === channel)?.value ?? 0,
      ]),
    );
  const expected = new Map(ahead?.forecast.kind === 'ready' ? ahead.forecast.days.map((day) => [day.day, day]) : []);
  const past = days.rows.map((row): TimePoint => {
    const bucket = row.dimensions['day'] ?? '';
    const values = valuesOf(bucket);
    const today = row.running ? expected.get(bucket) : undefined;
    return {
      ...{ bucket, values, before: row.previous },
      ...(row.running && { running: true }),
      ...(today && { expected: today }),
    };
  });
  const last = past.at(-1)?.bucket ?? '';
  const next = [...expected.values()]
    .filter(({ day }) => day > last)
    .map((day): TimePoint => ({ bucket: day.day, values: {}, expected: day }));
  const write = (value: number | null) => writeValue(format, days, value);
  const between = (lower: string, upper: string) => t('home.forecast.between', { lower, upper });
  const told = ahead && aheadText({ ahead, t, day: format.day, write });
  return (
    <>
      <TimeChart
        label={told ? `${t('home.curve')}. ${told}` : t('home.curve')}
        series={seen.map((channel) => ({
          key: channel,
          label: t(channel === 'unknown' ? 'home.channel.unknown' : `channel.${channel}`),
          color: colors[channel],
        }))}
        points={[...past, ...next]}
        labelOf={format.day}
        format={write}
        formatTick={(value) => format.moneyTick(value, days.currency)}
        words={{ bucket: t('home.day'), total: t('home.total'), before: t('home.before') }}
        {...(expected.size > 0 && { band: { expected: t('home.forecast.expected'), between } })}
      />
      {told && <p className={styles['told']}>{told}</p>}
    </>
  );
}

/** The band in a sentence. */
function aheadText({
  ahead: { forecast },
  t,
  day,
  write,
}: {
  readonly ahead: ForecastAnswer;
  readonly t: ReturnType<typeof useI18n>['t'];
  readonly day: (day: string) => string;
  readonly write: (value: number | null) => string;
}): string {
  if (forecast.kind === 'not_enough')
    return `${t('home.forecast.none')}: ${t('home.forecast.none.text', { missing: forecast.daysMissing })}`;
  const { days, total } = forecast;
  const range = { from: day(days[0]?.day ?? ''), to: day(days.at(-1)?.day ?? ''), value: write(total.value) };
  return total.interval === null
    ? t('home.forecast.told.alone', range)
    : t('home.forecast.told', { ...range, lower: write(total.interval.lower), upper: write(total.interval.upper) });
}
