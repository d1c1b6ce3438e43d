import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, PageHead } from '../../ui/card.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import ui from '../../ui/ui.module.css';
import { NewTemplate } from './new-template.tsx';
import { type ListedTemplate, templateQueries } from './template-queries.ts';
import { useLanguageName } from './use-language-name.ts';

/** What messages say: the store's own templates, and the built-in ones that they may begin with. */
export function TemplatesPage() {
  const { t } = useI18n();
  const store = useStore();
  const list = useQuery(templateQueries.list(store));
  const [creating, setCreating] = useState(false);
  const create = store.may('campaigns:write') && (
    <Button look="primary" onClick={() => setCreating(true)}>
      <Plus size={16} aria-hidden="true" />
      {t('templates.new')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('templates.title')} lead={t('templates.lead')}>
        {create}
      </PageHead>
      <Loaded query={list} height={320}>
        {({ items }) => {
          const own = items.filter((one) => one.own);
          return (
            <div className={ui['stack']}>
              <Card title={t('templates.own')} hint={t('templates.own.hint')}>
                {own.length === 0 ? (
                  <p>{t('templates.none')}</p>
                ) : (
                  <Templates rows={own} caption={t('templates.own')} />
                )}
              </Card>
              <Card title={t('templates.builtIn')} hint={t('templates.builtIn.hint')}>
                <Templates rows={items.filter((one) => !one.own)} caption={t('templates.builtIn')} />
              </Card>
            </div>
          );
        }}
      </Loaded>
      {creating && <NewTemplate onClose={() => setCreating(false)} />}
    </>
  );
}

function Templates({ rows, caption }: { readonly rows: readonly ListedTemplate[]; readonly caption: string }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const languageName = useLanguageName();
  const columns: readonly Column<ListedTemplate>[] = [
    {
      key: 'name',
      head: t('templates.column.name'),
      cell: ({ name }) => <StoreLink path={`/templates/${name}`}>{name}</StoreLink>,
    },
    {
      key: 'channels',
      head: t('templates.column.channels'),
      cell: ({ channels }) => channels.map((channel) => t(`channel.${channel}`)).join(', '),
    },
    {
      key: 'locales',
      head: t('templates.column.locales'),
      cell: ({ locales }) => locales.map((locale) => languageName(locale)).join(', '),
    },
    ...(rows.some(({ own }) => own)
      ? ([
          { key: 'state', head: t('templates.column.state'), cell: (row) => <TemplateState template={row} /> },
          {
            key: 'updated',
            head: t('templates.column.updated'),
            cell: ({ updatedAt }) => format.dateTime(updatedAt),
          },
        ] satisfies readonly Column<ListedTemplate>[])
      : []),
  ];
  return <Table caption={caption} columns={columns} rows={rows} keyOf={({ name }) => name} stacks />;
}

/** Whether messages are made of it, and whether an edit waits. */
export function TemplateState({
  template: { own, version, publishedVersion },
}: {
  readonly template: Pick<ListedTemplate, 'own' | 'version' | 'publishedVersion'>;
}) {
  const { t } = useI18n();
  if (!own) return <Badge>{t('templates.state.builtIn')}</Badge>;
  if (publishedVersion === null) return <Badge tone="warn">{t('templates.state.draft')}</Badge>;
  if (publishedVersion === version) return <Badge tone="good">{t('templates.state.published')}</Badge>;
  return <Badge tone="warn">{t('templates.state.newer')}</Badge>;
}
