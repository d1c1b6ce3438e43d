import { useMetric } from '../../analytics/query.ts';
import { useStore } from '../../app/session.ts';
import { TimeChart } from '../../charts/time-chart.tsx';
import type { TimePoint } from '../../charts/time-series.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { SmallSelect } from '../../ui/field.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { channelWords, measureWords, useFilters } from './use-deliverability.ts';

const colors = { email: '--chart-email', sms: '--chart-sms', push: '--chart-push' } as const;

/** One count by day, stacked by channel; of a rate, what is in its numerator. */
export function DayCurve() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { measure, set } = useFilters();
  const days = useMetric({ metric: measure, dimensions: [], granularity: 'day' });
  const byChannel = useMetric({ metric: measure, dimensions: ['channel'], granularity: 'day' });
  const isRate = measure === 'complaint_rate' || measure === 'unsubscribe_rate';
  const countOf = (row: { readonly value: number | null; readonly numerator?: number | null | undefined }) =>
    isRate ? (row.numerator ?? null) : row.value;
  return (
    <Card
      title={t('deliverability.curve')}
      hint={t('deliverability.curve.hint', { zone: timeZone })}
      actions={
        <SmallSelect
          label={t('deliverability.curve.what')}
          value={measure}
          onChange={({ currentTarget }) => set({ measure: currentTarget.value })}
        >
          {measureWords.map((word) => (
            <option key={word} value={word}>
              {t(`deliverability.measure.${word}`)}
            </option>
          ))}
        </SmallSelect>
      }
    >
      <Loaded query={days} height={264}>
        {(answer) => {
          const rows = byChannel.data?.rows ?? [];
          const seen = channelWords.filter((channel) =>
            rows.some((row) => row.dimensions['channel'] === channel && (countOf(row) ?? 0) > 0),
          );
          if (seen.length === 0) return <EmptyState title={t('deliverability.curve.none')} />;
          const points = answer.rows.map((row): TimePoint => {
            const bucket = row.dimensions['day'] ?? '';
            const at = rows.filter(({ dimensions }) => dimensions['day'] === bucket);
            const of = (channel: string) => at.find(({ dimensions }) => dimensions['channel'] === channel);
            return {
              bucket,
              values: Object.fromEntries(
                seen.map((channel) => {
                  const found = of(channel);
                  return [channel, found ? (countOf(found) ?? 0) : 0];
                }),
              ),
              ...(row.running && { running: true }),
            };
          });
          return (
            <TimeChart
              label={`${t('deliverability.curve')}: ${t(`deliverability.measure.${measure}`)}`}
              series={seen.map((channel) => ({
                key: channel,
                label: t(`channel.${channel}`),
                color: colors[channel],
              }))}
              points={points}
              labelOf={format.day}
              format={format.number}
              words={{
                bucket: t('deliverability.day'),
                total: t('deliverability.total'),
                before: t('deliverability.before'),
              }}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
