import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import { verdictTones } from './gates-table.tsx';
import { type Rollout, type RolloutLook, useLooks } from './use-rollouts.ts';

/** What was seen before, newest first: which gates did not pass, and how much there was to see. */
export function LooksTable({ rollout }: { readonly rollout: Rollout }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const looks = useLooks(rollout.id);
  const share = ({ stage }: RolloutLook) => {
    const percent = rollout.stages[stage]?.percent ?? 100;
    return percent === 0 ? t('rollouts.shadow') : format.percent(percent / 100);
  };
  const open = ({ gates }: RolloutLook) =>
    gates
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ gate }) => t(`rollouts.gate.${gate}`))
      .join(', ');
  return (
    <Loaded query={looks} height={160}>
      {({ looks: rows }) => (
        <Table
          stacks
          caption={t('rollouts.looks')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { key: 'at', head: t('rollouts.look.at'), cell: ({ at }) => format.dateTime(at) },
            { key: 'stage', head: t('rollouts.look.stage'), cell: share },
            {
              key: 'verdict',
              head: t('rollouts.verdict'),
              cell: ({ verdict }) => <Badge tone={verdictTones[verdict]}>{t(`rollouts.verdict.${verdict}`)}</Badge>,
            },
            { key: 'open', head: t('rollouts.look.open'), cell: (look) => open(look) || '–' },
            {
              key: 'seen',
              head: t('rollouts.look.scores'),
              numeric: true,
              cell: ({ gates }) => format.number(gates.find(({ gate }) => gate === 'errors')?.sample ?? null),
            },
          ]}
        />
      )}
    </Loaded>
  );
}
