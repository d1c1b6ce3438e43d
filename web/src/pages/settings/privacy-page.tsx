import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { data, type paths } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf } from '../../lib/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { SmallSelect } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import ui from '../../ui/ui.module.css';
import { Erasures } from './erasures.tsx';
import { SettingsFrame } from './settings-frame.tsx';

type PrivacyRequest =
  paths['/v1/privacy-requests']['get']['responses'][200]['content']['application/json']['items'][number];

const states = ['open', 'done'] as const;
const requestsPerPage = 50;

/** What platforms asked for on behalf of persons: when it is due, what was done at once, and what a person still has to do. */
export function PrivacyPage() {
  const { t } = useI18n();
  const [status, setStatus] = useStatusFilter();
  return (
    <SettingsFrame part="privacy">
      <Card
        actions={
          <SmallSelect
            label={t('privacy.state')}
            value={status ?? ''}
            onChange={({ target }) => setStatus(oneOf(target.value, states))}
          >
            <option value="">{t('privacy.all')}</option>
            <option value="open">{t('privacy.open')}</option>
            <option value="done">{t('privacy.done')}</option>
          </SmallSelect>
        }
      >
        <Requests status={status} />
      </Card>
      <Erasures />
    </SettingsFrame>
  );
}

function useStatusFilter() {
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const setStatus = (status: (typeof states)[number] | undefined) =>
    void navigate({ to: '.', search: { ...search, status } as never });
  return [oneOf(search['status'], states), setStatus] as const;
}

function Requests({ status }: { readonly status: (typeof states)[number] | undefined }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const queryClient = useQueryClient();
  const [finishing, setFinishing] = useState<PrivacyRequest | null>(null);
  const key = ['store', store.id, 'privacy-requests'];
  const requests = useInfiniteQuery({
    queryKey: [...key, status],
    queryFn: ({ pageParam }) => {
      const query = { limit: requestsPerPage, ...(status && { status }), ...(pageParam && { cursor: pageParam }) };
      return data(store.api.GET('/v1/privacy-requests', { params: { query } }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const finish = useMutation({
    mutationFn: (id: string) => data(store.api.POST('/v1/privacy-requests/{id}/finish', { params: { path: { id } } })),
    onSuccess: () => setFinishing(null),
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  });
  return (
    <Loaded query={requests}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <EmptyState title={t('privacy.none')} text={t('privacy.none.text')} />;
        return (
          <div className={ui['stack']}>
            <Table
              caption={t('settings.privacy')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                {
                  key: 'kind',
                  head: t('privacy.kind'),
                  cell: ({ kind, deliveryId }) => (
                    <>
                      {t(`privacy.kind.${kind}`)}
                      <br />
                      <span className={ui['help']}>
                        {t('privacy.delivery')} <CopyText text={deliveryId} short />
                      </span>
                    </>
                  ),
                },
                { key: 'received', head: t('privacy.received'), cell: ({ receivedAt }) => format.dateTime(receivedAt) },
                {
                  key: 'done',
                  head: t('privacy.atOnce'),
                  cell: ({ kind, persons, customerIds, recoveriesStopped, addressesSuppressed }) => (
                    <>
                      {kind === 'data_request'
                        ? t('privacy.found', { persons })
                        : t('privacy.effects', { persons, recoveriesStopped, addressesSuppressed })}
                      {customerIds.map((id) => (
                        <div key={id}>
                          <StoreLink path={`/customers/${id}`}>{t('privacy.person', { id: id.slice(-8) })}</StoreLink>
                        </div>
                      ))}
                    </>
                  ),
                },
                {
                  key: 'state',
                  head: t('privacy.state'),
                  cell: (request) =>
                    request.status === 'done' ? (
                      <Badge tone="good">{t('privacy.doneAt', { moment: format.dateTime(request.doneAt) })}</Badge>
                    ) : (
                      <div className={ui['stack']}>
                        <Badge tone={Date.parse(request.dueAt) < Date.now() ? 'bad' : 'warn'}>
                          {t('privacy.dueAt', { moment: format.dateTime(request.dueAt) })}
                        </Badge>
                        {store.may('privacy-requests:finish') && (
                          <Button onClick={() => setFinishing(request)}>{t('privacy.finish')}</Button>
                        )}
                      </div>
                    ),
                },
              ]}
            />
            {requests.hasNextPage && (
              <div>
                <Button disabled={requests.isFetchingNextPage} onClick={() => void requests.fetchNextPage()}>
                  {t('audit.more')}
                </Button>
              </div>
            )}
            <ConfirmDialog
              open={finishing !== null}
              title={finishing ? t(`privacy.kind.${finishing.kind}`) : ''}
              action={t('privacy.finish')}
              busy={finish.isPending}
              onClose={() => setFinishing(null)}
              onConfirm={() => finishing && finish.mutate(finishing.id)}
            >
              {finish.error && <Notice tone="bad">{refusalText(t, finish.error)}</Notice>}
              <p>{t('privacy.finish.text')}</p>
            </ConfirmDialog>
          </div>
        );
      }}
    </Loaded>
  );
}
