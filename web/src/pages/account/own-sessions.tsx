import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import ui from '../../ui/ui.module.css';
import { browserZone } from './browser-zone.ts';

export const ownSessionsKey = ['me', 'sessions'] as const;

/** Where the person is signed in. An ended session is refused at its next request. */
export function OwnSessions() {
  const { t } = useI18n();
  const format = useFormat(browserZone);
  const queryClient = useQueryClient();
  const sessions = useQuery({ queryKey: ownSessionsKey, queryFn: () => data(api.GET('/v1/me/sessions')) });
  const end = useMutation({
    mutationFn: (id: string) => data(api.DELETE('/v1/me/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ownSessionsKey }),
  });
  return (
    <Card title={t('account.sessions.title')} hint={t('account.sessions.hint')}>
      <div className={ui['stack']}>
        {end.error && <Notice tone="bad">{refusalText(t, end.error)}</Notice>}
        <Loaded query={sessions}>
          {({ items }) => (
            <Table
              caption={t('account.sessions.title')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                {
                  key: 'agent',
                  head: t('account.sessions.agent'),
                  cell: ({ agent, createdAt }) => (
                    <>
                      {agent}
                      <br />
                      <span className={ui['help']}>
                        {t('account.sessions.since', { moment: format.dateTime(createdAt) })}
                      </span>
                    </>
                  ),
                },
                {
                  key: 'seen',
                  head: t('account.sessions.lastSeen'),
                  cell: ({ lastSeenAt }) => (
                    <span title={format.dateTimeLong(lastSeenAt)}>{format.relative(lastSeenAt)}</span>
                  ),
                },
                {
                  key: 'end',
                  head: <span className="visually-hidden">{t('account.actions')}</span>,
                  cell: ({ id, current, agent }) =>
                    current ? (
                      <Badge tone="good">{t('account.sessions.current')}</Badge>
                    ) : (
                      <Button
                        aria-label={t('account.sessions.end.label', { agent })}
                        disabled={end.isPending}
                        onClick={() => end.mutate(id)}
                      >
                        {t('account.sessions.end')}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </div>
    </Card>
  );
}
