import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { deadLettersKey } from './use-clusters.ts';

interface DecideProps {
  readonly label: string;
  readonly look?: 'primary' | 'danger';
  /** What will happen, in words. */
  readonly question: string;
  readonly children: ReactNode;
  /** Does it, and returns what was done in words. */
  readonly act: () => Promise<string>;
}

/** A decision that is asked once more before it is done; the page then shows what became of it. */
export function Decide({ label, look, question, children, act }: DecideProps) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const deciding = useMutation({
    mutationFn: act,
    onSuccess: async (done) => {
      setOpen(false);
      toast({ text: done });
      await queryClient.invalidateQueries({ queryKey: deadLettersKey(store.id) });
    },
  });
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
            <Button look={look ?? 'primary'} onClick={() => deciding.mutate()} disabled={deciding.isPending}>
              {label}
            </Button>
          </>
        }
      >
        <div className={ui['stack']}>
          <div>{children}</div>
          {deciding.error && <Notice tone="bad">{deciding.error.message}</Notice>}
        </div>
      </Dialog>
    </>
  );
}
