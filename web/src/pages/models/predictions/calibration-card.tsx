import { scaleLinear } from 'd3-scale';
import { useStore } from '../../../app/session.ts';
import { ChartFrame } from '../../../charts/chart-frame.tsx';
import charts from '../../../charts/charts.module.css';
import { ValueGrid } from '../../../charts/value-grid.tsx';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import styles from './predictions.module.css';
import type { PredictionBin, PredictionReport } from './use-predictions.ts';

/** Whether as many bought as was predicted, by tenths of the predicted chance; what is too few is not shown as a number. */
export function CalibrationCard({ report }: { readonly report: PredictionReport }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { bins, total, cartsPerBinMin, maturityMs } = report;
  const filled = bins.filter(({ predictions }) => predictions > 0);
  const certain = filled.filter(({ observed }) => observed !== null);
  return (
    <Card
      title={t('predictions.calibration')}
      hint={t('predictions.calibration.hint', { days: format.duration(maturityMs) })}
    >
      {certain.length === 0 ? (
        <EmptyState
          title={t('predictions.calibration.none')}
          text={t('predictions.calibration.none.text', {
            min: cartsPerBinMin,
            matured: total.matured,
            predictions: total.predictions,
          })}
        />
      ) : (
        <>
          <ChartFrame
            label={t('predictions.calibration.chart')}
            height={280}
            rows={filled}
            keyOf={({ from }) => String(from)}
            columns={[
              {
                key: 'bin',
                head: t('predictions.bin'),
                cell: ({ from, to }) =>
                  t('predictions.bin.range', { from: format.percent(from), to: format.percent(to) }),
              },
              {
                key: 'matured',
                head: t('predictions.matured'),
                numeric: true,
                cell: ({ matured }) => format.number(matured),
              },
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
                cell: ({ observed }) =>
                  observed === null
                    ? t('predictions.notEnough')
                    : `${format.percent(observed.share)} (${t('predictions.interval', {
                        low: format.percent(observed.low),
                        high: format.percent(observed.high),
                      })})`,
              },
              {
                key: 'bought',
                head: t('predictions.bought'),
                numeric: true,
                cell: ({ bought }) => format.number(bought),
              },
              {
                key: 'after',
                head: t('predictions.boughtAfter'),
                numeric: true,
                cell: ({ boughtAfterMessage }) => format.number(boughtAfterMessage),
              },
            ]}
          >
            {({ width, height }) => (
              <Picture
                bins={certain}
                width={width}
                height={height}
                label={t('predictions.calibration.chart')}
                percent={format.percent}
                words={{ x: t('predictions.predicted'), y: t('predictions.observed') }}
              />
            )}
          </ChartFrame>
          <p className={styles['more']}>
            {t('predictions.calibration.help', {
              bought: format.number(total.bought),
              after: format.number(total.boughtAfterMessage),
            })}
          </p>
        </>
      )}
    </Card>
  );
}

const margin = { top: 12, right: 16, bottom: 36, left: 56 };
const ticks = [0, 0.25, 0.5, 0.75, 1];

function Picture({
  bins,
  width,
  height,
  label,
  percent,
  words,
}: {
  readonly bins: readonly PredictionBin[];
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly percent: (share: number | null) => string;
  readonly words: { readonly x: string; readonly y: string };
}) {
  const x = scaleLinear([0, 1], [margin.left, width - margin.right]);
  const y = scaleLinear([0, 1], [height - margin.bottom, margin.top]);
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      <ValueGrid ticks={ticks} y={y} left={margin.left} right={width - margin.right} format={percent} />
      {ticks.map((tick) => (
        <text key={tick} className={charts['axis']} x={x(tick)} y={height - 20} textAnchor="middle">
          {percent(tick)}
        </text>
      ))}
      <text className={charts['axis']} x={width - margin.right} y={height - 4} textAnchor="end">
        {words.x}
      </text>
      <text className={charts['axis']} x={margin.left + 6} y={margin.top + 8}>
        {words.y}
      </text>
      <line className={styles['even']} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      {bins.map(({ from, predicted, observed, matured, bought }) =>
        predicted === null || observed === null ? null : (
          <g key={from}>
            <title>{`${percent(predicted)} → ${percent(observed.share)} (${bought}/${matured})`}</title>
            <line
              className={styles['interval']}
              x1={x(predicted)}
              x2={x(predicted)}
              y1={y(observed.low)}
              y2={y(observed.high)}
            />
            <circle className={styles['dot']} cx={x(predicted)} cy={y(observed.share)} r={5} />
          </g>
        ),
      )}
    </svg>
  );
}
