import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import styles from './training.module.css';
import type { Measured, TrainingResult } from './use-training.ts';

interface OfResult {
  readonly result: TrainingResult;
}

const measures = ['auc', 'averagePrecision', 'logLoss', 'brier', 'ece'] as const;

/** How good it is beside the model that answers now, and the gates that it had to pass. */
export function MeasuresCard({ result }: OfResult) {
  const { t } = useI18n();
  const interval = useInterval();
  return (
    <Card title={t('training.measures')} hint={t('training.measures.hint')}>
      <Table
        stacks
        caption={t('training.measures')}
        rows={measures}
        keyOf={(name) => name}
        columns={[
          { key: 'name', head: t('training.measures.name'), cell: (name) => t(`training.measure.${name}`) },
          { key: 'new', head: t('training.measures.new'), cell: (name) => interval(result.metrics[name]) },
          { key: 'served', head: t('training.measures.served'), cell: (name) => interval(result.served[name]) },
        ]}
      />
      <Gates gates={result.gates} />
    </Card>
  );
}

/** What a model had to pass. */
export function Gates({ gates }: { readonly gates: TrainingResult['gates'] }) {
  const { t } = useI18n();
  return (
    <>
      <h3 className={styles['more']}>{t('training.gates')}</h3>
      <Table
        stacks
        caption={t('training.gates')}
        rows={gates}
        keyOf={({ code }) => code}
        columns={[
          { key: 'gate', head: t('training.gate'), cell: ({ code }) => t(`training.gate.${code}`) },
          {
            key: 'found',
            head: t('training.gate.found'),
            cell: ({ found }) => Number(found.toPrecision(3)).toString(),
          },
          { key: 'asked', head: t('training.gate.asked'), cell: ({ asked }) => asked },
          {
            key: 'passed',
            head: t('training.gate.passed'),
            cell: ({ passed }) => (
              <Badge tone={passed ? 'good' : 'bad'}>{t(passed ? 'training.gate.yes' : 'training.gate.no')}</Badge>
            ),
          },
        ]}
      />
    </>
  );
}

/** The same by slices: it may be right on the whole and wrong for some. */
export function SlicesCard({ result: { slices } }: OfResult) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const interval = useInterval();
  return (
    <Card title={t('training.slices')} hint={t('training.slices.hint')}>
      {slices.length === 0 ? (
        <EmptyState title={t('training.slices.none')} text={t('training.slices.none.text')} />
      ) : (
        <Table
          stacks
          caption={t('training.slices')}
          rows={slices}
          keyOf={({ by, value }) => `${by}/${value}`}
          columns={[
            { key: 'slice', head: t('training.slice'), cell: ({ by, value }) => sliceName(t, by, value) },
            { key: 'rows', head: t('training.slice.rows'), numeric: true, cell: ({ rows }) => format.number(rows) },
            {
              key: 'auc',
              head: t('training.measure.auc'),
              cell: ({ measures: { auc } }) => interval(auc),
            },
            { key: 'ece', head: t('training.measure.ece'), cell: ({ measures: { ece } }) => interval(ece) },
          ]}
        />
      )}
    </Card>
  );
}

type Slice = TrainingResult['slices'][number];

function sliceName(t: ReturnType<typeof useI18n>['t'], by: Slice['by'], value: string): string {
  if (by === 'value' && (value === 'low' || value === 'middle' || value === 'high'))
    return t(`training.slice.${value}`);
  return t(`training.slice.${by}`, { value });
}

export function useInterval() {
  const { t } = useI18n();
  return ({ mean, low, high }: Measured) =>
    t('models.interval', { mean: mean.toFixed(3), low: low.toFixed(3), high: high.toFixed(3) });
}
