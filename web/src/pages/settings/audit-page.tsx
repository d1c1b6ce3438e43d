import { useInfiniteQuery } from '@tanstack/react-query';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import ui from '../../ui/ui.module.css';
import { useActorNames } from './actor-names.ts';
import { AuditFilters } from './audit-filters.tsx';
import { type AuditSearch, actorKinds, subjectKinds, useAuditSearch } from './audit-search.ts';
import { actionLabel, changeLines, subjectLabel } from './audit-words.ts';
import { SettingsFrame } from './settings-frame.tsx';

const entriesPerPage = 50;

/** Who changed what, newest first; the filters stand in the address. */
export function AuditPage() {
  return (
    <SettingsFrame part="audit">
      <AuditList />
    </SettingsFrame>
  );
}

function AuditList() {
  const { t, locale } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const [search, setSearch] = useAuditSearch();
  const entries = useAudit(search);
  const nameOf = useActorNames();
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <Card actions={<AuditFilters search={search} onChange={setSearch} />}>
      <Loaded query={entries} height={360}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <EmptyState
                title={t(filtered ? 'audit.noneFiltered' : 'audit.none')}
                text={t(filtered ? 'audit.noneFiltered.text' : 'audit.none.text')}
              >
                {filtered && <Button onClick={() => setSearch({})}>{t('audit.all')}</Button>}
              </EmptyState>
            );
          return (
            <div className={ui['stack']}>
              <Table
                caption={t('settings.audit')}
                rows={items}
                keyOf={({ id }) => id}
                columns={[
                  {
                    key: 'at',
                    head: t('audit.at'),
                    cell: ({ at }) => <time title={format.dateTimeLong(at)}>{format.dateTime(at)}</time>,
                  },
                  { key: 'who', head: t('audit.who'), cell: (entry) => nameOf(entry) },
                  {
                    key: 'what',
                    head: t('audit.what'),
                    cell: (entry) => (
                      <>
                        {t(actionLabel(entry.action))} <code className={ui['help']}>{entry.action}</code>
                        <br />
                        {t(subjectLabel(entry.subjectKind))} <CopyText text={entry.subjectId} short />
                      </>
                    ),
                  },
                  {
                    key: 'change',
                    head: t('audit.change'),
                    cell: ({ change }) => (
                      // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from lists without bullets
                      <ul role="list">
                        {changeLines(change, { t, locale, format }).map((line) => (
                          <li key={line}>{line}</li>
                        ))}
                      </ul>
                    ),
                  },
                ]}
              />
              {entries.hasNextPage && (
                <div>
                  <Button disabled={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
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

function useAudit(search: AuditSearch) {
  const store = useStore();
  return useInfiniteQuery({
    queryKey: ['store', store.id, 'audit', search],
    queryFn: ({ pageParam }) =>
      data(
        store.api.GET('/v1/audit', {
          params: {
            query: {
              limit: entriesPerPage,
              ...(search.actorKind && { actorKind: oneOf(search.actorKind, actorKinds) }),
              ...(search.actorId && { actorId: search.actorId }),
              ...(search.subjectKind && { subjectKind: oneOf(search.subjectKind, subjectKinds) }),
              ...(search.subjectId && { subjectId: search.subjectId }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
