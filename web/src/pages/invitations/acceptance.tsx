import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { api, data, type paths } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import ui from '../../ui/ui.module.css';
import type { Person } from './who-is-here.ts';

type Shown = paths['/v1/auth/invitations/{token}']['get']['responses'][200]['content']['application/json'];

interface AcceptanceProps {
  readonly token: string;
  readonly invitation: Shown;
  readonly person: Person | null;
}

/** What is to be done here depends on who is signed in: nobody, the invited person, or somebody else. */
export function Acceptance({ token, invitation, person }: AcceptanceProps) {
  const { t, locale } = useI18n();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const accept = useMutation({
    mutationFn: (account: { readonly name: string; readonly password: string } | null) =>
      data(
        api.POST('/v1/auth/invitations/{token}', {
          params: { path: { token } },
          body: account ? { ...account, locale } : {},
        }),
      ),
    onSuccess: async ({ storeId }) => {
      queryClient.clear();
      await navigate({ to: '/stores/$storeId', params: { storeId }, replace: true });
    },
  });
  const problem = accept.error && (
    <Notice tone="bad">
      {refusalText(t, accept.error, { gone: 'invitation.gone', forbidden: 'invitation.anotherAddress' })}
    </Notice>
  );
  if (person && person.email !== invitation.email) return <SomebodyElse person={person} invited={invitation.email} />;
  if (person)
    return (
      <>
        {problem}
        <Button look="primary" disabled={accept.isPending} onClick={() => accept.mutate(null)}>
          {t('invitation.join')}
        </Button>
      </>
    );
  if (invitation.hasAccount)
    return (
      <>
        <p>{t('invitation.signInFirst')}</p>
        <Link to="/sign-in" search={{ return: `/invitations#${token}` }} className={buttonClass('primary')}>
          {t('signIn.submit')}
        </Link>
      </>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name = '', password = '' } = formValues(event.currentTarget);
    accept.mutate({ name, password });
  };
  return (
    <form className={ui['stack']} onSubmit={submit}>
      {problem}
      <TextField label={t('signIn.email')} type="email" autoComplete="username" value={invitation.email} readOnly />
      <TextField label={t('firstOwner.name')} name="name" autoComplete="name" maxLength={100} required />
      <PasswordField label={t('signIn.password')} name="password" chosen />
      <Button look="primary" type="submit" disabled={accept.isPending}>
        {t('invitation.join')}
      </Button>
    </form>
  );
}

function SomebodyElse({ person, invited }: { readonly person: Person; readonly invited: string }) {
  const { t } = useI18n();
  const queryClient = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => data(api.POST('/v1/auth/sign-out')),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['who-is-here'] }),
  });
  return (
    <>
      <Notice tone="warn">{t('invitation.somebodyElse', { email: person.email, invited })}</Notice>
      <Button look="primary" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('invitation.signOut')}
      </Button>
    </>
  );
}
