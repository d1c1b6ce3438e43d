import { useSearch } from '@tanstack/react-router';
import { useStore } from '../../app/session.ts';
import { TabLinks } from '../../app/tab-links.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf, type SearchText } from '../../lib/search.ts';
import { PageHead } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';
import { EventsTab } from './events-tab.tsx';
import { PlatformsTab } from './platforms-tab.tsx';
import { SnippetTab } from './snippet/snippet-tab.tsx';

const tabs = ['platforms', 'snippet', 'events'] as const;
type Tab = (typeof tabs)[number];

/** Every way by which a shop tells what happens in it. */
export function IntegrationsPage() {
  const { t } = useI18n();
  const { may } = useStore();
  const search: SearchText = useSearch({ strict: false });
  const allowed = tabs.filter((tab) => tab !== 'snippet' || may('snippet:read'));
  const shown = oneOf(search['tab'], allowed) ?? 'platforms';
  return (
    <div className={ui['stack']}>
      <PageHead title={t('integrations.title')} lead={t('integrations.lead')} />
      <TabLinks
        tabs={allowed}
        shown={shown}
        label={t('integrations.tabs')}
        nameOf={(tab) => t(`integrations.tab.${tab}`)}
        searchOf={(tab) => ({ tab, connect: undefined })}
      />
      <Shown tab={shown} />
    </div>
  );
}

function Shown({ tab }: { readonly tab: Tab }) {
  switch (tab) {
    case 'platforms':
      return <PlatformsTab />;
    case 'snippet':
      return <SnippetTab />;
    case 'events':
      return <EventsTab />;
  }
}
