import type { ReactNode } from 'react';
import styles from './bars.module.css';

export interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: number;
  /** What stands at its end, e.g. a link to the rows. */
  readonly figure: ReactNode;
  /** A line below: why it is so. */
  readonly note?: ReactNode;
  readonly color?: string;
}

/** Bars of one measure from one zero line, as a list that reads aloud as it looks. */
export function Bars({
  label,
  bars,
  max,
}: {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly max?: number;
}) {
  const most = max ?? Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul className={styles['bars']} aria-label={label}>
      {bars.map(({ key, label: name, value, figure, note, color = '--chart-email' }) => (
        <li key={key}>
          <div className={styles['line']}>
            <span className={styles['name']}>{name}</span>
            <span className={styles['figure']}>{figure}</span>
          </div>
          <div className={styles['track']} aria-hidden="true">
            <div
              className={styles['bar']}
              style={{ width: `${Math.max(0, Math.min(100, (100 * value) / most))}%`, background: `var(${color})` }}
            />
          </div>
          {note !== undefined && <div className={styles['note']}>{note}</div>}
        </li>
      ))}
    </ul>
  );
}
