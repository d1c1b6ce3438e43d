import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { api, data } from '../../api/client.ts';
import { EntryFrame } from '../../app/entry-frame.tsx';
import { refusalText } from '../../app/refusal-text.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import ui from '../../ui/ui.module.css';

/**
 * The account of the one who has the printed link: the first owner's, or a new password for an account. The token stands
 * behind the `#`, which browsers send to nobody.
 */
export function SetUpPage() {
  const { t } = useI18n();
  const token = useLocation({ select: ({ hash }) => hash });
  return (
    <EntryFrame title={t('firstOwner.title')}>
      {token === '' ? <Notice tone="warn">{t('firstOwner.noToken')}</Notice> : <SetUpForm token={token} />}
    </EntryFrame>
  );
}

function SetUpForm({ token }: { readonly token: string }) {
  const { t, locale } = useI18n();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const setUp = useMutation({
    mutationFn: (person: { readonly email: string; readonly name: string; readonly password: string }) =>
      data(api.POST('/v1/auth/set-up', { body: { token, locale, ...person } })),
    onSuccess: async () => {
      queryClient.clear();
      await navigate({ to: '/', replace: true });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { email = '', name = '', password = '' } = formValues(event.currentTarget);
    setUp.mutate({ email, name, password });
  };
  return (
    <form className={ui['stack']} onSubmit={submit}>
      <p>{t('firstOwner.lead')}</p>
      {setUp.error && (
        <Notice tone="bad">
          {refusalText(t, setUp.error, {
            gone: 'firstOwner.gone',
            conflict: 'firstOwner.known',
            'invalid:email': 'firstOwner.anotherEmail',
          })}
        </Notice>
      )}
      <TextField label={t('signIn.email')} type="email" name="email" autoComplete="username" required />
      <TextField label={t('firstOwner.name')} name="name" autoComplete="name" maxLength={100} required />
      <PasswordField label={t('signIn.password')} name="password" chosen />
      <Button look="primary" type="submit" disabled={setUp.isPending}>
        {t('firstOwner.submit')}
      </Button>
    </form>
  );
}
