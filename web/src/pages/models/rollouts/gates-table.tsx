import { useStore } from '../../../app/session.ts';
import type { Format } from '../../../i18n/format.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Table } from '../../../ui/table.tsx';
import type { RolloutGate, RolloutLook } from './use-rollouts.ts';

export const verdictTones: Readonly<Record<RolloutGate['verdict'], Tone>> = {
  pass: 'good',
  hold: 'warn',
  roll_back: 'bad',
};

const digits = 4;
const plain = (value: number, format: Format) => format.number(Number(value.toFixed(digits)));
const share = (value: number, format: Format) => format.percentFine(value);
const times = (value: number, format: Format) => `${format.number(Number(value.toFixed(2)))} ×`;

/** In which unit a gate measures. */
const shownAs: Readonly<Record<RolloutGate['gate'], typeof plain>> = {
  errors: share,
  nulls: share,
  latency: share,
  scores_shift: plain,
  auc: plain,
  log_loss: plain,
  calibration: share,
  unsubscribes: times,
  complaints: times,
  revenue: share,
};

/** What each gate measured at a look, against what, and from how much. */
export function GatesTable({ look }: { readonly look: RolloutLook }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const figure = ({ gate }: RolloutGate, value: number | null) => (value === null ? '–' : shownAs[gate](value, format));
  const sample = ({ sample: seen, sampleMin, cartsMissing }: RolloutGate) => {
    const counted = t('rollouts.sample', { seen: format.number(seen), min: format.number(sampleMin) });
    return cartsMissing === null
      ? counted
      : `${counted}, ${t('rollouts.missing', { carts: format.number(cartsMissing) })}`;
  };
  return (
    <Table
      stacks
      caption={t('rollouts.gates')}
      rows={look.gates}
      keyOf={({ gate }) => gate}
      columns={[
        { key: 'gate', head: t('rollouts.gate'), cell: ({ gate }) => t(`rollouts.gate.${gate}`) },
        {
          key: 'verdict',
          head: t('rollouts.verdict'),
          cell: ({ verdict, reason }) => <Badge tone={verdictTones[verdict]}>{t(`rollouts.reason.${reason}`)}</Badge>,
        },
        { key: 'figure', head: t('rollouts.figure'), numeric: true, cell: (gate) => figure(gate, gate.figure) },
        { key: 'limit', head: t('rollouts.limit'), numeric: true, cell: (gate) => figure(gate, gate.limit) },
        { key: 'sample', head: t('rollouts.seen'), cell: sample },
      ]}
    />
  );
}
