import { useQuery } from '@tanstack/react-query';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { MessageStateBadge } from '../../states/message-state-badge.tsx';
import { StandingBadge } from '../../states/standing-badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import styles from './customers.module.css';
import { shownRows } from './use-customers.ts';

/** The newest carts, orders and messages of a customer; each list has all of them. */
export function CustomerHistory({ customerId }: { readonly customerId: string }) {
  return (
    <>
      <Carts customerId={customerId} />
      <Orders customerId={customerId} />
      <Messages customerId={customerId} />
    </>
  );
}

function Carts({ customerId }: { readonly customerId: string }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const carts = useQuery({
    queryKey: ['carts-of', store.id, customerId],
    queryFn: () => data(store.api.GET('/v1/carts', { params: { query: { customerId, limit: shownRows } } })),
  });
  return (
    <Card
      title={t('customer.carts')}
      actions={
        <StoreLink path="/carts" search={{ customerId }}>
          {t('customer.carts.all')}
        </StoreLink>
      }
    >
      <Loaded query={carts} height={80}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('customer.carts.none')}</p>
          ) : (
            <ul className={styles['list']}>
              {items.map((cart) => (
                <li key={cart.id}>
                  <p>
                    <StoreLink path={`/carts/${cart.id}`}>
                      {cart.goods.length > 0 ? cart.goods.join(', ') : cart.externalId}
                    </StoreLink>{' '}
                    <StandingBadge standing={cart.standing} />
                  </p>
                  <p className={styles['quiet']}>
                    {format.money(cart.valueMinor, cart.currency)} · {format.dateTime(cart.lastActivityAt)}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function Orders({ customerId }: { readonly customerId: string }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const orders = useQuery({
    queryKey: ['orders-of', store.id, customerId],
    queryFn: () => data(store.api.GET('/v1/orders', { params: { query: { customerId, limit: shownRows } } })),
  });
  return (
    <Card title={t('customer.orders')}>
      <Loaded query={orders} height={80}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('customer.orders.none')}</p>
          ) : (
            <ul className={styles['list']}>
              {items.map((order) => (
                <li key={order.id}>
                  <p>
                    {order.externalId}: {t(`customer.order.${order.status ?? 'unknown'}`)}
                  </p>
                  <p className={styles['quiet']}>
                    {[
                      format.money(order.totalMinor, order.currency),
                      order.refundedMinor > 0 &&
                        t('customer.order.refunded', { amount: format.money(order.refundedMinor, order.currency) }),
                      format.dateTime(order.placedAt ?? order.createdAt),
                      order.recoveryId !== null && t('customer.order.recovered'),
                    ]
                      .filter((part) => part !== false)
                      .join(' · ')}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function Messages({ customerId }: { readonly customerId: string }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const messages = useQuery({
    queryKey: ['messages-to', store.id, customerId],
    queryFn: () => data(store.api.GET('/v1/messages', { params: { query: { customerId, limit: shownRows } } })),
  });
  return (
    <Card
      title={t('customer.messages')}
      actions={
        <StoreLink path="/messages" search={{ customerId }}>
          {t('customer.messages.all')}
        </StoreLink>
      }
    >
      <Loaded query={messages} height={80}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('customer.messages.none')}</p>
          ) : (
            <ul className={styles['list']}>
              {items.map((message) => (
                <li key={message.id}>
                  <p>
                    <StoreLink path={`/messages/${message.id}`}>
                      {t(`channel.${message.channel}`)}: {message.template}
                    </StoreLink>{' '}
                    <MessageStateBadge state={message.state} deliveryState={message.deliveryState} />
                  </p>
                  <p className={styles['quiet']}>{format.dateTime(message.claimedAt)}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
