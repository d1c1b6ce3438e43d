import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../api/client.ts';
import { useStore } from '../app/session.ts';
import { useFormat, useI18n } from '../i18n/i18n-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './replies.module.css';
import type { Reply } from './reply.ts';

/** The words of a reply, for those who may see them: asked for one by one, because that is written down. */
export function ReadReply({ reply }: { readonly reply: Reply }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const [open, setOpen] = useState(false);
  const words = useMutation({
    mutationFn: () => data(store.api.POST('/v1/replies/{id}/words', { params: { path: { id: reply.id } } })),
  });
  if (!store.may('customers:unmask')) return null;
  const read = words.data;
  const close = () => {
    setOpen(false);
    words.reset();
  };
  return (
    <>
      <Button
        aria-label={t('replies.read.what', { when: format.dateTime(reply.receivedAt) })}
        onClick={() => setOpen(true)}
      >
        {t('replies.read')}
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={read ? read.subject || t('replies.title') : t('replies.read.title')}
        wide={read !== undefined}
        actions={
          read ? (
            <Button look="primary" onClick={close}>
              {t('action.close')}
            </Button>
          ) : (
            <>
              <Button onClick={close}>{t('action.cancel')}</Button>
              <Button look="primary" disabled={words.isPending} onClick={() => words.mutate()}>
                {t('replies.read')}
              </Button>
            </>
          )
        }
      >
        {read ? (
          <>
            <p className={styles['quiet']}>
              {read.fromAddress === null ? t('replies.noAddress') : t('replies.from', { address: read.fromAddress })}
            </p>
            <p className={styles['words']}>{read.text || t('replies.noText')}</p>
          </>
        ) : (
          <p>{t('replies.read.text')}</p>
        )}
        {words.error && <Notice tone="bad">{words.error.message}</Notice>}
      </Dialog>
    </>
  );
}
