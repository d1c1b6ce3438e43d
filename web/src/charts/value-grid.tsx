import styles from './charts.module.css';

interface ValueGridProps {
  /** Where lines stand, in the units of the values. */
  readonly ticks: readonly number[];
  /** From a value to its height in the picture. */
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly format: (value: number) => string;
  /** Between a line and its value, in pixels. */
  readonly gap?: number;
}

/** Lines across a picture with their values on the left; the one at nothing is stronger. */
export function ValueGrid({ ticks, y, left, right, format, gap = 8 }: ValueGridProps) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line className={styles[tick === 0 ? 'zero' : 'grid']} x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
      <text className={styles['axis']} x={left - gap} y={y(tick)} dy="0.32em" textAnchor="end">
        {format(tick)}
      </text>
    </g>
  ));
}
