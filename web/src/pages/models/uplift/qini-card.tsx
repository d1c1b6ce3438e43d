import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useStore } from '../../../app/session.ts';
import { ChartFrame } from '../../../charts/chart-frame.tsx';
import charts from '../../../charts/charts.module.css';
import { ValueGrid } from '../../../charts/value-grid.tsx';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import styles from './uplift.module.css';
import type { Evaluation } from './use-uplift.ts';

type Ranking = NonNullable<Evaluation['ranking']>;
type Point = Ranking['curve'][number];

/** Purchases are told of a thousand people: of one they are too small to read. */
const perPeople = 1_000;

/** How many purchases more messages bring, if those go first of whom most is expected. */
export function QiniCard({ evaluation: { ranking } }: { readonly evaluation: Evaluation }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const figure = (value: number) => format.number(Number(value.toFixed(3)));
  return (
    <Card title={t('uplift.qini')} hint={t('uplift.qini.hint')}>
      {ranking === null ? (
        <EmptyState title={t('uplift.qini.none')} text={t('uplift.qini.none.text')} />
      ) : (
        <>
          <QiniChart curve={ranking.curve} />
          <p className={styles['more']}>
            {t('uplift.qini.figure', {
              qini: figure(ranking.qini.value),
              low: figure(ranking.qini.interval.low),
              high: figure(ranking.qini.interval.high),
              people: ranking.people,
            })}
          </p>
        </>
      )}
    </Card>
  );
}

/** The Qini curve with its band, beside the line that chance makes. */
export function QiniChart({ curve }: { readonly curve: readonly Point[] }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const purchases = (perPerson: number) => format.number(Math.round(perPerson * perPeople * 10) / 10);
  return (
    <ChartFrame
      label={t('uplift.qini.chart')}
      height={300}
      rows={curve}
      keyOf={({ share }) => String(share)}
      columns={[
        { key: 'share', head: t('uplift.qini.share'), cell: ({ share }) => format.percent(share) },
        {
          key: 'purchases',
          head: t('uplift.qini.purchases'),
          numeric: true,
          cell: ({ perPerson }) => purchases(perPerson),
        },
        {
          key: 'between',
          head: t('uplift.qini.between'),
          numeric: true,
          cell: ({ low, high }) => t('uplift.between', { low: purchases(low), high: purchases(high) }),
        },
      ]}
    >
      {({ width, height }) => (
        <Picture
          curve={curve}
          width={width}
          height={height}
          label={t('uplift.qini.chart')}
          percent={format.percent}
          purchases={purchases}
          words={{ x: t('uplift.qini.share'), y: t('uplift.qini.purchases'), even: t('uplift.qini.even') }}
        />
      )}
    </ChartFrame>
  );
}

const margin = { top: 28, right: 16, bottom: 40, left: 56 };
const ticksWanted = 4;
const shares = [0, 0.25, 0.5, 0.75, 1];

function Picture({
  curve,
  width,
  height,
  label,
  percent,
  purchases,
  words,
}: {
  readonly curve: readonly Point[];
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly percent: (share: number | null) => string;
  readonly purchases: (perPerson: number) => string;
  readonly words: { readonly x: string; readonly y: string; readonly even: string };
}) {
  const low = curve.reduce((least, point) => Math.min(least, point.low, point.perPerson), 0);
  const high = curve.reduce((most, point) => Math.max(most, point.high, point.perPerson), 0);
  const x = scaleLinear([0, 1], [margin.left, width - margin.right]);
  const y = scaleLinear([low, high], [height - margin.bottom, margin.top]).nice(ticksWanted);
  const end = curve.at(-1)?.perPerson ?? 0;
  const band = area<Point>(
    ({ share }) => x(share),
    (point) => y(point.low),
    (point) => y(point.high),
  );
  const path = line<Point>(
    ({ share }) => x(share),
    ({ perPerson }) => y(perPerson),
  );
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      <ValueGrid
        ticks={y.ticks(ticksWanted)}
        y={y}
        left={margin.left}
        right={width - margin.right}
        format={purchases}
      />
      {shares.map((share) => (
        <text key={share} className={charts['axis']} x={x(share)} y={height - 22} textAnchor="middle">
          {percent(share)}
        </text>
      ))}
      <text className={charts['axis']} x={width - margin.right} y={height - 6} textAnchor="end">
        {words.x}
      </text>
      <text className={charts['axis']} x={8} y={12}>
        {words.y}
      </text>
      <path className={charts['band']} d={band([...curve]) ?? ''} />
      <line className={styles['even']} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(end)}>
        <title>{words.even}</title>
      </line>
      <path className={styles['curve']} d={path([...curve]) ?? ''} />
    </svg>
  );
}
