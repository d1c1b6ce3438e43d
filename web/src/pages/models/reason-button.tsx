import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe, useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { modelsKey } from './registry/use-models.ts';

interface ReasonButtonProps {
  readonly scope: 'store' | 'platform';
  /** On the button, and on the one that does it. */
  readonly label: string;
  readonly look?: 'primary' | 'danger';
  readonly question: string;
  /** What follows from it. */
  readonly text: string;
  readonly done: string;
  readonly reasonLengthMax: number;
  readonly act: (reason: string) => Promise<unknown>;
}

/** Changes which version answers, or how far it goes, after asking why. What is for every store is offered to admins only. */
export function ReasonButton({ scope, label, look, question, text, done, reasonLengthMax, act }: ReasonButtonProps) {
  const { t } = useI18n();
  const store = useStore();
  const { admin } = useMe();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const acting = useMutation({
    mutationFn: () => act(reason),
    onSuccess: async () => {
      setOpen(false);
      setReason('');
      toast({ text: done });
      await queryClient.invalidateQueries({ queryKey: modelsKey(store.id) });
    },
  });
  if (!store.may('models:write') || (scope === 'platform' && !admin)) return null;
  return (
    <>
      <Button {...(look && { look })} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={question}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('action.cancel')}</Button>
            <Button
              look={look ?? 'primary'}
              onClick={() => acting.mutate()}
              disabled={acting.isPending || reason.trim() === ''}
            >
              {label}
            </Button>
          </>
        }
      >
        <div className={ui['stack']}>
          <p>{text}</p>
          <TextArea
            label={t('models.reason')}
            help={t('models.reason.help')}
            value={reason}
            maxLength={reasonLengthMax}
            rows={3}
            onChange={({ target }) => setReason(target.value)}
          />
          {acting.error && <Notice tone="bad">{acting.error.message}</Notice>}
        </div>
      </Dialog>
    </>
  );
}
