import { useSearch } from '@tanstack/react-router';
import { TabLinks } from '../../app/tab-links.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf, type SearchText, textOf } from '../../lib/search.ts';
import { PageHead } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';
import { ClusterDetail } from './cluster-detail.tsx';
import { ClusterList } from './cluster-list.tsx';
import { RuleList } from './rule-list.tsx';

const tabs = ['open', 'settled', 'rules'] as const;

/** What could not be used, what would mend it, and what was approved. */
export function DeadLettersPage() {
  const { t } = useI18n();
  const search: SearchText = useSearch({ strict: false });
  const fingerprint = textOf(search['cluster']);
  if (fingerprint !== undefined) return <ClusterDetail fingerprint={fingerprint} />;
  const shown = oneOf(search['tab'], tabs) ?? 'open';
  return (
    <div className={ui['stack']}>
      <PageHead title={t('deadLetters.heading')} lead={t('deadLetters.lead')} />
      <TabLinks tabs={tabs} shown={shown} label={t('deadLetters.tabs')} nameOf={(tab) => t(`deadLetters.tab.${tab}`)} />
      {shown === 'rules' ? <RuleList /> : <ClusterList key={shown} isOpen={shown === 'open'} />}
    </div>
  );
}
