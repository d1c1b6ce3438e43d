import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import styles from './carts.module.css';
import type { Cart } from './use-carts.ts';

/** Every order that could speak for this cart, and whether it does. */
export function CartOrders({ cart }: { readonly cart: Cart }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  return (
    <Card title={t('cart.orders')} hint={t('cart.orders.hint')}>
      {cart.orders.length === 0 ? (
        <p>{t('cart.orders.none')}</p>
      ) : (
        <ul className={styles['messages']}>
          {cart.orders.map((order) => (
            <li key={order.id}>
              <p>
                {t(`cart.event.${order.event}`, { order: order.externalId, n: 0, lines: 0 })}
                {!order.own && ` (${t('cart.event.ofSamePerson')})`}{' '}
                <Badge tone={order.counts ? 'good' : 'neutral'}>
                  {t(order.counts ? 'cart.timeline.counts' : 'cart.timeline.countsNot')}
                </Badge>
              </p>
              <p className={styles['when']}>
                {format.money(order.totalMinor, order.currency)} ·{' '}
                <time dateTime={order.createdAt}>{format.dateTime(order.arrivedAt ?? order.createdAt)}</time>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
