import { ExportButton } from '../../analytics/export/export-button.tsx';
import { writeValue } from '../../analytics/figure.tsx';
import { useMetric, usePeriodQuery } from '../../analytics/query.ts';
import { useStore } from '../../app/session.ts';
import { TimeChart, type TimePoint } from '../../charts/time-chart.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';

const colors = { email: '--chart-email', sms: '--chart-sms', push: '--chart-push', unknown: '--chart-other' } as const;
type Channel = keyof typeof colors;
const channels = ['email', 'sms', 'push', 'unknown'] as const satisfies readonly Channel[];

const question: Parameters<typeof useMetric>[0] = {
  metric: 'recovered_revenue',
  dimensions: ['channel'],
  granularity: 'day',
};

/** Recovered revenue by day, stacked by channel, beside the period before. */
export function RecoveredCurve() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const byChannel = useMetric(question);
  const asked = usePeriodQuery(question);
  const byDay = useMetric({ metric: 'recovered_revenue', dimensions: [], granularity: 'day' });
  return (
    <Card
      title={t('home.curve')}
      hint={t('home.curve.hint', { zone: timeZone })}
      actions={
        (byChannel.data?.rows.length ?? 0) > 0 && (
          <ExportButton name={t('home.curve')} request={{ what: 'numbers', ...asked }} />
        )
      }
    >
      <Loaded query={byDay} height={264}>
        {(days) => {
          if (days.total.value === null || (days.total.value === 0 && (days.total.previous ?? 0) === 0))
            return <EmptyState title={t('home.curve.none')} text={t('home.curve.none.text')} />;
          const rows = byChannel.data?.rows ?? [];
          const seen = channels.filter((channel) => rows.some(({ dimensions }) => dimensions['channel'] === channel));
          const points = days.rows.map((row): TimePoint => {
            const bucket = row.dimensions['day'] ?? '';
            const values = Object.fromEntries(
              seen.map((channel) => [
                channel,
                rows.find(({ dimensions }) => dimensions['day'] === bucket && dimensions['channel'] === channel)
                  ?.value ?? 0,
              ]),
            );
            return { bucket, values, before: row.previous, ...(row.running && { running: true }) };
          });
          return (
            <TimeChart
              label={t('home.curve')}
              series={seen.map((channel) => ({
                key: channel,
                label: t(channel === 'unknown' ? 'home.channel.unknown' : `channel.${channel}`),
                color: colors[channel],
              }))}
              points={points}
              labelOf={format.day}
              format={(value) => writeValue(format, days, value)}
              formatTick={(value) => format.moneyTick(value, days.currency)}
              words={{ bucket: t('home.day'), total: t('home.total'), before: t('home.before') }}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
