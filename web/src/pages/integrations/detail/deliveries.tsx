import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { oneOf, type SearchText, textOf } from '../../../lib/search.ts';
import { useMediaQuery } from '../../../lib/use-media-query.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { SmallSelect } from '../../../ui/field.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';
import styles from '../integrations.module.css';
import type { Delivery, IntegrationDetail } from '../use-integrations.ts';
import { integrationKey } from '../use-integrations.ts';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { DeliveryReason } from './delivery-reason.tsx';

const statuses = ['received', 'processed', 'processed_in_part', 'ignored', 'refused', 'failed'] as const;
type Status = (typeof statuses)[number];
const tones: Readonly<Record<Status, Tone>> = {
  received: 'neutral',
  processed: 'good',
  processed_in_part: 'warn',
  ignored: 'neutral',
  refused: 'warn',
  failed: 'bad',
};
/** Where there is no room for columns beside each other. */
const narrowScreen = '(max-width: 640px)';
const pageSize = 50;
const refetchMs = 10_000;

/** What the platform delivered within the last 30 days, and what became of each. */
export function Deliveries({
  integrationId,
  counts,
}: {
  readonly integrationId: string;
  readonly counts: IntegrationDetail['deliveries'];
}) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const navigate = useNavigate();
  const search: SearchText = useSearch({ strict: false });
  const status = oneOf(search['status'], statuses);
  const openId = textOf(search['delivery']);
  const set = (change: SearchText) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...change })) as never, resetScroll: false });
  const deliveries = useInfiniteQuery({
    queryKey: [...integrationKey(store.id, integrationId), 'deliveries', status ?? null],
    queryFn: ({ pageParam }) =>
      data(
        store.api.GET('/v1/integrations/{id}/deliveries', {
          params: {
            path: { id: integrationId },
            query: { limit: pageSize, ...(status && { status }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: refetchMs,
  });
  const narrow = useMediaQuery(narrowScreen);
  const fate = (delivery: Delivery) => (
    <>
      <Badge tone={tones[delivery.status]}>{t(`integrations.delivery.${delivery.status}`)}</Badge>
      <DeliveryReason delivery={delivery} />
    </>
  );
  const columns = [
    {
      key: 'at',
      head: t('integrations.delivery.at'),
      cell: (delivery: Delivery) => (
        <>
          <button type="button" className={styles['open']} onClick={() => set({ delivery: delivery.id })}>
            {format.dateTime(delivery.receivedAt)}
          </button>
          {narrow && (
            <>
              <div>
                <code>{delivery.topic}</code>
              </div>
              {fate(delivery)}
            </>
          )}
        </>
      ),
    },
    ...(narrow
      ? []
      : [
          {
            key: 'topic',
            head: t('integrations.delivery.topic'),
            cell: ({ topic }: Delivery) => <code className={styles['nowrap']}>{topic}</code>,
          },
          { key: 'status', head: t('integrations.delivery.fate'), cell: fate },
        ]),
  ];
  return (
    <Card
      title={t('integrations.deliveries')}
      hint={t('integrations.deliveries.hint')}
      actions={
        <SmallSelect
          label={t('integrations.deliveries.filter')}
          value={status ?? ''}
          onChange={({ currentTarget }) => set({ status: currentTarget.value || undefined })}
        >
          <option value="">{t('integrations.deliveries.all')}</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {t(`integrations.delivery.${one}`)} ({format.number(counts[one])})
            </option>
          ))}
        </SmallSelect>
      }
    >
      <Loaded query={deliveries}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0)
            return (
              <EmptyState
                title={t(status ? 'integrations.deliveries.noneOfStatus' : 'integrations.deliveries.none')}
                {...(!status && { text: t('integrations.deliveries.none.text') })}
              />
            );
          return (
            <div className={ui['stack']}>
              <Table caption={t('integrations.deliveries')} rows={rows} keyOf={({ id }) => id} columns={columns} />
              {deliveries.hasNextPage && (
                <div className={ui['row']}>
                  <Button onClick={() => void deliveries.fetchNextPage()} disabled={deliveries.isFetchingNextPage}>
                    {t('integrations.deliveries.more')}
                  </Button>
                </div>
              )}
            </div>
          );
        }}
      </Loaded>
      {openId !== undefined && <DeliveryDialog id={openId} onClose={() => set({ delivery: undefined })} />}
    </Card>
  );
}
