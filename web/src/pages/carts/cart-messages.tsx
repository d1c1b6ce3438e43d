import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { ReasonText } from '../../i18n/reason-text.tsx';
import { MessageStateBadge } from '../../states/message-state-badge.tsx';
import { Card } from '../../ui/card.tsx';
import styles from './carts.module.css';
import type { Cart } from './use-carts.ts';

/** What went out about this cart, newest first. */
export function CartMessages({ cart }: { readonly cart: Cart }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  return (
    <Card title={t('cart.messages')}>
      {cart.messages.length === 0 ? (
        <p>{t('cart.messages.none')}</p>
      ) : (
        <ul className={styles['messages']}>
          {cart.messages.map((message) => (
            <li key={message.id}>
              <p>
                <StoreLink path={`/messages/${message.id}`}>
                  {t(`channel.${message.channel}`)}: {message.template}
                </StoreLink>{' '}
                <MessageStateBadge state={message.state} deliveryState={message.deliveryState} />
              </p>
              {message.reason !== null && (
                <p>
                  <ReasonText code={message.reason} />
                </p>
              )}
              <p className={styles['when']}>
                <time dateTime={message.claimedAt}>{format.dateTime(message.claimedAt)}</time> · {message.provider} ·{' '}
                {t('cart.why.step', { step: message.ruleId })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
