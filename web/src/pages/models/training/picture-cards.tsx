import { scaleLinear } from 'd3-scale';
import { useStore } from '../../../app/session.ts';
import { Bars } from '../../../charts/bars.tsx';
import { ChartFrame } from '../../../charts/chart-frame.tsx';
import charts from '../../../charts/charts.module.css';
import { ValueGrid } from '../../../charts/value-grid.tsx';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import { featureName } from '../predictions/feature-name.ts';
import styles from './training.module.css';
import type { TrainingResult } from './use-training.ts';

interface OfResult {
  readonly result: TrainingResult;
}

/** Whether as many bought as it says, on carts that it did not learn from. */
export function ReliabilityCard({ result: { reliability } }: OfResult) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const label = t('training.reliability');
  return (
    <Card title={label} hint={t('training.reliability.hint')}>
      <ChartFrame
        label={label}
        height={260}
        rows={reliability}
        keyOf={({ predicted }) => String(predicted)}
        columns={[
          {
            key: 'predicted',
            head: t('predictions.predicted'),
            numeric: true,
            cell: ({ predicted }) => format.percent(predicted),
          },
          {
            key: 'observed',
            head: t('predictions.observed'),
            numeric: true,
            cell: ({ observed }) => format.percent(observed),
          },
          { key: 'rows', head: t('training.slice.rows'), numeric: true, cell: ({ rows }) => format.number(rows) },
        ]}
      >
        {({ width, height }) => (
          <Picture {...{ bins: reliability, width, height, label, percent: format.percent }}>
            {{ across: t('predictions.predicted'), up: t('predictions.observed') }}
          </Picture>
        )}
      </ChartFrame>
    </Card>
  );
}

const margin = { top: 16, right: 16, bottom: 40, left: 56 };
const ticksWanted = 4;
const room = 1.1;

function Picture({
  bins,
  width,
  height,
  label,
  percent,
  children: words,
}: {
  readonly bins: TrainingResult['reliability'];
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly percent: (share: number) => string;
  readonly children: { readonly across: string; readonly up: string };
}) {
  const most = Math.min(1, room * Math.max(0.05, ...bins.flatMap(({ predicted, observed }) => [predicted, observed])));
  const x = scaleLinear([0, most], [margin.left, width - margin.right]);
  const y = scaleLinear([0, most], [height - margin.bottom, margin.top]);
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      <ValueGrid ticks={x.ticks(ticksWanted)} y={y} left={margin.left} right={width - margin.right} format={percent} />
      {x.ticks(ticksWanted).map((tick) => (
        <text key={tick} className={charts['axis']} x={x(tick)} y={height - margin.bottom + 16} textAnchor="middle">
          {percent(tick)}
        </text>
      ))}
      <text className={charts['axis']} x={width - margin.right} y={height - 6} textAnchor="end">
        {words.across}
      </text>
      <text className={charts['axis']} x={margin.left + 6} y={margin.top}>
        {words.up}
      </text>
      <line className={styles['even']} x1={x(0)} y1={y(0)} x2={x(most)} y2={y(most)} />
      {bins.map(({ predicted, observed, rows }) => (
        <circle key={predicted} className={styles['dot']} cx={x(predicted)} cy={y(observed)} r={5}>
          <title>{`${percent(predicted)} → ${percent(observed)} (${rows})`}</title>
        </circle>
      ))}
    </svg>
  );
}

/** What its trees gained by each feature. */
export function ImportanceCard({ result: { importance } }: OfResult) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  return (
    <Card title={t('training.importance')} hint={t('training.importance.hint')}>
      {importance.length === 0 ? (
        <EmptyState title={t('training.importance.none')} text={t('training.importance.none.text')} />
      ) : (
        <Bars
          label={t('training.importance')}
          bars={importance.map(({ feature, share }) => ({
            key: feature,
            label: featureName(t, feature),
            value: share,
            figure: format.percent(share),
          }))}
          max={Math.max(...importance.map(({ share }) => share))}
        />
      )}
    </Card>
  );
}
