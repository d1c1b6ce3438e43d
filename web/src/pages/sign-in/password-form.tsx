import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { api, data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import ui from '../../ui/ui.module.css';
import type { Begun } from './second-factor-form.tsx';

interface PasswordFormProps {
  readonly onSignedIn: () => Promise<void>;
  readonly onSecondFactor: (begun: Begun) => void;
}

export function PasswordForm({ onSignedIn, onSecondFactor }: PasswordFormProps) {
  const { t } = useI18n();
  const signIn = useMutation({
    mutationFn: (body: { readonly email: string; readonly password: string }) =>
      data(api.POST('/v1/auth/sign-in', { body })),
    onSuccess: async (answer) => {
      if (answer.status === 'second_factor') onSecondFactor(answer);
      else await onSignedIn();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { email = '', password = '' } = formValues(event.currentTarget);
    signIn.mutate({ email, password });
  };
  return (
    <form className={ui['stack']} onSubmit={submit}>
      {!isSecureContext && <Notice tone="warn">{t('signIn.inTheOpen', { address: location.origin })}</Notice>}
      {signIn.error && (
        <Notice tone="bad">
          {refusalText(t, signIn.error, {
            unauthenticated: 'signIn.wrong',
            rate_limited: 'signIn.tooManyTries',
            forbidden: 'signIn.passkeysElsewhere',
          })}
        </Notice>
      )}
      <TextField label={t('signIn.email')} type="email" name="email" autoComplete="username" autoFocus required />
      <PasswordField label={t('signIn.password')} name="password" />
      <Button look="primary" type="submit" disabled={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
      <p>
        <Link to="/reset-password" search={{}}>
          {t('signIn.forgotten')}
        </Link>
      </p>
    </form>
  );
}
