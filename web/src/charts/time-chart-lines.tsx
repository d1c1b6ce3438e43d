import { area, line } from 'd3-shape';
import styles from './charts.module.css';
import type { TimePoint, TimeSeries } from './time-series.ts';

/** A point of which something is expected. */
export type Ahead = TimePoint & Required<Pick<TimePoint, 'expected'>>;

/** Between what the days are expected, and the line of what is expected most. */
export function ExpectedBand({
  ahead,
  x,
  y,
  wordAt,
  word,
}: {
  readonly ahead: readonly Ahead[];
  readonly x: (point: Ahead) => number;
  readonly y: (value: number) => number;
  /** Where its word stands, from the top of the chart. */
  readonly wordAt: number;
  readonly word: string;
}) {
  const between = area<Ahead>()
    .x(x)
    .y0(({ expected }) => y(expected.lower))
    .y1(({ expected }) => y(expected.upper));
  const edge = (of: 'value' | 'lower' | 'upper') =>
    line<Ahead>()
      .x(x)
      .y(({ expected }) => y(expected[of]))([...ahead]) ?? '';
  const last = ahead.at(-1);
  return (
    <g>
      <path className={styles['band']} d={between([...ahead]) ?? ''} />
      <path className={styles['bandEdge']} d={edge('lower')} />
      <path className={styles['bandEdge']} d={edge('upper')} />
      <path className={styles['expected']} d={edge('value')} />
      {last && (
        <text className={styles['axis']} x={x(last)} y={wordAt} textAnchor="end">
          {word}
        </text>
      )}
    </g>
  );
}

/** One series: gaps stay gaps, a bucket that still runs is hollow and reached by a dashed line. */
export function Line({
  series: { key, color },
  points,
  at,
  y,
}: {
  readonly series: TimeSeries;
  readonly points: readonly TimePoint[];
  readonly at: (point: TimePoint) => number;
  readonly y: (value: number) => number;
}) {
  const drawn = line<TimePoint>()
    .defined(({ values }) => typeof values[key] === 'number')
    .x(at)
    .y(({ values }) => y(values[key] ?? 0));
  const firstRunning = points.findIndex(({ running }) => running);
  const end = firstRunning < 0 ? points.length : firstRunning;
  const stroke = `var(${color})`;
  return (
    <g fill="none" stroke={stroke} strokeWidth={2}>
      <path d={drawn(points.slice(0, end)) ?? ''} />
      {firstRunning > 0 && <path strokeDasharray="3 4" d={drawn(points.slice(end - 1)) ?? ''} />}
      {points.map((point) => {
        const value = point.values[key];
        return typeof value === 'number' ? (
          <circle
            key={point.bucket}
            cx={at(point)}
            cy={y(value)}
            r={3}
            fill={point.running ? 'var(--surface)' : stroke}
          />
        ) : null;
      })}
    </g>
  );
}
