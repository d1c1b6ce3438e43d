import { useInfiniteQuery } from '@tanstack/react-query';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { ReasonText } from '../../i18n/reason-text.tsx';
import { oneOf, textOf } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { campaignQueries } from './campaign-queries.ts';
import { channels } from './campaign-types.ts';
import styles from './campaigns.module.css';

const figures = ['sent', 'delivered', 'clicked', 'bought', 'skipped', 'waiting'] as const;

/** The carts behind a number that the address names; nothing where it names none. */
export function StepEntries({
  campaignId,
  search,
  onClose,
}: {
  readonly campaignId: string;
  readonly search: Readonly<Record<string, unknown>>;
  readonly onClose: () => void;
}) {
  const figure = oneOf(search['figure'], figures);
  const stepId = textOf(search['of']);
  const { t } = useI18n();
  const open = figure !== undefined && stepId !== undefined;
  return (
    <Dialog open={open} onClose={onClose} wide title={open ? t(`campaigns.entries.${figure}`, { step: stepId }) : ''}>
      {open && <Entries {...{ campaignId, figure, stepId, search }} />}
      <div className={styles['actions']}>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </div>
    </Dialog>
  );
}

function Entries({
  campaignId,
  figure,
  stepId,
  search,
}: {
  readonly campaignId: string;
  readonly figure: (typeof figures)[number];
  readonly stepId: string;
  readonly search: Readonly<Record<string, unknown>>;
}) {
  const { t } = useI18n();
  const store = useStore();
  const period = usePeriod();
  const format = useFormat(store.timeZone);
  const list = useInfiniteQuery(
    campaignQueries.entries(store, campaignId, period, {
      figure,
      stepId,
      channel: oneOf(search['channel'], [...channels, 'none'] as const),
      reason: textOf(search['reason']),
    }),
  );
  return (
    <Loaded query={list}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return <EmptyState title={t('campaigns.entries.none')} />;
        return (
          <>
            <Table
              caption={t(`campaigns.entries.${figure}`, { step: stepId })}
              keyOf={({ id }) => id}
              rows={rows}
              columns={[
                {
                  key: 'at',
                  head: t('campaigns.column.at'),
                  cell: ({ at }) => <span title={format.dateTimeLong(at)}>{format.dateTime(at)}</span>,
                },
                {
                  key: 'cart',
                  head: t('campaigns.column.cart'),
                  cell: ({ cartId }) => (
                    <StoreLink path={`/carts/${cartId}`} className={styles['id']}>
                      {cartId.slice(0, 8)}
                    </StoreLink>
                  ),
                },
                {
                  key: 'message',
                  head: t(figure === 'skipped' ? 'campaigns.column.reason' : 'campaigns.column.message'),
                  cell: ({ messageId, reason }) =>
                    figure === 'skipped' ? (
                      <ReasonText code={reason ?? ''} />
                    ) : messageId === null ? (
                      '–'
                    ) : (
                      <StoreLink path={`/messages/${messageId}`} className={styles['id']}>
                        {messageId.slice(0, 8)}
                      </StoreLink>
                    ),
                },
              ]}
            />
            {list.hasNextPage && (
              <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
                {t('campaigns.more')}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
