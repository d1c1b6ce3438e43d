import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import type { TrainingRun } from './use-training.ts';

const tones: Readonly<Partial<Record<TrainingRun['state'], Tone>>> = {
  registered: 'good',
  refused: 'warn',
  failed: 'bad',
};

/** Every run, the newest first, with what came of it in a word. */
export function RunsCard({
  runs,
  chosen,
  onChoose,
}: {
  readonly runs: readonly TrainingRun[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  return (
    <Card title={t('training.runs')} hint={t('training.runs.hint')}>
      {runs.length === 0 ? (
        <EmptyState title={t('training.runs.none')} text={t('training.runs.none.text')} />
      ) : (
        <Table
          stacks
          caption={t('training.runs')}
          rows={runs}
          keyOf={({ id }) => id}
          columns={[
            { key: 'at', head: t('training.run.requested'), cell: (run) => format.dateTime(run.requestedAt) },
            { key: 'model', head: t('training.run.model'), cell: ({ model }) => t(`training.model.${model}`) },
            { key: 'scope', head: t('training.run.scope'), cell: ({ scope }) => t(`models.scope.${scope}`) },
            { key: 'reason', head: t('training.run.reason'), cell: ({ reason }) => t(`training.reason.${reason}`) },
            {
              key: 'state',
              head: t('training.run.state'),
              cell: (run) => <Badge tone={tones[run.state] ?? 'neutral'}>{t(`training.state.${run.state}`)}</Badge>,
            },
            {
              key: 'auc',
              head: t('training.measure.auc'),
              numeric: true,
              cell: ({ result }) => (result ? result.metrics.auc.mean.toFixed(3) : '–'),
            },
            {
              key: 'show',
              head: t('training.run.details'),
              cell: ({ id }) =>
                id === chosen ? (
                  t('training.run.shown')
                ) : (
                  <Button look="plain" onClick={() => onChoose(id)}>
                    {t('training.run.show')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Card>
  );
}
