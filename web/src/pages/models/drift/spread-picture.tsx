import { scaleBand, scaleLinear } from 'd3-scale';
import { useStore } from '../../../app/session.ts';
import { ChartFrame } from '../../../charts/chart-frame.tsx';
import charts from '../../../charts/charts.module.css';
import { ValueGrid } from '../../../charts/value-grid.tsx';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import styles from './drift.module.css';
import type { Spread } from './use-drift.ts';

const margin = { top: 8, right: 4, bottom: 20, left: 40 };
const height = 160;
const ticksWanted = 3;
const labelsWidth = 56;

/** How values were spread over the same bins then, and how they are now. */
export function SpreadPicture({
  label,
  spread,
  write,
}: {
  readonly label: string;
  readonly spread: Spread;
  /** An edge of a bin. */
  readonly write: (value: number) => string;
}) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const rows = spread.bins.map((bin, index) => ({
    key: String(index),
    name: binName(bin, spread, index),
    now: spread.now[index] ?? 0,
    past: spread.past[index] ?? 0,
  }));

  function binName(bin: Spread['bins'][number], { bins }: Spread, index: number): string {
    if ('value' in bin) return bin.value === null ? t('drift.bin.other') : write(bin.value);
    if (bin.to !== null) return t('drift.bin.to', { to: write(bin.to) });
    const last = bins[index - 1];
    return last && 'to' in last && last.to !== null ? t('drift.bin.above', { from: write(last.to) }) : '–';
  }

  return (
    <ChartFrame
      label={label}
      height={height}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { key: 'bin', head: t('drift.bin'), cell: ({ name }) => name },
        { key: 'then', head: t('drift.then'), numeric: true, cell: ({ past }) => format.percent(past) },
        { key: 'now', head: t('drift.now'), numeric: true, cell: ({ now }) => format.percent(now) },
      ]}
    >
      {({ width }) => {
        const most = Math.max(...rows.flatMap(({ now, past }) => [now, past]));
        const y = scaleLinear([0, most], [height - margin.bottom, margin.top]).nice(ticksWanted);
        const x = scaleBand(
          rows.map(({ key }) => key),
          [margin.left, width - margin.right],
        ).paddingInner(0.25);
        const half = x.bandwidth() / 2;
        const every = Math.max(1, Math.ceil((rows.length * labelsWidth) / Math.max(1, width - margin.left)));
        return (
          <svg width={width} height={height} role="img" aria-label={label}>
            <ValueGrid
              ticks={y.ticks(ticksWanted)}
              y={y}
              left={margin.left}
              right={width - margin.right}
              format={format.percent}
              gap={6}
            />
            {rows.map(({ key, name, now, past }, index) => (
              <g key={key}>
                <title>{`${name}: ${format.percent(past)} → ${format.percent(now)}`}</title>
                <rect className={styles['then']} x={x(key)} y={y(past)} width={half} height={y(0) - y(past)} />
                <rect
                  className={styles['now']}
                  x={(x(key) ?? 0) + half}
                  y={y(now)}
                  width={half}
                  height={y(0) - y(now)}
                />
                {index % every === 0 && (
                  <text className={charts['axis']} x={(x(key) ?? 0) + half} y={height - 4} textAnchor="middle">
                    {name}
                  </text>
                )}
              </g>
            ))}
          </svg>
        );
      }}
    </ChartFrame>
  );
}
