import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api, data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { meQuery } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { CodeField } from '../../ui/code-field.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { secondFactorsKey } from './second-factor-list.ts';

/** Shows the secret as a picture, and takes the first code as proof that the app has it. */
export function EnrolAuthenticator() {
  const { t } = useI18n();
  const toast = useToast();
  const queryClient = useQueryClient();
  const begin = useMutation({ mutationFn: () => data(api.POST('/v1/me/second-factors/totp')) });
  const confirm = useMutation({
    mutationFn: (code: string) => data(api.POST('/v1/me/second-factors/totp/confirm', { body: { code } })),
    onSuccess: async () => {
      begin.reset();
      await queryClient.invalidateQueries({ queryKey: secondFactorsKey });
      // A store may demand it.
      await queryClient.invalidateQueries(meQuery);
      toast({ text: t('account.totp.added') });
    },
  });
  const close = () => {
    begin.reset();
    confirm.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirm.mutate(formValues(event.currentTarget)['code'] ?? '');
  };
  return (
    <>
      <Button disabled={begin.isPending} onClick={() => begin.mutate()}>
        {t('account.totp.add')}
      </Button>
      {begin.error && <Notice tone="bad">{refusalText(t, begin.error)}</Notice>}
      <Dialog open={begin.data !== undefined} onClose={close} title={t('account.totp.add')}>
        {begin.data && (
          <form className={ui['stack']} onSubmit={submit}>
            <p>{t('account.totp.scan')}</p>
            <QrCode text={begin.data.uri} label={t('account.totp.picture')} />
            <p>
              {t('account.totp.type')} <CopyText text={begin.data.secret} />
            </p>
            <CodeField
              label={t('signIn.second.code')}
              help={t('account.totp.code.help')}
              problem={confirm.error && refusalText(t, confirm.error, { 'invalid:code': 'signIn.second.wrongCode' })}
            />
            <div className={ui['row']}>
              <Button look="primary" type="submit" disabled={confirm.isPending}>
                {t('account.totp.confirm')}
              </Button>
              <Button onClick={close}>{t('action.cancel')}</Button>
            </div>
          </form>
        )}
      </Dialog>
    </>
  );
}
