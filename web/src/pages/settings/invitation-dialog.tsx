import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { roleLabel, roleText, type TeamRole, teamRoles } from '../../app/roles.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { oneOf } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import ui from '../../ui/ui.module.css';
import { invitationsKey } from './team-data.ts';

/** Invites an address; where no mail could go out, the link is for the inviter to bring. */
export function InvitationDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const [role, setRole] = useState<TeamRole>('marketer');
  const invite = useMutation({
    mutationFn: (email: string) => data(store.api.POST('/v1/invitations', { body: { email, role } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsKey(store.id) }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    invite.mutate(formValues(event.currentTarget)['email'] ?? '');
  };
  return (
    <Dialog open onClose={onClose} title={t('team.invite')}>
      {invite.data ? (
        <div className={ui['stack']}>
          {invite.data.delivery.kind === 'mailed' ? (
            <Notice tone="good">{t('team.mailed', { email: invite.data.invitation.email })}</Notice>
          ) : (
            <>
              <Notice tone="warn">{t('team.link', { email: invite.data.invitation.email })}</Notice>
              <CopyText text={invite.data.delivery.url} />
            </>
          )}
          <div>
            <Button onClick={onClose}>{t('action.close')}</Button>
          </div>
        </div>
      ) : (
        <form className={ui['stack']} onSubmit={submit}>
          {invite.error && (
            <Notice tone="bad">
              {refusalText(t, invite.error, { 'conflict:email': 'team.known', forbidden: 'team.exceeds' })}
            </Notice>
          )}
          <TextField label={t('signIn.email')} type="email" name="email" maxLength={254} required />
          <SelectField
            label={t('team.role')}
            value={role}
            help={t(roleText(role))}
            onChange={({ target }) => setRole(oneOf(target.value, teamRoles) ?? role)}
          >
            {teamRoles.map((one) => (
              <option key={one} value={one}>
                {t(roleLabel(one))}
              </option>
            ))}
          </SelectField>
          <div className={ui['row']}>
            <Button look="primary" type="submit" disabled={invite.isPending}>
              {t('team.invite.submit')}
            </Button>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
