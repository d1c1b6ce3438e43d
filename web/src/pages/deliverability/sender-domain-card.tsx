import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { data, type paths } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import ui from '../../ui/ui.module.css';
import styles from './deliverability.module.css';

type SenderDomain = paths['/v1/sender-domain']['get']['responses'][200]['content']['application/json'];
type SenderRecord = SenderDomain['records'][number];

/** Whether DNS and the signature say that e-mails are from whom they say. */
export function SenderDomainCard() {
  const { t } = useI18n();
  const store = useStore();
  const key = ['store', store.id, 'sender-domain'];
  const client = useQueryClient();
  const domain = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => data(store.api.GET('/v1/sender-domain', { signal })),
  });
  const again = useMutation({
    mutationFn: () => data(store.api.GET('/v1/sender-domain', { params: { query: { anew: 'true' } } })),
    onSuccess: (found) => client.setQueryData(key, found),
  });
  return (
    <Card title={t('sender.title')} hint={t('sender.hint')}>
      <Loaded query={domain} height={240}>
        {(found) => (
          <div className={ui['stack']}>
            <Records domain={found} />
            {found.kind === 'checked' && (
              <div>
                <Button onClick={() => again.mutate()} disabled={again.isPending}>
                  {t('sender.anew')}
                </Button>
              </div>
            )}
            <SignatureForm />
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Records({ domain }: { readonly domain: SenderDomain }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const { provider } = domain;
  const sandbox = !domain.delivers && <Notice>{t('sender.sandbox', { provider })}</Notice>;
  if (domain.kind === 'reserved')
    return (
      <>
        {sandbox}
        <Notice tone={domain.delivers ? 'bad' : 'warn'}>{t('sender.reserved', { domain: domain.domain })}</Notice>
      </>
    );
  return (
    <>
      {sandbox}
      <p>{t('sender.of', { domain: domain.domain, provider, at: format.relative(domain.checkedAt) })}</p>
      <Table
        stacks
        caption={t('sender.title')}
        rows={domain.records}
        keyOf={({ kind }) => kind}
        columns={[
          { key: 'record', head: t('sender.record'), cell: ({ kind }) => t(`sender.kind.${kind}`) },
          {
            key: 'state',
            head: t('sender.state'),
            cell: ({ state }) => <Badge tone={state}>{t(`sender.state.${state}`)}</Badge>,
          },
          { key: 'what', head: t('sender.what'), cell: (record) => <Found record={record} /> },
          { key: 'publish', head: t('sender.publish'), cell: (record) => <Publish record={record} /> },
        ]}
      />
    </>
  );
}

function Found({ record }: { readonly record: SenderRecord }) {
  const { t } = useI18n();
  return (
    <div className={styles['record']}>
      {record.findings.map((finding) => (
        <p key={finding}>{t(`sender.finding.${finding}`)}</p>
      ))}
      {record.values.length === 0 && record.findings.length > 0 && (
        <p>
          {t('sender.found.none')} <code>{record.name}</code>
        </p>
      )}
      {record.values.map((value) => (
        <code key={value}>{value}</code>
      ))}
    </div>
  );
}

function Publish({ record }: { readonly record: SenderRecord }) {
  const { t } = useI18n();
  if (record.publish === null) return record.state === 'good' ? t('sender.nothing') : '–';
  return (
    <div className={styles['record']}>
      <p>
        {t('sender.publish.as')} <CopyText text={record.publish.name} />
      </p>
      <p>
        <CopyText text={record.publish.value} />
      </p>
    </div>
  );
}

/** Only a message that arrived shows what its provider signed. */
function SignatureForm() {
  const { t } = useI18n();
  const store = useStore();
  const check = useMutation({
    mutationFn: (source: string) => data(store.api.POST('/v1/sender-domain/signatures', { body: { source } })),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    check.mutate(formValues(event.currentTarget)['source'] ?? '');
  };
  return (
    <form className={ui['stack']} onSubmit={submit}>
      <TextArea
        label={t('sender.mail.source')}
        help={t('sender.mail.hint')}
        name="source"
        rows={5}
        maxLength={200_000}
        spellCheck={false}
        required
      />
      <div>
        <Button type="submit" disabled={check.isPending}>
          {t('sender.mail.check')}
        </Button>
      </div>
      <div aria-live="polite" className={ui['stack']}>
        {check.error && <Notice tone="bad">{refusalText(t, check.error)}</Notice>}
        {check.data?.findings.length === 0 && <Notice>{t('sender.mail.sound')}</Notice>}
        {check.data?.findings.map((finding) => (
          <Notice key={finding} tone="warn">
            {t(`sender.mail.${finding}`)}
          </Notice>
        ))}
        {check.data?.signatures.map(({ domain, selector }) => (
          <p key={`${domain}/${selector}`}>{t('sender.mail.signature', { domain, selector })}</p>
        ))}
      </div>
    </form>
  );
}
