import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { api, data } from '../../api/client.ts';
import { EntryFrame } from '../../app/entry-frame.tsx';
import { refusalText } from '../../app/refusal-text.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/page-state.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import ui from '../../ui/ui.module.css';
import { BackToSignIn } from './ask-for-link.tsx';

export function SetPassword({ token }: { readonly token: string }) {
  const { t } = useI18n();
  const queryClient = useQueryClient();
  const link = useQuery({
    queryKey: ['password-reset', token],
    queryFn: () => data(api.GET('/v1/auth/password-resets/{token}', { params: { path: { token } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const set = useMutation({
    mutationFn: (password: string) =>
      data(api.POST('/v1/auth/password-resets/{token}', { params: { path: { token } }, body: { password } })),
    // Whoever was signed in here is not any more.
    onSuccess: () => queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'password-reset' }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    set.mutate(formValues(event.currentTarget)['password'] ?? '');
  };
  if (set.isSuccess)
    return (
      <EntryFrame title={t('resetPassword.done.title')}>
        <div className={ui['stack']} role="status">
          <p>{t('resetPassword.done')}</p>
          <Link to="/sign-in" search={{}} className={buttonClass('primary')}>
            {t('signIn.submit')}
          </Link>
        </div>
      </EntryFrame>
    );
  const problem = set.error ?? link.error;
  return (
    <EntryFrame title={t('resetPassword.set.title')}>
      {link.isPending ? (
        <Skeleton height={160} />
      ) : problem instanceof ApiError && problem.code === 'gone' ? (
        <div className={ui['stack']}>
          <Notice tone="bad">{t('resetPassword.gone')}</Notice>
          <Link to="/reset-password" search={{}} hash="" className={buttonClass('primary')}>
            {t('resetPassword.again')}
          </Link>
          <BackToSignIn />
        </div>
      ) : (
        <form className={ui['stack']} onSubmit={submit}>
          <p>{t('resetPassword.set.lead')}</p>
          {problem && <Notice tone="bad">{refusalText(t, problem)}</Notice>}
          <PasswordField label={t('resetPassword.set.password')} name="password" chosen autoFocus />
          <Button look="primary" type="submit" disabled={set.isPending}>
            {t('resetPassword.set.submit')}
          </Button>
        </form>
      )}
    </EntryFrame>
  );
}
