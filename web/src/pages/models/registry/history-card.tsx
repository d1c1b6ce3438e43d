import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../../i18n/message-key.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import { rolloutsEn } from '../rollouts/messages.en.ts';
import { type ModelMove, type Models, useMoves } from './use-models.ts';

/** What was done with versions, by whom and why. */
export function HistoryCard({ models }: { readonly models: Models }) {
  const { t } = useI18n();
  const moves = useMoves();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  // Of a store nothing is the version for every store.
  const nameOf = (id: string | null) =>
    id === null ? t('models.move.platform') : (models.versions.find((version) => version.id === id)?.version ?? '–');
  const text = ({ what, versionId, previousVersionId, scope }: ModelMove) => {
    const isFirst = what === 'promoted' && previousVersionId === null && scope === 'platform';
    return t(isFirst ? 'models.move.first' : `models.move.${what}`, {
      version: nameOf(versionId),
      previous: nameOf(previousVersionId),
    });
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
                { key: 'why', head: t('models.history.reason'), cell: (move) => reasonText(t, move) },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

const shipped = 'came with the engine';
const passed = 'All gates were passed';
const superseded = 'Superseded';
const byGates = 'Gates: ';

/** What the engine itself says of its moves is said in the language of the page; what people wrote stands as they wrote it. */
function reasonText(t: Translate, { reason, actorKind }: ModelMove): string {
  if (actorKind !== 'system') return reason || '–';
  if (reason === shipped) return t('models.reason.shipped');
  if (reason === passed) return t('models.reason.passed');
  if (reason === superseded) return t('rollouts.end.superseded');
  if (!reason.startsWith(byGates)) return reason || '–';
  const gates = reason.slice(byGates.length).split(', ');
  return t('rollouts.end.gate', { gates: gates.map((gate) => gateText(t, gate)).join(', ') });
}

function gateText(t: Translate, gate: string): string {
  const key = `rollouts.gate.${gate}`;
  return Object.hasOwn(rolloutsEn, key) ? t(key as MessageKey) : gate;
}
