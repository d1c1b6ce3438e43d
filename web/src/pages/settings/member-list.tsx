import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { roleLabel, type TeamRole, teamRoles } from '../../app/roles.ts';
import { meQuery, useMe, useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf } from '../../lib/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SmallSelect } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { type Member, membersKey, useMembers } from './team-data.ts';

/** The members with their roles, which whoever may can change or take. */
export function MemberList() {
  const { t } = useI18n();
  const store = useStore();
  const { user } = useMe();
  const format = useFormat(store.timeZone);
  const members = useMembers();
  const changes = useMemberChanges();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const mayWrite = store.may('members:write');
  const isLastOwner = (member: Member, all: readonly Member[]) =>
    member.role === 'store_owner' && all.filter(({ role }) => role === 'store_owner').length === 1;
  return (
    <Loaded query={members}>
      {({ items }) => (
        <div className={ui['stack']}>
          {changes.error && (
            <Notice tone="bad">
              {refusalText(t, changes.error, { conflict: 'team.lastOwner', forbidden: 'team.exceeds' })}
            </Notice>
          )}
          {items.length === 0 && <EmptyState title={t('team.none')} text={t('team.none.text')} />}
          {items.length > 0 && (
            <Table
              caption={t('team.members')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  head: t('team.name'),
                  cell: (member) => (
                    <>
                      <span className={ui['row']}>
                        {member.name}
                        {member.id === user.id && <Badge>{t('team.you')}</Badge>}
                        {member.deactivatedAt !== null && <Badge tone="warn">{t('team.deactivated')}</Badge>}
                      </span>
                      <span className={ui['help']}>{member.email}</span>
                    </>
                  ),
                },
                {
                  key: 'role',
                  head: t('team.role'),
                  cell: (member) =>
                    mayWrite && !isLastOwner(member, items) ? (
                      <SmallSelect
                        label={t('team.role.of', { name: member.name })}
                        value={member.role}
                        disabled={changes.isPending}
                        onChange={({ target }) => {
                          const role = oneOf(target.value, teamRoles);
                          if (role) changes.mutate({ member, role });
                        }}
                      >
                        {teamRoles.map((role) => (
                          <option key={role} value={role}>
                            {t(roleLabel(role))}
                          </option>
                        ))}
                      </SmallSelect>
                    ) : (
                      <>
                        {t(roleLabel(member.role))}
                        {isLastOwner(member, items) && (
                          <>
                            <br />
                            <span className={ui['help']}>{t('team.lastOwner.short')}</span>
                          </>
                        )}
                      </>
                    ),
                },
                { key: 'joined', head: t('team.joined'), cell: ({ joinedAt }) => format.dateTime(joinedAt) },
                {
                  key: 'remove',
                  head: <span className="visually-hidden">{t('account.actions')}</span>,
                  cell: (member) =>
                    mayWrite && !isLastOwner(member, items) ? (
                      <Button
                        look="danger"
                        aria-label={t('team.remove.label', { name: member.name })}
                        onClick={() => setLeaving(member)}
                      >
                        {t('account.remove')}
                      </Button>
                    ) : null,
                },
              ]}
            />
          )}
          <ConfirmDialog
            open={leaving !== null}
            title={t('team.remove.label', { name: leaving?.name ?? '' })}
            action={t('account.remove')}
            busy={changes.isPending}
            onClose={() => setLeaving(null)}
            onConfirm={() =>
              leaving && changes.mutate({ member: leaving, role: null }, { onSettled: () => setLeaving(null) })
            }
          >
            <p>{t('team.remove.text')}</p>
          </ConfirmDialog>
        </div>
      )}
    </Loaded>
  );
}

interface MemberChange {
  readonly member: Member;
  /** Null takes the person out. */
  readonly role: TeamRole | null;
}

function useMemberChanges() {
  const { t } = useI18n();
  const store = useStore();
  const toast = useToast();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ member, role }: MemberChange) => {
      const params = { path: { id: member.id } };
      await (role === null
        ? data(store.api.DELETE('/v1/members/{id}', { params }))
        : data(store.api.PATCH('/v1/members/{id}', { params, body: { role } })));
    },
    onSuccess: (_, { member, role }) =>
      toast({
        text:
          role === null
            ? t('team.removed', { name: member.name })
            : t('team.changed', { name: member.name, role: t(roleLabel(role)) }),
      }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: membersKey(store.id) });
      // It may have been one's own role.
      await queryClient.invalidateQueries(meQuery);
    },
  });
}
