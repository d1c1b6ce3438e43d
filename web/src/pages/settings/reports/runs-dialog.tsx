import { useStore } from '../../../app/session.ts';
import type { Format } from '../../../i18n/format.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';
import { type Report, type ReportRun, useRuns } from './report-data.ts';
import { deliveryReason, deliveryState, runState } from './report-words.ts';

function daysText({ from, to }: ReportRun['days'], format: Format): string {
  return from === to ? format.dayLong(from) : `${format.day(from)} – ${format.day(to)}`;
}

/** What became of a report: each run, and each recipient of it. */
export function RunsDialog({ report, onClose }: { readonly report: Report; readonly onClose: () => void }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const runs = useRuns(report.id);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('reports.runs.label', { name: report.name })}
      actions={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      <Loaded query={runs}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('reports.last.none')} />
          ) : (
            <Table
              stacks
              caption={t('reports.runs')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                {
                  key: 'period',
                  head: t('reports.period'),
                  cell: ({ days, kind, createdAt }) => (
                    <>
                      {daysText(days, format)} {kind === 'test' && <Badge>{t('reports.isTest')}</Badge>}
                      <br />
                      <span className={ui['help']} title={format.dateTimeLong(createdAt)}>
                        {t('reports.begun', { moment: format.dateTime(createdAt) })}
                      </span>
                    </>
                  ),
                },
                {
                  key: 'state',
                  head: t('reports.state'),
                  cell: (run) => <Badge tone={runState(run).tone}>{t(runState(run).label)}</Badge>,
                },
                {
                  key: 'deliveries',
                  head: t('reports.to'),
                  cell: ({ deliveries }) =>
                    deliveries.length === 0 ? (
                      '–'
                    ) : (
                      // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from lists without bullets
                      <ul role="list">
                        {deliveries.map((delivery) => (
                          <li key={delivery.recipientId ?? 'webhook'}>
                            <Delivery delivery={delivery} />
                          </li>
                        ))}
                      </ul>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Dialog>
  );
}

function Delivery({ delivery }: { readonly delivery: ReportRun['deliveries'][number] }) {
  const { t } = useI18n();
  const { recipientId, recipientName, reason } = delivery;
  const { tone, label } = deliveryState(delivery);
  const why = reason === null ? null : deliveryReason(reason);
  return (
    <>
      {recipientId === null ? t('reports.webhook') : (recipientName ?? t('reports.left'))}{' '}
      <Badge tone={tone}>{t(label)}</Badge>
      {reason !== null && (
        <>
          {' '}
          {why && t(why)} <code className={ui['help']}>{reason}</code>
        </>
      )}
    </>
  );
}
