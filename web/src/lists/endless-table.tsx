import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { Endless } from '../lib/use-endless.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../ui/page-state.tsx';
import { type VirtualColumn, VirtualTable } from '../ui/virtual-table.tsx';
import { ListCount, useListSearch } from './list-filters.tsx';

interface EndlessTableProps<Row> {
  readonly label: string;
  readonly list: Endless<Row>;
  readonly columns: readonly VirtualColumn<Row>[];
  /** Of the row that is open beside the list. */
  readonly openId: string | null;
  /** Instead of a table without rows. */
  readonly empty: ReactNode;
}

/** The rows of a list with their number, read on as somebody scrolls; or why there are none. */
export function EndlessTable<Row extends { readonly id: string }>({
  label,
  list,
  columns,
  openId,
  empty,
}: EndlessTableProps<Row>) {
  const { t } = useI18n();
  if (list.error) return <ErrorState error={list.error} retry={list.retry} />;
  if (list.isPending) return <Skeleton height={480} />;
  if (list.rows.length === 0) return empty;
  return (
    <>
      <ListCount total={list.total} totalAtLeast={list.totalAtLeast} />
      <VirtualTable
        label={label}
        columns={columns}
        rows={list.rows}
        keyOf={({ id }) => id}
        isCurrent={({ id }) => id === openId}
        total={list.total ?? undefined}
        onEnd={list.more}
        footer={list.loadingMore ? t('list.loading') : undefined}
      />
    </>
  );
}

interface NothingFoundProps {
  /** The filters as they were read from the address. */
  readonly filters: object;
  readonly title: string;
  readonly text: string;
  /** What is said when no filter is set: there is nothing yet. */
  readonly children: ReactNode;
}

/** A list without rows: by its filters, which one button takes out, or because there is nothing yet. */
export function NothingFound({ filters, title, text, children }: NothingFoundProps) {
  const { t } = useI18n();
  const [, change] = useListSearch();
  const set = Object.entries(filters).filter(([, value]) => value !== undefined);
  if (set.length === 0) return children;
  return (
    <EmptyState title={title} text={text}>
      <Button onClick={() => change(Object.fromEntries(set.map(([name]) => [name, undefined])))}>
        {t('list.clear')}
      </Button>
    </EmptyState>
  );
}
