import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../../api/client.ts';
import { useMe, useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { type ModelVersion, modelsKey, useModels } from '../registry/use-models.ts';
import type { Rollout } from './use-rollouts.ts';

/** Begins a rollout of a version that does not answer, where none of its model is under way. */
export function StartRollout({ open }: { readonly open: readonly Rollout[] }) {
  const { t } = useI18n();
  const store = useStore();
  const { admin } = useMe();
  const queryClient = useQueryClient();
  const toast = useToast();
  const models = useModels();
  const [chosen, setChosen] = useState('');
  const started = useMutation({
    mutationFn: (versionId: string) => data(store.api.POST('/v1/rollouts', { body: { versionId } })),
    onSuccess: async ({ version }) => {
      setChosen('');
      toast({ text: t('rollouts.start.done', { version }) });
      await queryClient.invalidateQueries({ queryKey: modelsKey(store.id) });
    },
  });
  const isFree = ({ model, scope }: ModelVersion) =>
    !open.some((rollout) => rollout.model === model && rollout.scope === scope);
  const ready = (models.data?.versions ?? []).filter(
    (version) => version.stage !== 'production' && isFree(version) && (version.scope === 'store' || admin),
  );
  if (!store.may('models:write') || ready.length === 0) return null;
  const versionId = chosen === '' ? (ready[0]?.id ?? '') : chosen;
  return (
    <Card title={t('rollouts.start')} hint={t('rollouts.start.hint')}>
      <div className={ui['stack']}>
        <SelectField
          label={t('models.answers.version')}
          value={versionId}
          onChange={({ target }) => setChosen(target.value)}
        >
          {ready.map(({ id, version, scope, stage }) => (
            <option key={id} value={id}>
              {t('rollouts.start.version', {
                version,
                scope: t(`models.scope.${scope}`),
                stage: t(`models.stage.${stage}`),
              })}
            </option>
          ))}
        </SelectField>
        {started.error && <Notice tone="bad">{started.error.message}</Notice>}
        <div>
          <Button look="primary" disabled={started.isPending} onClick={() => started.mutate(versionId)}>
            {t('rollouts.start.act')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
