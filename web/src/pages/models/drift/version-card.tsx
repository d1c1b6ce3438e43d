import { useStore } from '../../../app/session.ts';
import { Bars } from '../../../charts/bars.tsx';
import { IntervalChart } from '../../../charts/interval-chart.tsx';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Notice } from '../../../ui/notice.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import { featureName } from '../predictions/feature-name.ts';
import styles from './drift.module.css';
import { alarmText, causeText, retrainingText, timesText } from './drift-words.ts';
import { RealisedTable } from './realised-table.tsx';
import { SpreadPicture } from './spread-picture.tsx';
import type { DriftCheck, ServedDrift } from './use-drift.ts';

const tones: Readonly<Record<DriftCheck['state'], Tone>> = { learning: 'neutral', healthy: 'good', alarmed: 'bad' };

/** Whether one version does as before, where it does not, and what was done about it. */
export function VersionCard({ served: { newest, history } }: { readonly served: ServedDrift }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { report, scope, version, state } = newest;
  return (
    <Card
      title={
        <>
          {t('drift.version', { version })} <Badge tone={tones[state]}>{t(`drift.state.${state}`)}</Badge>
        </>
      }
      hint={t(`drift.compared.${scope}`, {
        now: report.cartsNow,
        past: report.cartsThen,
        to: format.dayLong(newest.toDay),
      })}
    >
      <Findings check={newest} />
      {report.state === 'learning' ? (
        <EmptyState title={t('drift.learning')} text={t('drift.learning.text')} />
      ) : (
        <div className={styles['grid']}>
          <Scores check={newest} />
          <Features check={newest} />
        </div>
      )}
      <div className={styles['grid']}>
        <RealisedTable check={newest} />
        <Weeks history={history} />
      </div>
    </Card>
  );
}

function Findings({ check }: { readonly check: DriftCheck }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { alarms, cause } = check.report;
  if (cause === null) return null;
  return (
    <>
      <Notice tone={cause.kind === 'visitors' ? 'warn' : 'bad'}>
        <p>{causeText(cause, t, format)}</p>
        <p>{retrainingText(check, t, format)}</p>
        {check.alarmedSince !== null && (
          <p className={styles['quiet']}>{t('drift.since', { since: format.dateTime(check.alarmedSince) })}</p>
        )}
      </Notice>
      <ul className={styles['alarms']} aria-label={t('drift.alarms')}>
        {alarms.map((alarm) => (
          <li key={JSON.stringify(alarm)}>{alarmText(alarm, t, format)}</li>
        ))}
      </ul>
    </>
  );
}

function Scores({ check: { report, scope, version } }: { readonly check: DriftCheck }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { scores } = report;
  if (!scores) return null;
  return (
    <section>
      <h3>{t('drift.scores')}</h3>
      <p className={styles['quiet']}>
        <span className={classNames(styles['swatch'], styles['swatchThen'])} aria-hidden="true" />
        {t('drift.then')}
        <span className={classNames(styles['swatch'], styles['swatchNow'])} aria-hidden="true" />
        {t('drift.now')}
      </p>
      <SpreadPicture
        label={t('drift.scores.label', { version, scope: t(`models.scope.${scope}`) })}
        spread={scores}
        write={format.percent}
      />
      <p className={styles['quiet']}>
        {t(scores.moved ? 'drift.scores.moved' : 'drift.scores.same', {
          times: timesText(scores.psi / scores.psiLimit, format),
        })}
      </p>
    </section>
  );
}

/** Sorted by how far they moved: 1 is what chance allows. */
function Features({ check: { report, scope, version } }: { readonly check: DriftCheck }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const features = report.features
    .map((feature) => ({ ...feature, times: feature.spread ? feature.spread.psi / feature.spread.psiLimit : 0 }))
    .sort((a, b) => b.times - a.times);
  return (
    <section>
      <h3>{t('drift.features')}</h3>
      <p className={styles['quiet']}>{t('drift.features.hint')}</p>
      <Bars
        label={t('drift.features.label', { version, scope: t(`models.scope.${scope}`) })}
        max={Math.max(2, ...features.map(({ times }) => times))}
        bars={features.map(({ name, spread, missing, unseen, times }) => ({
          key: name,
          label: featureName(t, name),
          value: times,
          figure: spread === null ? t('drift.feature.none') : t('drift.times', { times: timesText(times, format) }),
          note: [
            t('drift.feature.missing', { now: format.percent(missing.now), past: format.percent(missing.past) }),
            ...(unseen.now > 0 ? [t('drift.feature.unseen', { now: format.percent(unseen.now) })] : []),
          ].join(' '),
          color: spread?.moved || missing.moved || unseen.moved ? '--chart-sms' : '--chart-other',
        }))}
      />
    </section>
  );
}

/** How far predicted and observed were apart on each day that was checked. */
function Weeks({ history }: { readonly history: ServedDrift['history'] }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const points = history.flatMap(({ toDay, calibrationError }) =>
    calibrationError === null
      ? []
      : [
          {
            bucket: toDay,
            value: calibrationError.value,
            interval: { low: calibrationError.low, high: calibrationError.high },
          },
        ],
  );
  if (points.length === 0) return null;
  return (
    <section>
      <h3>{t('drift.weeks')}</h3>
      <p className={styles['quiet']}>{t('drift.weeks.hint')}</p>
      <IntervalChart
        label={t('drift.weeks')}
        points={points}
        labelOf={format.day}
        format={format.percent}
        words={{
          bucket: t('drift.day'),
          value: t('drift.error'),
          low: t('drift.low'),
          high: t('drift.high'),
        }}
      />
    </section>
  );
}
