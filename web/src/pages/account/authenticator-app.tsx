import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { meQuery } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { browserZone } from './browser-zone.ts';
import { EnrolAuthenticator } from './enrol-authenticator.tsx';
import { secondFactorsKey } from './second-factor-list.ts';

/** The app that shows a code of six digits every half minute. */
export function AuthenticatorApp({ confirmedAt }: { readonly confirmedAt: string | null }) {
  const { t } = useI18n();
  const format = useFormat(browserZone);
  const toast = useToast();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => data(api.DELETE('/v1/me/second-factors/totp')),
    onSuccess: async () => {
      setAsking(false);
      await queryClient.invalidateQueries({ queryKey: secondFactorsKey });
      // A store may demand it.
      await queryClient.invalidateQueries(meQuery);
      toast({ text: t('account.totp.removed') });
    },
  });
  return (
    <div className={ui['stack']}>
      <div className={ui['row']}>
        <h3>{t('account.totp.title')}</h3>
        {confirmedAt === null ? (
          <Badge>{t('account.totp.off')}</Badge>
        ) : (
          <Badge tone="good">{t('account.totp.on')}</Badge>
        )}
        {confirmedAt !== null && <span>{t('account.totp.since', { day: format.dateTime(confirmedAt) })}</span>}
        {confirmedAt === null ? (
          <EnrolAuthenticator />
        ) : (
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('account.totp.remove')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        title={t('account.totp.remove')}
        action={t('account.remove')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        {remove.error && <Notice tone="bad">{refusalText(t, remove.error)}</Notice>}
        <p>{t('account.totp.remove.text')}</p>
      </ConfirmDialog>
    </div>
  );
}
