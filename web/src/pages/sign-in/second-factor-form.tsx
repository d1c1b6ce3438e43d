import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import type { FormEvent } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { api, data } from '../../api/client.ts';
import { canUsePasskeys, signWithPasskey } from '../../api/passkeys.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { CodeField } from '../../ui/code-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import ui from '../../ui/ui.module.css';

/** The password was right; what is left to prove. */
export interface Begun {
  readonly challenge: string;
  readonly methods: readonly ('totp' | 'passkey')[];
}

interface SecondFactorFormProps {
  readonly begun: Begun;
  readonly onSignedIn: () => Promise<void>;
  readonly onBeginAgain: (late: boolean) => void;
}

export function SecondFactorForm({ begun, onSignedIn, onBeginAgain }: SecondFactorFormProps) {
  const { t } = useI18n();
  const { challenge, methods } = begun;
  const [byCode, byPasskey] = [methods.includes('totp'), methods.includes('passkey')];
  const onError = (error: Error) => {
    if (error instanceof ApiError && error.code === 'gone') onBeginAgain(true);
  };
  const withCode = useMutation({
    mutationFn: (code: string) => data(api.POST('/v1/auth/second-factor', { body: { challenge, code } })),
    onSuccess: onSignedIn,
    onError,
  });
  const withPasskey = useMutation({
    mutationFn: async () => {
      const options = await data(api.POST('/v1/auth/second-factor/passkey', { body: { challenge } }));
      const passkey = await signWithPasskey(options);
      return data(api.POST('/v1/auth/second-factor', { body: { challenge, passkey: passkey as never } }));
    },
    onSuccess: onSignedIn,
    onError,
  });
  const busy = withCode.isPending || withPasskey.isPending;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    withPasskey.reset();
    withCode.mutate(formValues(event.currentTarget)['code'] ?? '');
  };
  const error: Error | null = withCode.error ?? withPasskey.error;
  return (
    <div className={ui['stack']}>
      {error && (
        <Notice tone="bad">
          {refusalText(t, error, {
            'unauthenticated:code': 'signIn.second.wrongCode',
            unauthenticated: 'signIn.second.wrongPasskey',
            rate_limited: 'signIn.tooManyTries',
          })}
        </Notice>
      )}
      {byCode && (
        <form className={ui['stack']} onSubmit={submit}>
          <CodeField label={t('signIn.second.code')} help={t('signIn.second.code.help')} autoFocus />
          <Button look="primary" type="submit" disabled={busy}>
            {t('signIn.submit')}
          </Button>
        </form>
      )}
      {byPasskey && (
        <Button
          {...(!byCode && { look: 'primary' })}
          disabled={busy || !canUsePasskeys()}
          onClick={() => {
            withCode.reset();
            withPasskey.mutate();
          }}
        >
          <KeyRound size={16} aria-hidden="true" />
          {t('signIn.second.passkey')}
        </Button>
      )}
      {byPasskey && !canUsePasskeys() && <p>{t('signIn.second.noPasskeysHere')}</p>}
      <Button look="plain" onClick={() => onBeginAgain(false)}>
        {t('signIn.second.another')}
      </Button>
    </div>
  );
}
