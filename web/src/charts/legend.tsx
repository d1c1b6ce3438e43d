import styles from './charts.module.css';
import type { TimeSeries } from './time-series.ts';

/** What the colours stand for, in the order in which they are stacked. */
export function Legend({ series }: { readonly series: readonly TimeSeries[] }) {
  return (
    <ul className={styles['legend']}>
      {series.map(({ key, label, color }) => (
        <li key={key}>
          <span className={styles['swatch']} style={{ background: `var(${color})` }} aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}
