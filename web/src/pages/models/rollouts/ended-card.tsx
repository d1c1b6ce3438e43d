import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Rollout } from './use-rollouts.ts';

/** How rollouts ended: for all, or for nobody and why. */
export function EndedCard({ rollouts }: { readonly rollouts: readonly Rollout[] }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const share = ({ stages, stage, state }: Rollout) => {
    const percent = state === 'promoted' ? 100 : (stages[stage]?.percent ?? 100);
    return percent === 0 ? t('rollouts.shadow') : format.percent(percent / 100);
  };
  const why = ({ endReason, reason, lastLook }: Rollout) => {
    if (endReason === null) return t('rollouts.end.passed');
    if (endReason !== 'gate') return `${t(`rollouts.end.${endReason}`)}${reason === null ? '' : `: ${reason}`}`;
    const gates = lastLook?.gates.filter(({ verdict }) => verdict === 'roll_back') ?? [];
    return t('rollouts.end.gate', { gates: gates.map(({ gate }) => t(`rollouts.gate.${gate}`)).join(', ') });
  };
  return (
    <Card title={t('rollouts.ended')}>
      <Table
        stacks
        caption={t('rollouts.ended')}
        rows={rollouts}
        keyOf={({ id }) => id}
        columns={[
          { key: 'version', head: t('models.answers.version'), cell: ({ version }) => <strong>{version}</strong> },
          {
            key: 'state',
            head: t('rollouts.end'),
            cell: ({ state }) => (
              <Badge tone={state === 'promoted' ? 'good' : 'bad'}>{t(`rollouts.state.${state}`)}</Badge>
            ),
          },
          { key: 'why', head: t('rollouts.why'), cell: why },
          { key: 'share', head: t('rollouts.reached'), numeric: true, cell: share },
          { key: 'began', head: t('rollouts.began'), cell: ({ createdAt }) => format.dateTime(createdAt) },
          { key: 'ended', head: t('rollouts.endedAt'), cell: ({ endedAt }) => format.dateTime(endedAt) },
        ]}
      />
    </Card>
  );
}
