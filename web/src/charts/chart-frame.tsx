import { Table2 } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Button } from '../ui/button.tsx';
import { type Column, Table } from '../ui/table.tsx';
import styles from './charts.module.css';

interface ChartFrameProps<Row> {
  /** What the picture shows, for those who hear it. */
  readonly label: string;
  readonly height: number;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly children: (size: { readonly width: number; readonly height: number }) => ReactNode;
}

/** A picture as wide as its place, and the same figures as a table. */
export function ChartFrame<Row>({ label, height, rows, columns, keyOf, children }: ChartFrameProps<Row>) {
  const { t } = useI18n();
  const [asTable, setAsTable] = useState(false);
  const [width, setWidth] = useState(0);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <figure className={styles['frame']}>
      {asTable ? (
        <Table caption={label} columns={columns} rows={rows} keyOf={keyOf} />
      ) : (
        <div ref={measure} style={{ height }}>
          {width > 0 && children({ width, height })}
        </div>
      )}
      <Button
        look="plain"
        className={styles['toggle'] ?? ''}
        aria-pressed={asTable}
        onClick={() => setAsTable(!asTable)}
      >
        <Table2 size={14} aria-hidden="true" />
        {t(asTable ? 'chart.asPicture' : 'chart.asTable')}
        <span className="visually-hidden">: {label}</span>
      </Button>
    </figure>
  );
}
