import { useInfiniteQuery } from '@tanstack/react-query';
import { save } from '../../analytics/export/download.ts';
import { data, type paths } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import ui from '../../ui/ui.module.css';

type Erasure = paths['/v1/erasures']['get']['responses'][200]['content']['application/json']['items'][number];

const erasuresPerPage = 50;
/** While one is under way its stages are seen to go on. */
const openEveryMs = 3_000;

/** Persons who are or were erased: how far each came, what it waits for, and the signed receipt. */
export function Erasures() {
  const { t } = useI18n();
  const store = useStore();
  const erasures = useInfiniteQuery({
    queryKey: ['store', store.id, 'erasures'],
    queryFn: ({ pageParam }) => {
      const query = { limit: erasuresPerPage, ...(pageParam && { cursor: pageParam }) };
      return data(store.api.GET('/v1/erasures', { params: { query } }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ doneAt }) => doneAt === null)) ? openEveryMs : false,
  });
  return (
    <Card title={t('erasures')} hint={t('erasures.hint')}>
      <Loaded query={erasures}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t('erasures.none')} text={t('erasures.none.text')} />;
          return (
            <div className={ui['stack']}>
              <ErasureTable erasures={items} />
              {erasures.hasNextPage && (
                <div>
                  <Button disabled={erasures.isFetchingNextPage} onClick={() => void erasures.fetchNextPage()}>
                    {t('audit.more')}
                  </Button>
                </div>
              )}
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}

function ErasureTable({ erasures }: { readonly erasures: readonly Erasure[] }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const rowsOf = ({ rows }: Erasure) =>
    Object.values(rows).reduce((sum, { deleted, blanked }) => sum + deleted + blanked, 0);
  return (
    <Table
      caption={t('erasures')}
      rows={erasures}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'person',
          head: t('erasures.person'),
          cell: ({ customerIds: [customerId], privacyRequestId }) => (
            <>
              {customerId === undefined ? (
                t('erasures.unknown')
              ) : (
                <StoreLink path={`/customers/${customerId}`}>{customerId.slice(-8)}</StoreLink>
              )}
              <br />
              <span className={ui['help']}>
                {privacyRequestId === null ? t('erasures.byTeam') : t('erasures.byPlatform')}
              </span>
            </>
          ),
        },
        { key: 'asked', head: t('erasures.asked'), cell: ({ requestedAt }) => format.dateTime(requestedAt) },
        { key: 'rows', head: t('erasures.rows'), cell: (erasure) => format.number(rowsOf(erasure)) },
        { key: 'stage', head: t('privacy.state'), cell: (erasure) => <Stage erasure={erasure} /> },
      ]}
    />
  );
}

function Stage({ erasure }: { readonly erasure: Erasure }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const { id, doneAt, workingOn, waitsFor, isStuck } = erasure;
  if (doneAt === null)
    return (
      <div className={ui['stack']}>
        <div>
          <Badge tone={isStuck ? 'bad' : 'warn'}>{t(`erasures.stage.${workingOn ?? 'done'}`)}</Badge>
        </div>
        {waitsFor !== null && <span className={ui['help']}>{t(`erasures.wait.${waitsFor}`)}</span>}
      </div>
    );
  const saveReceipt = async () => {
    const { receipt } = await data(store.api.GET('/v1/erasures/{id}', { params: { path: { id } } }));
    const file = new Blob([JSON.stringify(receipt, null, 2)], { type: 'application/json' });
    save({ file, fileName: `erasure-${id}.json` });
  };
  return (
    <div className={ui['stack']}>
      <div>
        <Badge tone="good">{t('privacy.doneAt', { moment: format.dateTime(doneAt) })}</Badge>
      </div>
      <div>
        <Button onClick={() => void saveReceipt()}>{t('erasures.receipt')}</Button>
      </div>
    </div>
  );
}
