import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { api, data } from '../../api/client.ts';
import { EntryFrame } from '../../app/entry-frame.tsx';
import { refusalText } from '../../app/refusal-text.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import ui from '../../ui/ui.module.css';

/** Says the same whether there is an account or not. */
export function AskForLink() {
  const { t } = useI18n();
  const ask = useMutation({
    mutationFn: (email: string) => data(api.POST('/v1/auth/password-resets', { body: { email } })),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate((formValues(event.currentTarget)['email'] ?? '').trim());
  };
  return (
    <EntryFrame title={t(ask.isSuccess ? 'resetPassword.asked.title' : 'resetPassword.ask.title')}>
      {ask.isSuccess ? (
        <div className={ui['stack']} role="status">
          <p>{t('resetPassword.asked', { email: ask.variables })}</p>
          <p>{t('resetPassword.asked.operator')}</p>
          <Button onClick={() => ask.reset()}>{t('resetPassword.asked.another')}</Button>
          <BackToSignIn />
        </div>
      ) : (
        <form className={ui['stack']} onSubmit={submit}>
          <p>{t('resetPassword.ask.lead')}</p>
          {ask.error && (
            <Notice tone="bad">{refusalText(t, ask.error, { rate_limited: 'resetPassword.ask.tooMany' })}</Notice>
          )}
          <TextField label={t('signIn.email')} type="email" name="email" autoComplete="username" autoFocus required />
          <Button look="primary" type="submit" disabled={ask.isPending}>
            {t('resetPassword.ask.submit')}
          </Button>
          <BackToSignIn />
        </form>
      )}
    </EntryFrame>
  );
}

export function BackToSignIn() {
  const { t } = useI18n();
  return (
    <p>
      <Link to="/sign-in" search={{}}>
        {t('resetPassword.back')}
      </Link>
    </p>
  );
}
