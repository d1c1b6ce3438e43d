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
import { type ModelVersion, modelsKey } from './use-models.ts';

type Scope = ModelVersion['scope'];

export type Move =
  | { readonly kind: 'promote'; readonly id: string; readonly scope: Scope; readonly version: string }
  | {
      readonly kind: 'rollBack';
      readonly model: ModelVersion['model'];
      readonly scope: Scope;
      readonly version: string;
    };

const reasonLengthMax = 500;

/** Changes what answers, after asking why. What is for every store is offered to admins only. */
export function MoveButton({ move }: { readonly move: Move }) {
  const { t } = useI18n();
  const store = useStore();
  const { admin } = useMe();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const moving = useMutation({
    mutationFn: () =>
      move.kind === 'promote'
        ? data(store.api.POST('/v1/models/{id}/promote', { params: { path: { id: move.id } }, body: { reason } }))
        : data(
            store.api.POST('/v1/models/{model}/roll-back', {
              params: { path: { model: move.model } },
              body: { reason, scope: move.scope },
            }),
          ),
    onSuccess: async () => {
      setOpen(false);
      setReason('');
      toast({ text: t(`models.${move.kind}.done`, { version: move.version }) });
      await queryClient.invalidateQueries({ queryKey: modelsKey(store.id) });
    },
  });
  if (!store.may('models:write') || (move.scope === 'platform' && !admin)) return null;
  const look = move.kind === 'promote' ? 'primary' : 'danger';
  return (
    <>
      <Button look={look} onClick={() => setOpen(true)}>
        {t(`models.${move.kind}`)}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t(`models.${move.kind}.question`, { version: move.version })}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('action.cancel')}</Button>
            <Button look={look} onClick={() => moving.mutate()} disabled={moving.isPending || reason.trim() === ''}>
              {t(`models.${move.kind}`)}
            </Button>
          </>
        }
      >
        <div className={ui['stack']}>
          <p>{move.kind === 'promote' ? t(`models.promote.text.${move.scope}`) : t('models.rollBack.text')}</p>
          <TextArea
            label={t('models.reason')}
            help={t('models.reason.help')}
            value={reason}
            maxLength={reasonLengthMax}
            rows={3}
            onChange={({ target }) => setReason(target.value)}
          />
          {moving.error && <Notice tone="bad">{moving.error.message}</Notice>}
        </div>
      </Dialog>
    </>
  );
}
