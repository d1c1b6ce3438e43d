import { max } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import { line, stack } from 'd3-shape';
import { useState } from 'react';
import { ChartFrame } from './chart-frame.tsx';
import styles from './charts.module.css';
import { type Ahead, ExpectedBand, Line } from './time-chart-lines.tsx';
import type { TimePoint, TimeSeries } from './time-series.ts';
import { ValueGrid } from './value-grid.tsx';

interface TimeChartProps {
  readonly label: string;
  readonly series: readonly TimeSeries[];
  readonly points: readonly TimePoint[];
  readonly labelOf: (bucket: string) => string;
  readonly format: (value: number | null) => string;
  /** How the marks of the axis are written; shorter than the values. */
  readonly formatTick?: (value: number) => string;
  readonly words: { readonly bucket: string; readonly total: string; readonly before: string };
  /** What a band of expected values is called; only points with `expected` need it. */
  readonly band?: BandWords;
  readonly height?: number;
  /** Sums add up and are stacked; rates and medians do not, and are lines of their own. */
  readonly shape?: 'stack' | 'lines';
}

interface BandWords {
  readonly expected: string;
  readonly between: (lower: string, upper: string) => string;
}

const margin = { top: 12, right: 12, bottom: 24, left: 64 };
const ticksWanted = 4;
const barPadding = 0.2;
const bucketLabelsWidth = 72;

/** Sums over time as bars, stacked from a zero line, with the period before as a dashed line and what is expected as a band. */
export function TimeChart({
  label,
  series,
  points,
  labelOf,
  format,
  formatTick = format,
  words,
  band,
  height = 240,
  shape = 'stack',
}: TimeChartProps) {
  const totalOf = (point: TimePoint) => series.reduce((sum, { key }) => sum + (point.values[key] ?? 0), 0);
  const withBefore = points.some(({ before }) => before !== undefined && before !== null);
  const isAhead = (point: TimePoint) => point.expected !== undefined && !point.running;
  const between = ({ expected }: TimePoint) =>
    expected && band ? band.between(format(expected.lower), format(expected.upper)) : '';
  const columns = [
    { key: 'bucket', head: words.bucket, cell: (point: TimePoint) => labelOf(point.bucket) },
    ...series.map(({ key, label: head }) => ({
      key,
      head,
      numeric: true,
      cell: (point: TimePoint) => (isAhead(point) ? '' : format(point.values[key] ?? null)),
    })),
    ...(series.length > 1 && shape === 'stack'
      ? [
          {
            key: 'total',
            head: words.total,
            numeric: true,
            cell: (point: TimePoint) => (isAhead(point) ? '' : format(totalOf(point))),
          },
        ]
      : []),
    ...(withBefore
      ? [{ key: 'before', head: words.before, numeric: true, cell: (point: TimePoint) => format(point.before ?? null) }]
      : []),
    ...(band
      ? [
          {
            key: 'expected',
            head: band.expected,
            numeric: true,
            cell: (point: TimePoint) => (
              <>
                {point.expected && format(point.expected.value)}
                {point.expected && <div className={styles['between']}>{between(point)}</div>}
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <ChartFrame label={label} height={height} rows={points} columns={columns} keyOf={({ bucket }) => bucket}>
      {({ width }) => (
        <Plot
          {...{
            label,
            series,
            points,
            labelOf,
            format,
            formatTick,
            words,
            band,
            height,
            width,
            shape,
            totalOf,
            withBefore,
            isAhead,
            between,
          }}
        />
      )}
    </ChartFrame>
  );
}

function Plot({
  label,
  series,
  points,
  labelOf,
  format,
  formatTick,
  words,
  band,
  height,
  width,
  shape,
  totalOf,
  withBefore,
  isAhead,
  between,
}: Required<Omit<TimeChartProps, 'band'>> & {
  readonly band: BandWords | undefined;
  readonly width: number;
  readonly totalOf: (point: TimePoint) => number;
  readonly withBefore: boolean;
  /** Nothing of it has happened yet. */
  readonly isAhead: (point: TimePoint) => boolean;
  readonly between: (point: TimePoint) => string;
}) {
  const [pointed, setPointed] = useState<number | null>(null);
  const x = scaleBand(
    points.map(({ bucket }) => bucket),
    [margin.left, width - margin.right],
  ).padding(barPadding);
  const topOf = (one: TimePoint) =>
    shape === 'stack' ? totalOf(one) : Math.max(0, ...series.map(({ key }) => one.values[key] ?? 0));
  const highest = max(points, (one) => Math.max(topOf(one), one.before ?? 0, one.expected?.upper ?? 0)) ?? 0;
  const y = scaleLinear([0, highest === 0 ? 1 : highest], [height - margin.bottom, margin.top]).nice(ticksWanted);
  const at = (point: TimePoint) => (x(point.bucket) ?? 0) + x.bandwidth() / 2;
  const layers = stack<TimePoint>()
    .keys(series.map(({ key }) => key))
    .value((point, key) => point.values[key] ?? 0)([...points]);
  const every = Math.max(
    1,
    Math.ceil(points.length / Math.max(1, Math.floor((width - margin.left) / bucketLabelsWidth))),
  );
  const point = pointed === null ? undefined : points[pointed];
  const ahead = points.filter((one): one is Ahead => one.expected !== undefined);
  return (
    <div className={styles['plot']}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={label}
        onPointerMove={(event) => {
          const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
          setPointed(nearest(points.map(at), left));
        }}
        onPointerLeave={() => setPointed(null)}
      >
        <ValueGrid
          ticks={y.ticks(ticksWanted)}
          y={y}
          left={margin.left}
          right={width - margin.right}
          format={formatTick}
        />
        {points.map((one, index) =>
          index % every === 0 ? (
            <text key={one.bucket} className={styles['axis']} x={at(one)} y={height - 6} textAnchor="middle">
              {labelOf(one.bucket)}
            </text>
          ) : null,
        )}
        {shape === 'lines' && series.map((one) => <Line key={one.key} series={one} points={points} at={at} y={y} />)}
        {(shape === 'stack' ? layers : []).map((layer, index) =>
          layer.map((bar) => (
            <rect
              key={`${layer.key}:${bar.data.bucket}`}
              fill={`var(${series[index]?.color ?? '--chart-other'})`}
              // What is still running would look like a crash beside whole buckets.
              fillOpacity={bar.data.running ? 0.45 : 1}
              x={x(bar.data.bucket) ?? 0}
              width={x.bandwidth()}
              y={y(bar[1])}
              height={Math.max(0, y(bar[0]) - y(bar[1]))}
            />
          )),
        )}
        {band && ahead.length > 0 && (
          <ExpectedBand ahead={ahead} x={at} y={y} wordAt={margin.top - 2} word={band.expected} />
        )}
        {withBefore && (
          <path
            className={styles['before']}
            d={
              line<TimePoint>()
                .defined(({ before }) => before !== undefined && before !== null)
                .x(at)
                .y(({ before }) => y(before ?? 0))([...points]) ?? ''
            }
          />
        )}
        {point && (
          <line
            className={styles['marker']}
            x1={at(point)}
            x2={at(point)}
            y1={margin.top}
            y2={height - margin.bottom}
          />
        )}
      </svg>
      {point && (
        <div
          className={styles['readout']}
          style={at(point) > width / 2 ? { right: width - at(point) + 8 } : { left: at(point) + 8 }}
        >
          <strong>{labelOf(point.bucket)}</strong>
          <dl>
            {(isAhead(point) ? [] : series).map(({ key, label: name }) => (
              <div key={key} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{format(point.values[key] ?? null)}</dd>
              </div>
            ))}
            {series.length > 1 && shape === 'stack' && !isAhead(point) && (
              <>
                <dt>{words.total}</dt>
                <dd>{format(totalOf(point))}</dd>
              </>
            )}
            {withBefore && !isAhead(point) && (
              <>
                <dt>{words.before}</dt>
                <dd>{format(point.before ?? null)}</dd>
              </>
            )}
            {point.expected && band && (
              <>
                <dt>{band.expected}</dt>
                <dd>
                  {format(point.expected.value)}
                  <div className={styles['between']}>{between(point)}</div>
                </dd>
              </>
            )}
          </dl>
        </div>
      )}
    </div>
  );
}

function nearest(places: readonly number[], left: number): number | null {
  let best: number | null = null;
  places.forEach((place, index) => {
    if (best === null || Math.abs(place - left) < Math.abs((places[best] ?? 0) - left)) best = index;
  });
  return best;
}
