import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { LineageLink } from '../../reasons/lineage-link.tsx';
import { Card } from '../../ui/card.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './carts.module.css';
import type { Cart } from './use-carts.ts';

/** What the newest recovery decided by, and what moved it most. */
export function CartPredictions({ cart }: { readonly cart: Cart }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const [prediction] = cart.predictions;
  return (
    <Card
      title={t('cart.predictions')}
      hint={t('cart.predictions.hint')}
      actions={prediction?.recoveryId && <LineageLink of={{ kind: 'prediction', id: prediction.recoveryId }} />}
    >
      {prediction === undefined ? (
        <p>{t('cart.predictions.none')}</p>
      ) : (
        <>
          <p className={styles['amount']}>{format.percent(prediction.probability)}</p>
          <p className={styles['when']}>
            {t('cart.predictions.model', { model: prediction.modelVersion, when: format.dateTime(prediction.at) })}
          </p>
          {prediction.reasons.length > 0 && (
            <Table
              caption={t('cart.predictions.reason')}
              rows={prediction.reasons}
              keyOf={({ feature }) => feature}
              columns={[
                { key: 'feature', head: t('cart.predictions.reason'), cell: ({ feature }) => featureText(feature) },
                {
                  key: 'value',
                  head: t('cart.predictions.value'),
                  numeric: true,
                  cell: ({ value }) => format.number(value),
                },
                {
                  key: 'effect',
                  head: t('cart.predictions.effect'),
                  cell: ({ direction }) => t(`cart.predictions.${direction}`),
                },
              ]}
            />
          )}
        </>
      )}
    </Card>
  );
}

/** Names of features are the model's own: `minutes_since_last_event`. */
function featureText(feature: string): string {
  return feature.replaceAll('_', ' ');
}
