import { extent } from 'd3-array';
import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import { ChartFrame } from './chart-frame.tsx';
import styles from './charts.module.css';
import { ValueGrid } from './value-grid.tsx';

export interface IntervalPoint {
  /** A calendar day: what `labelOf` writes. */
  readonly bucket: string;
  readonly value: number;
  /** Where the truth lies; null: too little is known. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

interface IntervalChartProps {
  readonly label: string;
  readonly points: readonly IntervalPoint[];
  readonly labelOf: (bucket: string) => string;
  readonly format: (value: number | null) => string;
  readonly words: { readonly bucket: string; readonly value: string; readonly low: string; readonly high: string };
  readonly height?: number;
}

const margin = { top: 12, right: 12, bottom: 24, left: 64 };
const ticksWanted = 4;
const labelsWidth = 72;

type Known = IntervalPoint & { readonly interval: NonNullable<IntervalPoint['interval']> };

/** How an estimate and the interval around it came about, above and below a line at nothing. */
export function IntervalChart({ label, points, labelOf, format, words, height = 220 }: IntervalChartProps) {
  const columns = [
    { key: 'bucket', head: words.bucket, cell: ({ bucket }: IntervalPoint) => labelOf(bucket) },
    { key: 'value', head: words.value, numeric: true, cell: ({ value }: IntervalPoint) => format(value) },
    ...(['low', 'high'] as const).map((edge) => ({
      key: edge,
      head: words[edge],
      numeric: true,
      cell: ({ interval }: IntervalPoint) => format(interval?.[edge] ?? null),
    })),
  ];
  return (
    <ChartFrame label={label} height={height} rows={points} columns={columns} keyOf={({ bucket }) => bucket}>
      {({ width }) => <Plot {...{ label, points, labelOf, format, height, width }} />}
    </ChartFrame>
  );
}

function Plot({
  label,
  points,
  labelOf,
  format,
  height,
  width,
}: Pick<IntervalChartProps, 'label' | 'points' | 'labelOf' | 'format'> & {
  readonly height: number;
  readonly width: number;
}) {
  const known = points.filter((point): point is Known => point.interval !== null);
  // The first estimates, of few people, would press all that follows flat.
  const shown = known.length > 0 ? known : points;
  const values = shown.flatMap(({ value, interval }) => (interval ? [interval.low, interval.high] : [value]));
  const [lowest = 0, highest = 0] = extent([0, ...values]);
  const y = scaleLinear([lowest, highest === lowest ? lowest + 1 : highest], [height - margin.bottom, margin.top])
    .nice(ticksWanted)
    .clamp(true);
  const x = scalePoint(
    points.map(({ bucket }) => bucket),
    [margin.left + 8, width - margin.right - 8],
  );
  const at = ({ bucket }: IntervalPoint) => x(bucket) ?? margin.left;
  const every = Math.max(1, Math.ceil(points.length / Math.max(1, Math.floor((width - margin.left) / labelsWidth))));
  const band = area<Known>()
    .x(at)
    .y0(({ interval }) => y(interval.low))
    .y1(({ interval }) => y(interval.high));
  const edge = (of: 'low' | 'high') =>
    line<Known>()
      .x(at)
      .y(({ interval }) => y(interval[of]))([...known]) ?? '';
  const estimates = line<IntervalPoint>()
    .x(at)
    .y(({ value }) => y(value));
  const last = points.at(-1);
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      <ValueGrid ticks={y.ticks(ticksWanted)} y={y} left={margin.left} right={width - margin.right} format={format} />
      {points.map((point, index) =>
        index % every === 0 ? (
          <text key={point.bucket} className={styles['axis']} x={at(point)} y={height - 6} textAnchor="middle">
            {labelOf(point.bucket)}
          </text>
        ) : null,
      )}
      <path className={styles['band']} d={band([...known]) ?? ''} />
      <path className={styles['bandEdge']} d={edge('low')} />
      <path className={styles['bandEdge']} d={edge('high')} />
      <g fill="none" stroke="var(--chart-email)" strokeWidth={2}>
        <path d={estimates([...points]) ?? ''} />
        {last && <circle cx={at(last)} cy={y(last.value)} r={3} fill="var(--chart-email)" />}
      </g>
    </svg>
  );
}
