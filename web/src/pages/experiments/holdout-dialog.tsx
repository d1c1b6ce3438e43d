import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import styles from './experiments.module.css';
import { type ExperimentSummary, experimentQueries } from './use-experiments.ts';

const percentMax = 50;
const percentUsual = 10;

/** Sets the share of people who get no message, and says what that does to the comparison. */
export function HoldoutDialog({
  experiment,
  onClose,
}: {
  readonly experiment: ExperimentSummary;
  readonly onClose: () => void;
}) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useId();
  const [text, setText] = useState(String(experiment.holdoutPercent || percentUsual));
  const percent = /^\d{1,2}$/.test(text.trim()) ? Number(text) : Number.NaN;
  const isRight = percent <= percentMax;
  const change = useMutation({
    mutationFn: () =>
      data(
        store.api.PUT('/v1/campaigns/{id}/holdout', {
          params: { path: { id: experiment.campaignId } },
          body: { percent },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: experimentQueries.of(store) });
      void queries.invalidateQueries({ queryKey: ['store', store.id, 'campaigns'] });
      toast({ text: t('experiments.holdout.done', { percent }) });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRight) change.mutate();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('experiments.holdout')}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form={form} disabled={!isRight || change.isPending}>
            {t('experiments.holdout.set')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className={styles['words']}>
        <p>{t('experiments.holdout.means')}</p>
        <TextField
          label={t('experiments.holdout.percent')}
          help={t('experiments.holdout.help')}
          problem={isRight ? null : t('experiments.holdout.wrong', { max: percentMax })}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        {isRight && percent !== experiment.holdoutPercent && (
          <Notice tone={percent === 0 ? 'warn' : 'neutral'}>
            {t(percent === 0 ? 'experiments.holdout.ends' : 'experiments.holdout.anew')}
          </Notice>
        )}
        {change.error instanceof ApiError && <Notice tone="bad">{change.error.message}</Notice>}
      </form>
    </Dialog>
  );
}
