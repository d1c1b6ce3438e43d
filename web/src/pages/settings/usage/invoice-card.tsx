import { useMutation } from '@tanstack/react-query';
import { save } from '../../../analytics/export/download.ts';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';
import { channelText } from './meter-words.ts';
import { type Invoice, useInvoice } from './use-usage.ts';

/** What the month costs, as lines; with buttons that save them as files. */
export function InvoiceCard({ period }: { readonly period: string | undefined }) {
  const { t } = useI18n();
  const invoice = useInvoice(period);
  const download = useDownload(period);
  const button = (format: 'csv' | 'json') => (
    <Button disabled={download.isPending} onClick={() => download.mutate(format)}>
      {t(`usage.download.${format}`)}
    </Button>
  );
  return (
    <Card
      title={t('usage.invoice')}
      hint={invoice.data && t(invoice.data.isFinal ? 'usage.invoice.final' : 'usage.invoice.open')}
      actions={
        <div className={ui['row']}>
          {button('csv')}
          {button('json')}
        </div>
      }
    >
      <Loaded query={invoice} height={200}>
        {(loaded) => <Lines invoice={loaded} />}
      </Loaded>
      {download.isError && <p role="alert">{t('usage.download.failed')}</p>}
    </Card>
  );
}

function Lines({ invoice }: { readonly invoice: Invoice }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  if (invoice.lines.length === 0) return <EmptyState title={t('usage.none')} />;
  const amount = (minor: number): string =>
    invoice.currency === null ? t('usage.noPrice') : format.money(minor, invoice.currency);
  return (
    <>
      <Table
        stacks
        caption={t('usage.invoice')}
        rows={invoice.lines}
        keyOf={({ meter, channel, country, origin }) => `${meter}/${channel}/${country}/${origin}`}
        columns={[
          {
            key: 'meter',
            head: t('usage.what'),
            cell: ({ meter, origin }) => {
              const name = t(`usage.meter.${meter}`);
              return origin === null ? name : t('usage.late', { name, origin });
            },
          },
          {
            key: 'part',
            head: t('usage.part'),
            cell: ({ channel, country }) =>
              channel === null && country === null
                ? t('usage.all')
                : [channelText(channel, t), country].filter((part) => part !== null).join(', '),
          },
          {
            key: 'quantity',
            head: t('usage.quantity'),
            numeric: true,
            cell: ({ quantity }) => format.number(quantity),
          },
          { key: 'amount', head: t('usage.amount'), numeric: true, cell: ({ amountMinor }) => amount(amountMinor) },
        ]}
      />
      <p>
        <strong>{t('usage.total', { total: amount(invoice.totalMinor) })}</strong>
      </p>
    </>
  );
}

function useDownload(period: string | undefined) {
  const store = useStore();
  return useMutation({
    mutationFn: async (format: 'csv' | 'json') => {
      const query = { format, ...(period === undefined ? {} : { period }) };
      const text = await data(store.api.GET('/v1/usage/invoice', { params: { query }, parseAs: 'text' }));
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json';
      save({ file: new Blob([String(text)], { type }), fileName: `usage-${period ?? 'now'}.${format}` });
    },
  });
}
