import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { data } from '../../../api/client.ts';
import { refusalText } from '../../../app/refusal-text.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { formValues } from '../../../lib/form-values.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { QueryFields } from './query-fields.tsx';
import { RecipientFields } from './recipient-fields.tsx';
import { type NewReport, type Report, type ReportQuery, reportsKey, useChangeReport } from './report-data.ts';

const frequencies = ['daily', 'weekly', 'monthly'] as const;
type Frequency = (typeof frequencies)[number];
type Kind = Report['delivery']['kind'];

/** Makes a report, or changes one; the secret of a webhook is shown once, when it is made. */
export function ReportDialog({ report, onClose }: { readonly report: Report | null; readonly onClose: () => void }) {
  const { t } = useI18n();
  const store = useStore();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [frequency, setFrequency] = useState<Frequency>(report?.frequency ?? 'weekly');
  const [kind, setKind] = useState<Kind>(report?.delivery.kind ?? 'email');
  const [queries, setQueries] = useState<readonly ReportQuery[] | null>(report?.queries ?? null);
  const [recipientIds, setRecipientIds] = useState<ReadonlySet<string>>(recipientsOf(report));
  const create = useMutation({
    mutationFn: (body: NewReport) => data(store.api.POST('/v1/reports/scheduled', { body })),
    onSuccess: ({ secret }) => {
      if (secret === null) done('reports.made');
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: reportsKey(store.id) }),
  });
  const change = useChangeReport();
  const done = (text: 'reports.made' | 'reports.saved') => {
    toast({ text: t(text) });
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    const body: NewReport = {
      ...{ name: values['name'] ?? '', frequency, timeOfDay: values['timeOfDay'] ?? '', queries: asAsked(queries) },
      delivery: kind === 'email' ? { kind, recipientIds: [...recipientIds] } : { kind, url: values['url'] ?? '' },
    };
    if (report === null) create.mutate(body);
    else change.mutate({ report, change: body }, { onSuccess: () => done('reports.saved') });
  };
  const error = create.error ?? change.error;
  const secret = create.data?.secret ?? null;
  if (secret !== null)
    return (
      <Dialog open onClose={onClose} title={t('reports.secret.title')}>
        <div className={ui['stack']}>
          <Notice tone="warn">{t('reports.secret.once')}</Notice>
          <CopyText text={secret} />
          <p className={ui['help']}>{t('reports.secret.help')}</p>
          <div>
            <Button onClick={onClose}>{t('reports.secret.kept')}</Button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog open wide onClose={onClose} title={t(report === null ? 'reports.new' : 'reports.edit')}>
      <form className={ui['stack']} onSubmit={submit}>
        {error && (
          <Notice tone="bad">
            {refusalText(t, error, {
              version_conflict: 'reports.changed',
              'invalid:delivery.url': 'reports.url.problem',
              conflict: 'reports.tooMany',
            })}
          </Notice>
        )}
        <TextField
          label={t('reports.name')}
          help={t('reports.name.help')}
          name="name"
          defaultValue={report?.name ?? ''}
          maxLength={100}
          required
        />
        <SelectField
          label={t('reports.frequency')}
          help={t(`reports.frequency.${frequency}.help`)}
          value={frequency}
          onChange={({ target }) => setFrequency(frequencies.find((one) => one === target.value) ?? frequency)}
        >
          {frequencies.map((one) => (
            <option key={one} value={one}>
              {t(`reports.frequency.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('reports.time')}
          help={t('reports.time.help', { zone: store.timeZone })}
          type="time"
          name="timeOfDay"
          defaultValue={report?.timeOfDay ?? '08:00'}
          required
        />
        <QueryFields queries={queries} onChange={setQueries} />
        {report === null && (
          <SelectField
            label={t('reports.way')}
            value={kind}
            onChange={({ target }) => setKind(target.value === 'webhook' ? 'webhook' : 'email')}
          >
            <option value="email">{t('reports.way.email')}</option>
            <option value="webhook">{t('reports.way.webhook')}</option>
          </SelectField>
        )}
        {kind === 'email' ? (
          <RecipientFields report={report} chosen={recipientIds} onChange={setRecipientIds} />
        ) : (
          <TextField
            label={t('reports.url')}
            help={t('reports.url.help')}
            type="url"
            name="url"
            defaultValue={report?.delivery.kind === 'webhook' ? report.delivery.url : 'https://'}
            required
          />
        )}
        <div className={ui['row']}>
          <Button
            look="primary"
            type="submit"
            disabled={create.isPending || change.isPending || (kind === 'email' && recipientIds.size === 0)}
          >
            {t(report === null ? 'reports.new.submit' : 'action.save')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function recipientsOf(report: Report | null): ReadonlySet<string> {
  return new Set(report?.delivery.kind === 'email' ? report.delivery.recipients.map(({ id }) => id) : []);
}

function asAsked(queries: readonly ReportQuery[] | null): NonNullable<NewReport['queries']> | null {
  return queries === null
    ? null
    : queries.map(({ filters, ...query }) => ({
        ...query,
        dimensions: [...query.dimensions],
        filters: { ...filters },
      }));
}
