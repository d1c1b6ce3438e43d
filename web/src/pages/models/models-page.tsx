import { useSearch } from '@tanstack/react-router';
import { TabLinks } from '../../app/tab-links.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf, type SearchText } from '../../lib/search.ts';
import { LiveStatus } from '../../live/live-status.tsx';
import { PageHead } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';
import { type ModelTabName, modelTabs } from './tabs.ts';

const names = modelTabs.map(({ name }) => name);

/** Which models decide, how they came to be, and whether they are right. */
export function ModelsPage() {
  return <Frame first="models" />;
}

/** The same page, opened where predictions have always been. */
export function PredictionsPage() {
  return <Frame first="predictions" />;
}

function Frame({ first }: { readonly first: ModelTabName }) {
  const { t } = useI18n();
  const search: SearchText = useSearch({ strict: false });
  const shown = oneOf(search['tab'], names) ?? first;
  const tab = modelTabs.find(({ name }) => name === shown);
  return (
    <div className={ui['stack']}>
      <PageHead title={t('page.models')} {...(tab && { lead: t(tab.lead) })}>
        <LiveStatus />
      </PageHead>
      <TabLinks
        tabs={names}
        shown={shown}
        label={t('models.tabs')}
        nameOf={(name) => t(modelTabs.find((one) => one.name === name)?.label ?? 'page.models')}
        searchOf={(name) => ({ tab: name === first ? undefined : name, version: undefined })}
      />
      {tab && <tab.Tab />}
    </div>
  );
}
