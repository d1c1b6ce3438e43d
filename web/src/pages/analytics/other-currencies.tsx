import { Link } from '@tanstack/react-router';
import type { AnalyticsAnswer } from '../../analytics/query.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import styles from './analytics.module.css';

/** What is not in the sum because it is in other currencies, with the way to each. */
export function OtherCurrencies({ answer: { otherCurrencies, currency } }: { readonly answer: AnalyticsAnswer }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  if (otherCurrencies.length === 0) return null;
  return (
    <p className={styles['note']}>
      {t('analytics.otherCurrencies', { currency: currency ?? t('value.unknown') })}{' '}
      {otherCurrencies.map((other, index) => (
        <span key={other.currency}>
          {index > 0 && ', '}
          <Link to="." search={((before: object) => ({ ...before, currency: other.currency })) as never}>
            {t('analytics.otherCurrency', {
              currency: other.currency === 'unknown' ? t('value.unknown') : other.currency,
              count: format.number(other.orders),
            })}
          </Link>
        </span>
      ))}
    </p>
  );
}
