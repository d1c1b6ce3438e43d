import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './ui.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** A plain table of a few rows; `VirtualTable` is for many. One that `stacks` shows a row as a small list on a phone. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  stacks = false,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly stacks?: boolean;
}) {
  // Said aloud, because a row that is laid out as a list is no row of a table to every browser.
  const [tableRole, rowRole, cellRole, headRole] = stacks ? (['table', 'row', 'cell', 'columnheader'] as const) : [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles['tableWrap']} aria-label={caption} tabIndex={0}>
      <table className={classNames(styles['table'], stacks && styles['stacks'])} role={tableRole}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr role={rowRole}>
            {columns.map(({ key, head, numeric }) => (
              <th key={key} scope="col" role={headRole} className={classNames(numeric && styles['numeric'])}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} role={rowRole}>
              {columns.map(({ key, head, cell, numeric }) => (
                <td key={key} role={cellRole} className={classNames(numeric && styles['numeric'])}>
                  {stacks ? (
                    <>
                      <span className={styles['cellHead']} aria-hidden="true">
                        {head}
                      </span>
                      <div>{cell(row)}</div>
                    </>
                  ) : (
                    cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
