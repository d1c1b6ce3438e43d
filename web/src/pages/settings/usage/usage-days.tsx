import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { EmptyState } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Usage } from './use-usage.ts';

/** One row for each day on which anything was used, the newest first. */
export function UsageDays({ usage }: { readonly usage: Usage }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const days = (usage.meters[0]?.days ?? [])
    .map(({ day }, index) => ({ day, used: usage.meters.map(({ days: own }) => own[index]?.quantity ?? 0) }))
    .filter(({ used }) => used.some((quantity) => quantity > 0))
    .toReversed();
  if (days.length === 0) return <EmptyState title={t('usage.none')} />;
  return (
    <Table
      stacks
      caption={t('usage.days')}
      rows={days}
      keyOf={({ day }) => day}
      columns={[
        { key: 'day', head: t('usage.day'), cell: ({ day }) => format.day(day) },
        ...usage.meters.map(({ meter }, index) => ({
          key: meter,
          head: t(`usage.meter.${meter}`),
          numeric: true,
          cell: ({ used }: { readonly used: readonly number[] }) => format.number(used[index] ?? 0),
        })),
      ]}
    />
  );
}
