import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMediaQuery } from '../lib/use-media-query.ts';
import { classNames } from './class-names.ts';
import styles from './virtual-table.module.css';

export interface VirtualColumn<Row> {
  readonly key: string;
  readonly head: ReactNode;
  /** A track of CSS grid, e.g. `minmax(0, 2fr)`. */
  readonly width: string;
  readonly numeric?: boolean;
  /** Left out on a phone. */
  readonly wideOnly?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface VirtualTableProps<Row> {
  readonly label: string;
  readonly columns: readonly VirtualColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The row that is open beside the list. */
  readonly isCurrent?: (row: Row) => boolean;
  /** How many rows the whole list has, where it is known; screen readers hear "row 11 of 100,000". */
  readonly total?: number | undefined;
  /** Asks for the next page when the end comes near. */
  readonly onEnd?: (() => void) | undefined;
  readonly footer?: ReactNode;
}

const rowHeight = 44;
const overscanRows = 12;

/** A list of any length: only the rows in sight are in the page. */
export function VirtualTable<Row>({
  label,
  columns: allColumns,
  rows,
  keyOf,
  isCurrent,
  total,
  onEnd,
  footer,
}: VirtualTableProps<Row>) {
  const scroll = useRef<HTMLElement>(null);
  const narrow = useMediaQuery('(max-width: 640px)');
  const columns = narrow ? allColumns.filter(({ wideOnly }) => !wideOnly) : allColumns;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: overscanRows,
  });
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (rows.length > 0 && lastIndex >= rows.length - overscanRows) onEnd?.();
  }, [lastIndex, rows.length, onEnd]);
  const template = columns.map(({ width }) => width).join(' ');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={scroll} className={styles['scroll']} tabIndex={0} aria-label={label}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows in a virtual list cannot be those of a table element */}
      <div role="table" aria-label={label} aria-rowcount={(total ?? rows.length) + 1}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the row is no control, what stands in it is */}
        <div role="row" aria-rowindex={1} className={styles['head']} style={{ gridTemplateColumns: template }}>
          {columns.map(({ key, head, numeric }) => (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <div key={key} role="columnheader" className={classNames(styles['cell'], numeric && styles['numeric'])}>
              {head}
            </div>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above
              // biome-ignore lint/a11y/useFocusableInteractive: see above
              <div
                key={keyOf(row)}
                role="row"
                aria-rowindex={item.index + 2}
                aria-current={isCurrent?.(row) ? 'true' : undefined}
                className={styles['row']}
                style={{ gridTemplateColumns: template, transform: `translateY(${item.start}px)` }}
              >
                {columns.map(({ key, cell, numeric }) => (
                  // biome-ignore lint/a11y/useSemanticElements: see above
                  <div key={key} role="cell" className={classNames(styles['cell'], numeric && styles['numeric'])}>
                    {cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      {footer !== undefined && <div className={styles['more']}>{footer}</div>}
    </section>
  );
}
