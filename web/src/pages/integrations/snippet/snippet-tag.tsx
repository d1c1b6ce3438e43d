import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import styles from '../integrations.module.css';
import { type Snippet, snippetKey } from './use-snippet.ts';

/** What to paste into every page of the shop, and another key in its place. */
export function SnippetTag({ snippet }: { readonly snippet: Snippet }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const rotate = useMutation({
    mutationFn: () => data(store.api.POST('/v1/snippet/rotate-key')),
    onSuccess: (changed) => {
      queryClient.setQueryData(snippetKey(store.id), changed);
      setAsking(false);
      toast({ text: t('integrations.snippet.rotated') });
    },
  });
  return (
    <Card title={t('integrations.snippet.tag')} hint={t('integrations.snippet.tag.hint')}>
      <div className={ui['stack']}>
        {!snippet.enabled && <Notice tone="warn">{t('integrations.snippet.isOff')}</Notice>}
        <CopyText text={snippet.tag} />
        <ol className={styles['steps']}>
          <li>{t('integrations.snippet.step.paste')}</li>
          <li>{t('integrations.snippet.step.consent')}</li>
          <li>{t('integrations.snippet.step.check')}</li>
        </ol>
        <p className={styles['quiet']}>{t('integrations.snippet.shopify')}</p>
        <CopyText text={snippet.shopifyPixelUrl} />
        {store.may('snippet:write') && (
          <div className={ui['row']}>
            <Button onClick={() => setAsking(true)}>{t('integrations.snippet.rotate')}</Button>
          </div>
        )}
      </div>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('integrations.snippet.rotate')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
            <Button look="danger" onClick={() => rotate.mutate()} disabled={rotate.isPending}>
              {t('integrations.snippet.rotate.submit')}
            </Button>
          </>
        }
      >
        <p>{t('integrations.snippet.rotate.text')}</p>
        {rotate.error && <Notice tone="bad">{rotate.error.message}</Notice>}
      </Dialog>
    </Card>
  );
}
