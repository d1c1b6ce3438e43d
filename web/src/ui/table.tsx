import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './ui.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** A plain table of a few rows; `VirtualTable` is for many. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles['tableWrap']} aria-label={caption} tabIndex={0}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, head, numeric }) => (
              <th key={key} scope="col" className={classNames(numeric && styles['numeric'])}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, cell, numeric }) => (
                <td key={key} className={classNames(numeric && styles['numeric'])}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
