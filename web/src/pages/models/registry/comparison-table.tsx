import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../../i18n/message-key.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Comparison } from './use-models.ts';
import { intervalText } from './versions-card.tsx';

type Metric = Comparison['metrics'][number];

const known = ['auc', 'averagePrecision', 'logLoss', 'brier'] as const;
const digits = 3;

/** Figures of two versions with their intervals, and whether the difference says anything. */
export function ComparisonTable({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const figure = (measured: Metric['base']) =>
    measured === null ? t('models.compare.missing') : intervalText(t, format, measured);
  return (
    <Table
      stacks
      caption={t('models.compare', { version: comparison.base.version })}
      rows={comparison.metrics}
      keyOf={({ name }) => name}
      columns={[
        { key: 'name', head: t('models.compare.metric'), cell: ({ name }) => metricName(t, name) },
        {
          key: 'candidate',
          head: comparison.candidate.version,
          numeric: true,
          cell: ({ candidate }) => figure(candidate),
        },
        { key: 'base', head: comparison.base.version, numeric: true, cell: ({ base }) => figure(base) },
        {
          key: 'difference',
          head: t('models.compare.difference'),
          numeric: true,
          cell: ({ difference }) => (difference === null ? '–' : format.number(Number(difference.toFixed(digits)))),
        },
        { key: 'verdict', head: '', cell: (metric) => <Verdict metric={metric} /> },
      ]}
    />
  );
}

function Verdict({ metric: { difference, better, apart } }: { readonly metric: Metric }) {
  const { t } = useI18n();
  if (difference === null) return null;
  if (!apart) return <Badge>{t('models.compare.unclear')}</Badge>;
  const isBetter = better === 'higher' ? difference > 0 : difference < 0;
  return (
    <Badge tone={isBetter ? 'good' : 'bad'}>{t(isBetter ? 'models.compare.better' : 'models.compare.worse')}</Badge>
  );
}

/** A figure that has no words here yet stands as its trainer named it. */
function metricName(t: ReturnType<typeof useI18n>['t'], name: string): string {
  const found = known.find((one) => one === name);
  return found ? t(`models.metric.${found}` satisfies MessageKey) : name;
}
