import { useStore } from '../../../app/session.ts';
import { Bars } from '../../../charts/bars.tsx';
import { TimeChart } from '../../../charts/time-chart.tsx';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import { featureName } from './feature-name.ts';
import styles from './predictions.module.css';
import type { PredictionReport } from './use-predictions.ts';

interface Shown {
  readonly report: PredictionReport;
}

/** How many carts had which chance. */
export function DistributionCard({ report: { bins, total } }: Shown) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  return (
    <Card title={t('predictions.distribution')} hint={t('predictions.distribution.hint')}>
      {total.predictions === 0 ? (
        <EmptyState title={t('predictions.none')} text={t('predictions.none.text')} />
      ) : (
        <Bars
          label={t('predictions.distribution')}
          bars={bins.map(({ from, to, predictions }) => ({
            key: String(from),
            label: t('predictions.bin.range', { from: format.percent(from), to: format.percent(to) }),
            value: predictions,
            figure: format.number(predictions),
          }))}
        />
      )}
    </Card>
  );
}

/** Which features moved the chances, and which way. */
export function ReasonsCard({ report: { reasons } }: Shown) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  return (
    <Card title={t('predictions.reasons')} hint={t('predictions.reasons.hint')}>
      {reasons.length === 0 ? (
        <EmptyState title={t('predictions.none')} text={t('predictions.none.text')} />
      ) : (
        <Bars
          label={t('predictions.reasons')}
          bars={reasons.map(({ feature, raises, lowers }) => ({
            key: feature,
            label: featureName(t, feature),
            value: raises + lowers,
            figure: format.number(raises + lowers),
            note: t('predictions.reason.note', { raises: format.number(raises), lowers: format.number(lowers) }),
            color: '--chart-other',
          }))}
        />
      )}
    </Card>
  );
}

/** How many predictions were made on each day, and how long they took. */
export function VolumeCard({ report: { days } }: Shown) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const made = days.filter(({ forRecoveries, forApi }) => forRecoveries + forApi > 0);
  const measured = made.findLast(({ medianMs }) => medianMs !== null);
  const milliseconds = (ms: number | null) =>
    t('predictions.ms', { ms: format.number(Math.round((ms ?? 0) * 10) / 10) });
  return (
    <Card title={t('predictions.volume')} hint={t('predictions.volume.hint', { zone: timeZone })}>
      {made.length === 0 ? (
        <EmptyState title={t('predictions.none')} text={t('predictions.none.text')} />
      ) : (
        <TimeChart
          label={t('predictions.volume')}
          series={[
            { key: 'recoveries', label: t('predictions.forRecoveries'), color: '--chart-email' },
            { key: 'api', label: t('predictions.forApi'), color: '--chart-push' },
          ]}
          points={days.map(({ day, forRecoveries, forApi }) => ({
            bucket: day,
            values: { recoveries: forRecoveries, api: forApi },
          }))}
          labelOf={format.day}
          format={format.number}
          words={{ bucket: t('predictions.day'), total: t('predictions.total'), before: t('predictions.before') }}
        />
      )}
      {measured && (
        <p className={styles['more']}>
          {t('predictions.latency', { median: milliseconds(measured.medianMs), p95: milliseconds(measured.p95Ms) })}
        </p>
      )}
    </Card>
  );
}
