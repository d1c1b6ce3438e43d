import { useMutation, useQueryClient } from '@tanstack/react-query';
import { EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { useCatalogue } from '../../../analytics/catalogue.ts';
import { data } from '../../../api/client.ts';
import { refusalText } from '../../../app/refusal-text.ts';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Table } from '../../../ui/table.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { type Report, reportsKey, useChangeReport } from './report-data.ts';
import { contentText, recipientText, runState, whenText } from './report-words.ts';

interface ReportListProps {
  readonly reports: readonly Report[];
  readonly onEdit: (report: Report) => void;
  readonly onRuns: (report: Report) => void;
}

export function ReportList({ reports, onEdit, onRuns }: ReportListProps) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const metrics = useCatalogue().data ?? [];
  return (
    <Table
      stacks
      caption={t('reports.title')}
      rows={reports}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: t('reports.name'),
          cell: (report) => (
            <>
              <strong>{report.name}</strong>
              <br />
              <span className={ui['help']}>{contentText(t, report, metrics)}</span>
            </>
          ),
        },
        {
          key: 'when',
          head: t('reports.when'),
          cell: (report) => (
            <>
              {whenText(t, report)}
              <br />
              {report.nextRunAt === null ? (
                <Badge tone="warn">{t('reports.paused')}</Badge>
              ) : (
                <span className={ui['help']} title={format.dateTimeLong(report.nextRunAt)}>
                  {t('reports.next', { moment: format.dateTime(report.nextRunAt) })}
                </span>
              )}
            </>
          ),
        },
        {
          key: 'to',
          head: t('reports.to'),
          cell: (report) => (
            <>
              {recipientText(t, report)}
              <br />
              <span className={ui['help']}>{t(`reports.by.${report.delivery.kind}`)}</span>
            </>
          ),
        },
        {
          key: 'last',
          head: t('reports.last'),
          cell: (report) => <LastRun report={report} onRuns={onRuns} />,
        },
        {
          key: 'actions',
          head: <span className="visually-hidden">{t('reports.actions')}</span>,
          cell: (report) => store.may('reports:write') && <ReportActions report={report} onEdit={onEdit} />,
        },
      ]}
    />
  );
}

function LastRun({ report, onRuns }: { readonly report: Report; readonly onRuns: (report: Report) => void }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const run = report.lastRun;
  if (!run) return <span className={ui['help']}>{t('reports.last.none')}</span>;
  const { tone, label } = runState(run);
  return (
    <>
      <Badge tone={tone}>{run.kind === 'test' ? t('reports.ofTest', { state: t(label) }) : t(label)}</Badge>
      <br />
      <span className={ui['help']}>{format.dateTime(run.createdAt)}</span>{' '}
      <Button look="plain" aria-label={t('reports.runs.open', { name: report.name })} onClick={() => onRuns(report)}>
        {t('reports.runs')}
      </Button>
    </>
  );
}

function ReportActions({ report, onEdit }: { readonly report: Report; readonly onEdit: (report: Report) => void }) {
  const { t } = useI18n();
  const store = useStore();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const path = { id: report.id };
  const refetch = () => queryClient.invalidateQueries({ queryKey: reportsKey(store.id) });
  const refused = (error: unknown) => toast({ text: refusalText(t, error, { version_conflict: 'reports.changed' }) });
  const tryNow = useMutation({
    mutationFn: () => data(store.api.POST('/v1/reports/scheduled/{id}/runs', { params: { path } })),
    onSuccess: () => toast({ text: t(`reports.test.${report.delivery.kind}`) }),
    onError: refused,
    onSettled: refetch,
  });
  const remove = useMutation({
    mutationFn: () => data(store.api.DELETE('/v1/reports/scheduled/{id}', { params: { path } })),
    onSuccess: () => {
      setDeleting(false);
      toast({ text: t('reports.deleted') });
    },
    onSettled: refetch,
  });
  const change = useChangeReport();
  const isMail = report.delivery.kind === 'email';
  const isPaused = report.status === 'paused';
  const turn = () =>
    change.mutate(
      { report, change: { status: isPaused ? 'active' : 'paused' } },
      { onSuccess: () => toast({ text: t(isPaused ? 'reports.resumed' : 'reports.stopped') }), onError: refused },
    );
  return (
    <div className={ui['row']}>
      <Button
        aria-label={t(isMail ? 'reports.test.label' : 'reports.test.post.label', { name: report.name })}
        disabled={tryNow.isPending}
        onClick={() => tryNow.mutate()}
      >
        {t(isMail ? 'reports.test' : 'reports.test.post')}
      </Button>
      <Menu
        trigger={
          <Button look="plain" aria-label={t('reports.more', { name: report.name })}>
            <EllipsisVertical size={16} aria-hidden="true" />
          </Button>
        }
        entries={[
          { label: t('reports.edit'), onSelect: () => onEdit(report) },
          { label: t(isPaused ? 'reports.resume' : 'reports.pause'), onSelect: turn },
          'separator',
          { label: t('reports.delete'), onSelect: () => setDeleting(true) },
        ]}
      />
      <ConfirmDialog
        open={deleting}
        title={t('reports.delete.title', { name: report.name })}
        action={t('reports.delete')}
        busy={remove.isPending}
        onClose={() => setDeleting(false)}
        onConfirm={() => remove.mutate()}
      >
        {remove.error && <Notice tone="bad">{refusalText(t, remove.error)}</Notice>}
        <p>{t('reports.delete.text')}</p>
      </ConfirmDialog>
    </div>
  );
}
