import { useI18n } from '../../../i18n/i18n-context.tsx';
import styles from '../integrations.module.css';
import { deliveryReasonKey } from '../platform-words.ts';
import type { Delivery } from '../use-integrations.ts';

/** Why a delivery came to nothing, in words, with the code and the place small beside it. */
export function DeliveryReason({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useI18n();
  const { reason, path, message } = delivery;
  if (reason === null) return null;
  const key = deliveryReasonKey(reason);
  return (
    <p className={styles['reason']}>
      {key ? t(key) : reason} <code className="reason-code">{reason}</code>
      {path && (
        <>
          {' '}
          <code>{path}</code>
        </>
      )}
      {message && <span className={styles['quiet']}> {message}</span>}
    </p>
  );
}
