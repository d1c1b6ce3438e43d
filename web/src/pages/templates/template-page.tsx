import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { textOf } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { Card, PageHead } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { useUnsavedGuard } from '../campaigns/use-editor.ts';
import { FindingList } from './finding-list.tsx';
import { NewTemplate } from './new-template.tsx';
import { TemplateActions } from './template-actions.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { type Channel, type Content, channels, type Template, templateQueries } from './template-queries.ts';
import styles from './templates.module.css';
import { TemplateState } from './templates-page.tsx';
import { VariantFields } from './variant-fields.tsx';
import { VariantTabs } from './variant-tabs.tsx';
import { Versions } from './versions.tsx';

/** One template: its words in each language, what is wrong with them, and the message as it would be sent. */
export function TemplatePage() {
  const { name = '' } = useParams({ strict: false }) as { readonly name?: string };
  const template = useQuery(templateQueries.one(useStore(), name));
  const { t } = useI18n();
  return (
    <div className={ui['stack']}>
      <p>
        <StoreLink path="/templates">{t('templates.all')}</StoreLink>
      </p>
      <Loaded query={template} height={480}>
        {(loaded) => <Editor key={`${loaded.name}/${loaded.version}`} template={loaded} />}
      </Loaded>
    </div>
  );
}

/** Longer than the time between two keys: what is typed is looked at when the writer stops. */
const settledMs = 600;

function useSettled(content: Content): Content {
  const [settled, setSettled] = useState(content);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(content), settledMs);
    return () => clearTimeout(timer);
  }, [content]);
  return settled;
}

function Editor({ template }: { readonly template: Template }) {
  const { t } = useI18n();
  const store = useStore();
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const [content, setContent] = useState<Content>(template.content);
  const [copying, setCopying] = useState(false);
  const settled = useSettled(content);
  const isDirty = JSON.stringify(content) !== JSON.stringify(template.content);
  const guard = useUnsavedGuard(isDirty);
  const locale = content.variants.find((one) => one.locale === search['locale'])?.locale ?? content.variants[0]?.locale;
  const channel: Channel = channels.find((one) => one === textOf(search['channel'])) ?? 'email';
  const variant = content.variants.find((one) => one.locale === locale);
  const mayEdit = template.own && store.may('campaigns:write');
  const check = useQuery(templateQueries.check(store, settled));
  const findings = check.data?.findings ?? [];
  if (!variant) return null;
  return (
    <>
      <PageHead
        title={
          <span className={styles['title']}>
            {template.name} <TemplateState template={template} />
          </span>
        }
        lead={template.own ? t('templates.page.lead') : t('templates.page.leadBuiltIn')}
      >
        {mayEdit && <TemplateActions template={template} content={content} isDirty={isDirty} />}
        {!template.own && store.may('campaigns:write') && (
          <Button look="primary" onClick={() => setCopying(true)}>
            {t('templates.copy')}
          </Button>
        )}
      </PageHead>
      {template.draftedBy !== null && (
        <Notice tone="warn">{t('drafts.unapproved', { model: template.draftedBy })}</Notice>
      )}
      {template.own && template.publishedVersion !== null && template.publishedVersion !== template.version && (
        <Notice tone="warn">{t('templates.newerNotice', { version: template.publishedVersion })}</Notice>
      )}
      <VariantTabs
        content={content}
        locale={variant.locale}
        channel={channel}
        findings={findings}
        onChange={mayEdit ? setContent : null}
      />
      <div className={styles['workbench']}>
        <div className={ui['stack']}>
          <VariantFields
            key={`${variant.locale}/${channel}`}
            variant={variant}
            channel={channel}
            findings={findings}
            readOnly={!mayEdit}
            onChange={(changed) =>
              setContent({ variants: content.variants.map((one) => (one.locale === locale ? changed : one)) })
            }
          />
        </div>
        <div className={styles['beside']}>
          <TemplatePreview content={settled} locale={variant.locale} channel={channel} />
        </div>
        <div className={ui['stack']}>
          <FindingList check={check} />
          {template.own && <Versions template={template} mayEdit={mayEdit} />}
          {template.uses.length > 0 && (
            <Card title={t('templates.uses')}>
              <ul className={styles['plain']}>
                {template.uses.map((use) => (
                  <li key={`${use.campaignId}/${use.stepId}/${use.in}`}>
                    <StoreLink path={`/campaigns/${use.campaignId}`}>{use.campaign}</StoreLink>{' '}
                    {t(`templates.use.${use.in}`, { step: use.stepId })}
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
      </div>
      {copying && <NewTemplate from={template.name} onClose={() => setCopying(false)} />}
      <Dialog
        open={guard.status === 'blocked'}
        onClose={() => guard.reset?.()}
        title={t('templates.leave')}
        actions={
          <>
            <Button onClick={() => guard.reset?.()}>{t('templates.leave.stay')}</Button>
            <Button look="danger" onClick={() => guard.proceed?.()}>
              {t('templates.leave.go')}
            </Button>
          </>
        }
      >
        <p>{t('templates.leave.text')}</p>
      </Dialog>
    </>
  );
}
