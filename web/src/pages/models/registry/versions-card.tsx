import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Models, ModelVersion } from './use-models.ts';

const tones: Readonly<Record<ModelVersion['stage'], Tone>> = {
  staging: 'neutral',
  shadow: 'neutral',
  canary: 'warn',
  production: 'good',
  archived: 'neutral',
};

interface VersionsCardProps {
  readonly models: Models;
  readonly chosen: string | undefined;
  readonly onChoose: (version: string | undefined) => void;
}

/** Every version that this store sees; one of them can be looked into. */
export function VersionsCard({ models, chosen, onChoose }: VersionsCardProps) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const auc = ({ metrics }: ModelVersion) => {
    const found = metrics['auc'];
    return found ? intervalText(t, format, found) : '–';
  };
  return (
    <Card title={t('models.versions')} hint={t('models.versions.hint')}>
      <Table
        stacks
        caption={t('models.versions')}
        rows={models.versions}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'version',
            head: t('models.answers.version'),
            cell: ({ id, version }) => (
              <Button
                look="plain"
                aria-pressed={id === chosen}
                onClick={() => onChoose(id === chosen ? undefined : id)}
              >
                {version}
              </Button>
            ),
          },
          {
            key: 'stage',
            head: t('models.versions.stage'),
            cell: ({ stage }) => <Badge tone={tones[stage]}>{t(`models.stage.${stage}`)}</Badge>,
          },
          { key: 'model', head: t('models.answers.model'), cell: ({ model }) => t(`models.model.${model}`) },
          { key: 'scope', head: t('models.answers.where'), cell: ({ scope }) => t(`models.scope.${scope}`) },
          {
            key: 'features',
            head: t('models.versions.features'),
            cell: ({ featureSet: { name, version } }) =>
              t('models.versions.features.text', { set: name, version: String(version) }),
          },
          { key: 'auc', head: t('models.versions.auc'), numeric: true, cell: auc },
          {
            key: 'rows',
            head: t('models.versions.rows'),
            numeric: true,
            cell: ({ training }) => format.number(training.rows),
          },
          { key: 'at', head: t('models.versions.registered'), cell: ({ createdAt }) => format.dateTime(createdAt) },
        ]}
      />
    </Card>
  );
}

const digits = 3;

/** A figure with its interval. */
export function intervalText(
  t: ReturnType<typeof useI18n>['t'],
  format: ReturnType<typeof useFormat>,
  { mean, low, high }: { readonly mean: number; readonly low: number; readonly high: number },
): string {
  const figure = (value: number) => format.number(Number(value.toFixed(digits)));
  return t('models.interval', { mean: figure(mean), low: figure(low), high: figure(high) });
}
