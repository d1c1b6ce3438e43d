import { useState } from 'react';
import { useMe, useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import styles from './training.module.css';
import { isOver, type TrainingRun, useTrainingCommands } from './use-training.ts';

/** Asks for a model of this store, or of all stores together. */
export function AskCard({ runs }: { readonly runs: readonly TrainingRun[] }) {
  const { t } = useI18n();
  const store = useStore();
  const { admin } = useMe();
  const { ask } = useTrainingCommands();
  const [model, setModel] = useState<TrainingRun['model']>('purchase');
  const goesOn = (scope: TrainingRun['scope']) =>
    runs.some((run) => run.scope === scope && run.model === model && !isOver(run));
  const scopes = (['store', 'platform'] as const).filter((scope) => scope === 'store' || admin);
  return (
    <Card title={t('training.ask.title')} hint={t('training.ask.hint')}>
      <div className={ui['stack']}>
        <SelectField
          label={t('training.ask.model')}
          value={model}
          onChange={({ target }) => setModel(target.value === 'uplift' ? 'uplift' : 'purchase')}
        >
          <option value="purchase">{t('training.model.purchase')}</option>
          <option value="uplift">{t('training.model.uplift')}</option>
        </SelectField>
        <p>{t(model === 'uplift' ? 'training.ask.text.uplift' : 'training.ask.text')}</p>
        {store.may('models:write') ? (
          <div className={styles['actions']}>
            {scopes.map((scope) => (
              <Button
                key={scope}
                look={scope === 'store' ? 'primary' : undefined}
                disabled={ask.isPending || goesOn(scope)}
                onClick={() => ask.mutate({ model, scope })}
              >
                {t(`training.ask.${scope}`)}
              </Button>
            ))}
          </div>
        ) : (
          <p className={styles['quiet']}>{t('training.ask.mayNot')}</p>
        )}
        {ask.error && <Notice tone="bad">{ask.error.message}</Notice>}
      </div>
    </Card>
  );
}
