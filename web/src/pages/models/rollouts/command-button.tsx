import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../../api/client.ts';
import { useMe, useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { modelsKey } from '../registry/use-models.ts';
import type { Rollout } from './use-rollouts.ts';

type Command = 'hold' | 'resume' | 'undo';

const reasonLengthMax = 200;

/** Holds, resumes or undoes a rollout, after asking why. What is for every store is offered to admins only. */
export function CommandButton({ rollout, command }: { readonly rollout: Rollout; readonly command: Command }) {
  const { t } = useI18n();
  const store = useStore();
  const { admin } = useMe();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { version } = rollout;
  const told = useMutation({
    mutationFn: () => {
      const asked = { params: { path: { id: rollout.id } }, body: { reason } };
      switch (command) {
        case 'hold':
          return data(store.api.POST('/v1/rollouts/{id}/hold', asked));
        case 'resume':
          return data(store.api.POST('/v1/rollouts/{id}/resume', asked));
        case 'undo':
          return data(store.api.POST('/v1/rollouts/{id}/undo', asked));
      }
    },
    onSuccess: async () => {
      setOpen(false);
      setReason('');
      toast({ text: t(`rollouts.${command}.done`, { version }) });
      await queryClient.invalidateQueries({ queryKey: modelsKey(store.id) });
    },
  });
  if (!store.may('models:write') || (rollout.scope === 'platform' && !admin)) return null;
  const look = command === 'undo' ? 'danger' : undefined;
  return (
    <>
      <Button {...(look && { look })} onClick={() => setOpen(true)}>
        {t(`rollouts.${command}`)}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t(`rollouts.${command}.question`, { version })}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('action.cancel')}</Button>
            <Button
              look={look ?? 'primary'}
              onClick={() => told.mutate()}
              disabled={told.isPending || reason.trim() === ''}
            >
              {t(`rollouts.${command}`)}
            </Button>
          </>
        }
      >
        <div className={ui['stack']}>
          <p>{t(`rollouts.${command}.text`)}</p>
          <TextArea
            label={t('models.reason')}
            help={t('models.reason.help')}
            value={reason}
            maxLength={reasonLengthMax}
            rows={3}
            onChange={({ target }) => setReason(target.value)}
          />
          {told.error && <Notice tone="bad">{told.error.message}</Notice>}
        </div>
      </Dialog>
    </>
  );
}
