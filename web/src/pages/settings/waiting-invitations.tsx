import { useMutation, useQueryClient } from '@tanstack/react-query';
import { data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { roleLabel } from '../../app/roles.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import ui from '../../ui/ui.module.css';
import { invitationsKey, useInvitations } from './team-data.ts';

/** Who was invited and has not joined yet; nothing while there is nobody. */
export function WaitingInvitations() {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const queryClient = useQueryClient();
  const invitations = useInvitations();
  const withdraw = useMutation({
    mutationFn: (id: string) => data(store.api.DELETE('/v1/invitations/{id}', { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsKey(store.id) }),
  });
  const items = invitations.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={t('team.waiting')}>
      <div className={ui['stack']}>
        {withdraw.error && <Notice tone="bad">{refusalText(t, withdraw.error)}</Notice>}
        <Table
          caption={t('team.waiting')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            { key: 'email', head: t('signIn.email'), cell: ({ email }) => email },
            { key: 'role', head: t('team.role'), cell: ({ role }) => t(roleLabel(role)) },
            {
              key: 'until',
              head: t('team.until'),
              cell: ({ expiresAt }) => format.dateTime(expiresAt),
            },
            {
              key: 'withdraw',
              head: <span className="visually-hidden">{t('account.actions')}</span>,
              cell: ({ id, email }) =>
                store.may('members:write') ? (
                  <Button
                    aria-label={t('team.withdraw.label', { email })}
                    disabled={withdraw.isPending}
                    onClick={() => withdraw.mutate(id)}
                  >
                    {t('team.withdraw')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </div>
    </Card>
  );
}
