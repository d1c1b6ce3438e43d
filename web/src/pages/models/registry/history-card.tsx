import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import { type ModelMove, type Models, useMoves } from './use-models.ts';

/** What was done with versions, by whom and why. */
export function HistoryCard({ models }: { readonly models: Models }) {
  const { t } = useI18n();
  const moves = useMoves();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const nameOf = (id: string | null, none: string) =>
    models.versions.find((version) => version.id === id)?.version ?? (id === null ? none : '–');
  const text = ({ what, versionId, previousVersionId, scope }: ModelMove) => {
    const none = t(scope === 'store' ? 'models.move.platform' : 'models.move.nothing');
    return t(`models.move.${what}`, { version: nameOf(versionId, none), previous: nameOf(previousVersionId, none) });
  };
  return (
    <Card title={t('models.history')}>
      <Loaded query={moves} height={160}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('models.history.none')} />
          ) : (
            <Table
              stacks
              caption={t('models.history')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                { key: 'at', head: t('models.history.when'), cell: ({ at }) => format.dateTime(at) },
                { key: 'what', head: t('models.history.what'), cell: text },
                { key: 'scope', head: t('models.answers.where'), cell: ({ scope }) => t(`models.scope.${scope}`) },
                {
                  key: 'who',
                  head: t('models.history.who'),
                  cell: ({ actorKind }) => t(`models.actor.${actorKind}`),
                },
                { key: 'why', head: t('models.history.reason'), cell: ({ reason }) => reason || '–' },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
