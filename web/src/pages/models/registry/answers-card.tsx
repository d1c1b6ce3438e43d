import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import { MoveButton } from './move-button.tsx';
import type { Models, Served } from './use-models.ts';

/** What decides in this store: its own version where it has one, else the one for every store. */
export function AnswersCard({ models }: { readonly models: Models }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const nameOf = (id: string | null) => models.versions.find((version) => version.id === id)?.version ?? '–';
  const rows = answering(models.served);
  return (
    <Card title={t('models.answers')} hint={t('models.answers.hint')}>
      {rows.length === 0 ? (
        <EmptyState title={t('models.answers.nothing')} text={t('models.answers.nothing.text')} />
      ) : (
        <Table
          stacks
          caption={t('models.answers')}
          rows={rows}
          keyOf={({ model, scope }) => `${model}/${scope}`}
          columns={[
            { key: 'model', head: t('models.answers.model'), cell: ({ model }) => t(`models.model.${model}`) },
            {
              key: 'version',
              head: t('models.answers.version'),
              cell: ({ primaryVersionId }) => <strong>{nameOf(primaryVersionId)}</strong>,
            },
            { key: 'scope', head: t('models.answers.where'), cell: ({ scope }) => t(`models.scope.${scope}`) },
            {
              key: 'canary',
              head: t('models.answers.canary'),
              cell: ({ canaryVersionId, canaryPercent }) =>
                canaryVersionId === null
                  ? t('models.answers.none')
                  : t('models.answers.canary.text', {
                      version: nameOf(canaryVersionId),
                      percent: format.percent(canaryPercent / 100),
                    }),
            },
            {
              key: 'shadows',
              head: t('models.answers.shadows'),
              cell: ({ shadowVersionIds }) => shadowVersionIds.map(nameOf).join(', ') || t('models.answers.none'),
            },
            { key: 'since', head: t('models.answers.since'), cell: ({ changedAt }) => format.dateTime(changedAt) },
            {
              key: 'act',
              head: '',
              cell: (served) => (
                <MoveButton
                  move={{
                    kind: 'rollBack',
                    model: served.model,
                    scope: served.scope,
                    version: nameOf(served.primaryVersionId),
                  }}
                />
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

/** Of each model the store's own pointer where a version answers by it, else the platform's. */
function answering(served: readonly Served[]): readonly Served[] {
  const withVersion = served.filter(({ primaryVersionId }) => primaryVersionId !== null);
  return withVersion.filter(
    ({ model, scope }) => scope === 'store' || !withVersion.some((own) => own.model === model && own.scope === 'store'),
  );
}
