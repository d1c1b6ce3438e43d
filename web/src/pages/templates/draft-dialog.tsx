import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { data, type paths } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { type Channel, channels, type Template, templateQueries } from './template-queries.ts';
import styles from './templates.module.css';
import { useLanguageName } from './use-language-name.ts';

type Draft = paths['/v1/templates/{name}/drafts']['post']['responses'][200]['content']['application/json'];
type Asked = NonNullable<paths['/v1/templates/{name}/drafts']['post']['requestBody']>['content']['application/json'];

const limits = { hint: 500, tone: 300, statements: 5 } as const;

interface DraftDialogProps {
  readonly template: Template;
  readonly isDirty: boolean;
  readonly onClose: () => void;
}

/** Has a model write texts of the template, and shows what was wrong where they cannot be used. */
export function DraftDialog({ template, isDirty, onClose }: DraftDialogProps) {
  const { t } = useI18n();
  const store = useStore();
  const settings = useQuery({
    queryKey: ['store', store.id, 'draft-settings'],
    queryFn: () => data(store.api.GET('/v1/draft-settings')),
  });
  return (
    <Dialog open wide onClose={onClose} title={t('drafts.texts')}>
      <div className={ui['stack']}>
        <Notice>{t('drafts.nothingSent')}</Notice>
        <Loaded query={settings} height={240}>
          {({ isReady, guidance }) => {
            if (!isReady)
              return (
                <Notice tone="warn">
                  {t('drafts.notReady')} <StoreLink path="/settings/drafts">{t('drafts.toSettings')}</StoreLink>
                </Notice>
              );
            if (isDirty) return <Notice tone="warn">{t('drafts.saveFirst')}</Notice>;
            return <DraftRequest template={template} tone={guidance.tone} onClose={onClose} />;
          }}
        </Loaded>
      </div>
    </Dialog>
  );
}

function DraftRequest({
  template,
  tone,
  onClose,
}: {
  readonly template: Template;
  readonly tone: string;
  readonly onClose: () => void;
}) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const toast = useToast();
  const languageName = useLanguageName();
  const { variants } = template.content;
  const [wanted, setWanted] = useState<ReadonlySet<Channel>>(
    new Set(channels.filter((channel) => variants.some((variant) => variant[channel]))),
  );
  const draft = useMutation({
    mutationFn: (body: Asked) =>
      data(store.api.POST('/v1/templates/{name}/drafts', { params: { path: { name: template.name } }, body })),
    onSuccess: async (drafted) => {
      await queries.invalidateQueries({ queryKey: ['store', store.id, 'draft-settings'] });
      if (drafted.kind !== 'drafted') return;
      toast({ text: t('drafts.drafted', { version: drafted.version }) });
      onClose();
      await queries.invalidateQueries({ queryKey: templateQueries.of(store) });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    draft.mutate({
      locale: values['locale'] ?? '',
      channels: channels.filter((channel) => wanted.has(channel)),
      tone: values['tone'] ?? '',
      hint: values['hint'] ?? '',
      statements: (values['statements'] ?? '')
        .split('\n')
        .map((one) => one.trim())
        .filter((one) => one !== '')
        .slice(0, limits.statements),
    });
  };
  return (
    <form className={ui['stack']} onSubmit={submit}>
      <SelectField name="locale" label={t('templates.language')}>
        {variants.map(({ locale }) => (
          <option key={locale} value={locale}>
            {languageName(locale)}
          </option>
        ))}
      </SelectField>
      <fieldset className={styles['checks']}>
        <legend>{t('drafts.channels')}</legend>
        {channels.map((channel) => (
          <Checkbox
            key={channel}
            label={t(`channel.${channel}`)}
            checked={wanted.has(channel)}
            onChange={({ target }) =>
              setWanted(new Set(channels.filter((one) => (one === channel ? target.checked : wanted.has(one)))))
            }
          />
        ))}
      </fieldset>
      <TextArea name="hint" label={t('drafts.hint')} help={t('drafts.hint.help')} rows={2} maxLength={limits.hint} />
      <TextArea name="statements" label={t('drafts.statements')} help={t('drafts.statements.help')} rows={3} />
      <TextField
        name="tone"
        label={t('drafts.tone.this')}
        help={tone === '' ? t('drafts.tone.help') : t('drafts.tone.beside', { tone })}
        maxLength={limits.tone}
      />
      <div aria-live="polite">
        {draft.isPending && <Notice>{t('drafts.asking')}</Notice>}
        {!draft.isPending && draft.data && <Outcome draft={draft.data} />}
      </div>
      {draft.error && (
        <Notice tone="bad">
          {refusalText(t, draft.error, { rate_limited: 'drafts.budget', not_found: 'error.notFound' })}
        </Notice>
      )}
      <div className={ui['row']}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" type="submit" disabled={draft.isPending || wanted.size === 0}>
          {t(draft.data ? 'drafts.again' : 'drafts.ask')}
        </Button>
      </div>
    </form>
  );
}

/** Why there is no draft: each finding with what would be right. */
function Outcome({ draft }: { readonly draft: Draft }) {
  const { t } = useI18n();
  switch (draft.kind) {
    case 'drafted':
      return null;
    case 'failed':
      return (
        <Notice tone="bad">
          {t(`drafts.failed.${draft.reason}`)} {draft.status !== null && `HTTP ${draft.status}`}
        </Notice>
      );
    case 'unusable':
      return (
        <div className={ui['stack']}>
          <Notice tone="warn">{t('drafts.unusable', { requests: draft.requests })}</Notice>
          <ul className={styles['plain']}>
            {draft.findings.map((finding) => (
              <li key={`${finding.code}/${finding.part}/${finding.found}`}>
                <strong>{isPart(finding.part) ? t(`drafts.part.${finding.part}`) : finding.part}</strong>{' '}
                {t(`drafts.finding.${finding.code}`)}{' '}
                {finding.found !== null && <q className={styles['detail']}>{finding.found}</q>}
              </li>
            ))}
          </ul>
          {draft.texts && (
            <details>
              <summary className={styles['summary']}>{t('drafts.lastAnswer')}</summary>
              <dl className={styles['names']}>
                {Object.entries(draft.texts).map(([part, text]) => (
                  <div key={part} style={{ display: 'contents' }}>
                    <dt>{isPart(part) ? t(`drafts.part.${part}`) : part}</dt>
                    <dd dir="auto">{text}</dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
        </div>
      );
  }
}

const parts = ['subject', 'preheader', 'headline', 'body', 'button', 'sms', 'push_title', 'push_body'] as const;

function isPart(part: string): part is (typeof parts)[number] {
  return parts.some((one) => one === part);
}
