import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api, data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useMe } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { ownSessionsKey } from './own-sessions.tsx';

export function PasswordCard() {
  const { t } = useI18n();
  const { user } = useMe();
  const toast = useToast();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: ({
      currentPassword,
      newPassword,
    }: {
      readonly currentPassword: string;
      readonly newPassword: string;
    }) => data(api.POST('/v1/me/password', { body: { currentPassword, newPassword } })),
    onSuccess: async () => {
      toast({ text: t('account.password.changed') });
      await queryClient.invalidateQueries({ queryKey: ownSessionsKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { currentPassword = '', newPassword = '' } = formValues(form);
    change.mutate({ currentPassword, newPassword }, { onSuccess: () => form.reset() });
  };
  return (
    <Card title={t('account.password.title')} hint={t('account.password.hint')}>
      <form className={ui['stack']} onSubmit={submit}>
        {change.error && (
          <Notice tone="bad">
            {refusalText(t, change.error, {
              'invalid:currentPassword': 'account.password.wrong',
              rate_limited: 'signIn.tooManyTries',
            })}
          </Notice>
        )}
        {/* Password managers ask whose password it is. */}
        <input type="email" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordField label={t('account.password.current')} name="currentPassword" />
        <PasswordField label={t('account.password.new')} name="newPassword" chosen />
        <div>
          <Button type="submit" disabled={change.isPending}>
            {t('account.password.submit')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
