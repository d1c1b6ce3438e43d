import { useInfiniteQuery } from '@tanstack/react-query';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf, textOf } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { figureKey } from './experiment-words.ts';
import styles from './experiments.module.css';
import { type Channel, channels, experimentQueries, type OrderFigure, orderFigures } from './use-experiments.ts';

/** The orders behind a number that the address names; nothing where it names none. */
export function OrdersDialog({
  campaignId,
  search,
  onClose,
}: {
  readonly campaignId: string;
  readonly search: Readonly<Record<string, unknown>>;
  readonly onClose: () => void;
}) {
  const { t } = useI18n();
  const figure = oneOf(search['figure'], orderFigures);
  return (
    <Dialog
      open={figure !== undefined}
      onClose={onClose}
      wide
      title={figure ? t(figureKey[figure]) : ''}
      actions={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      {figure && (
        <Orders
          {...{ campaignId, figure, currency: textOf(search['currency']), channel: oneOf(search['channel'], channels) }}
        />
      )}
    </Dialog>
  );
}

function Orders({
  campaignId,
  figure,
  currency,
  channel,
}: {
  readonly campaignId: string;
  readonly figure: OrderFigure;
  readonly currency: string | undefined;
  readonly channel: Channel | undefined;
}) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const list = useInfiniteQuery(experimentQueries.orders(store, campaignId, { figure, currency, channel }));
  return (
    <Loaded query={list}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return <EmptyState title={t('experiments.orders.none')} />;
        return (
          <>
            <Table
              stacks
              caption={t(figureKey[figure])}
              keyOf={({ id }) => id}
              rows={rows}
              columns={[
                {
                  key: 'at',
                  head: t('experiments.column.placedAt'),
                  cell: ({ placedAt }) => (
                    <span title={format.dateTimeLong(placedAt)}>{format.dateTime(placedAt)}</span>
                  ),
                },
                {
                  key: 'customer',
                  head: t('experiments.column.customer'),
                  cell: ({ customerId }) => (
                    <StoreLink path={`/customers/${customerId}`} className={styles['id']}>
                      {customerId.slice(0, 8)}
                    </StoreLink>
                  ),
                },
                {
                  key: 'amount',
                  head: t('experiments.column.revenue'),
                  numeric: true,
                  cell: ({ netMinor, currency: own }) => format.money(netMinor, own),
                },
                {
                  key: 'refunded',
                  head: t('experiments.column.refunded'),
                  numeric: true,
                  cell: ({ refundedMinor, currency: own }) =>
                    refundedMinor === 0 ? '–' : format.money(refundedMinor, own),
                },
                ...(figure === 'link' || figure === 'last_touch'
                  ? [
                      {
                        key: 'message',
                        head: t('experiments.column.message'),
                        cell: ({ messageId }: (typeof rows)[number]) =>
                          messageId === null ? (
                            '–'
                          ) : (
                            <StoreLink path={`/messages/${messageId}`} className={styles['id']}>
                              {messageId.slice(0, 8)}
                            </StoreLink>
                          ),
                      },
                    ]
                  : []),
              ]}
            />
            {list.hasNextPage && (
              <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
                {t('experiments.orders.more')}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
