import { useSearch } from '@tanstack/react-router';
import { useStore } from '../../app/session.ts';
import { TabLinks } from '../../app/tab-links.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf, type SearchText } from '../../lib/search.ts';
import { useLiveRefresh } from '../../live/use-live.ts';
import { PageHead } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';
import { CohortsTab } from './cohorts-tab.tsx';
import { ExploreTab } from './explore-tab.tsx';
import { HoursTab } from './hours-tab.tsx';
import { ProductsTab } from './products-tab.tsx';

const tabs = ['explore', 'cohorts', 'hours', 'products'] as const;
type Tab = (typeof tabs)[number];

/** Every number of the catalogue, asked as one likes; and three questions that are asked everywhere. */
export function AnalyticsPage() {
  const { t } = useI18n();
  const { id } = useStore();
  const search: SearchText = useSearch({ strict: false });
  const shown = oneOf(search['tab'], tabs) ?? 'explore';
  useLiveRefresh('store', ['store', id, 'analytics']);
  return (
    <div className={ui['stack']}>
      <PageHead title={t('page.analytics')} lead={t(`analytics.lead.${shown}`)} />
      <TabLinks
        tabs={tabs}
        shown={shown}
        label={t('analytics.tabs')}
        nameOf={(tab) => t(`analytics.tab.${tab}`)}
        searchOf={(tab) => ({ tab: tab === 'explore' ? undefined : tab })}
      />
      <Shown tab={shown} />
    </div>
  );
}

function Shown({ tab }: { readonly tab: Tab }) {
  switch (tab) {
    case 'explore':
      return <ExploreTab />;
    case 'cohorts':
      return <CohortsTab />;
    case 'hours':
      return <HoursTab />;
    case 'products':
      return <ProductsTab />;
  }
}
