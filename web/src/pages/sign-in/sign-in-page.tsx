import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { api, data } from '../../api/client.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './sign-in.module.css';

export function SignInPage() {
  const { t } = useI18n();
  const { return: back } = useSearch({ strict: false });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const signIn = useMutation({
    mutationFn: (body: { readonly email: string; readonly password: string }) =>
      data(api.POST('/v1/auth/sign-in', { body })),
    onSuccess: async () => {
      queryClient.clear();
      await navigate({ href: back ?? '/', replace: true });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')), password: String(form.get('password')) });
  };
  return (
    <main className={styles['page']}>
      <Card>
        <form className={styles['card']} onSubmit={submit}>
          <div>
            <p>{t('signIn.lead')}</p>
            <h1>{t('signIn.title')}</h1>
          </div>
          {signIn.error && <Notice tone="bad">{signIn.error.message}</Notice>}
          <TextField label={t('signIn.email')} type="email" name="email" autoComplete="username" required />
          <TextField
            label={t('signIn.password')}
            type="password"
            name="password"
            autoComplete="current-password"
            required
          />
          <Button look="primary" type="submit" disabled={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </form>
      </Card>
    </main>
  );
}
