import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card, Facts } from '../../../ui/card.tsx';
import { featureName } from './feature-name.ts';
import styles from './predictions.module.css';
import type { Model } from './use-predictions.ts';

const digits = 3;

/** Which model predicts: what it learned from, how good it is, and in its own words where it is wrong. */
export function ModelCard({ model }: { readonly model: Model }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { training, metrics, calibration } = model;
  const figure = (value: number) => format.number(Number(value.toFixed(digits)));
  return (
    <Card title={t('predictions.model')}>
      <Facts
        facts={[
          [t('predictions.model.version'), model.version],
          [
            t('predictions.model.learned'),
            <>
              {t('predictions.model.learned.text', {
                rows: format.number(training.rows),
                share: format.percent(training.positives / training.rows),
              })}
              <br />
              <a href={training.url} target="_blank" rel="noreferrer">
                {training.name}
              </a>{' '}
              <span className={styles['quiet']}>({training.licence})</span>
            </>,
          ],
          [t('predictions.model.label'), training.label],
          [
            t('predictions.model.trainedAt'),
            training.trainedAt === null ? t('predictions.model.trainedAt.unknown') : format.dayLong(training.trainedAt),
          ],
          [
            t('predictions.model.auc'),
            t('predictions.model.auc.text', {
              mean: figure(metrics.auc.mean),
              low: figure(metrics.auc.low),
              high: figure(metrics.auc.high),
              blind: figure(model.withoutBrowsingAuc),
            }),
          ],
          [
            t('predictions.model.calibration'),
            t('predictions.model.calibration.text', { ece: format.percent(calibration.ece) }),
          ],
          [t('predictions.model.features'), model.features.map(({ name }) => featureName(t, name)).join(', ')],
        ]}
      />
      {model.card !== null && (
        <details className={styles['more']}>
          <summary>{t('predictions.model.card')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className={styles['card']} aria-label={t('predictions.model.card')} tabIndex={0} lang="en">
            {model.card}
          </section>
        </details>
      )}
    </Card>
  );
}
