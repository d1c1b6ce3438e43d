import { useCatalogue } from '../../analytics/catalogue.ts';
import { usePeriod } from '../../app/period-context.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useListSearch } from '../../lists/list-filters.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import styles from './analytics.module.css';
import { ExploreChart } from './explore-chart.tsx';
import { ExploreControls } from './explore-controls.tsx';
import { ExploreFilters } from './explore-filters.tsx';
import { dayCount, readExplore } from './explore-search.ts';
import { ExploreTable } from './explore-table.tsx';
import { SavedViews } from './saved-views.tsx';

/** One question: the controls say it, the picture and the table answer it, and the address keeps it. */
export function ExploreTab() {
  const { t } = useI18n();
  const period = usePeriod();
  const [search] = useListSearch();
  return (
    <Loaded query={useCatalogue()} height={420}>
      {(metrics) => {
        const explore = readExplore(search, metrics, dayCount(period));
        if (!explore) return <EmptyState title={t('analytics.unknown')} text={t('analytics.unknown.text')} />;
        return (
          <div className={ui['stack']}>
            <ExploreControls explore={explore} metrics={metrics} />
            <div className={styles['bar']}>
              <ExploreFilters explore={explore} />
              <SavedViews explore={explore} metrics={metrics} />
            </div>
            <div className={styles['answer']}>
              <ExploreChart explore={explore} />
              <ExploreTable explore={explore} />
            </div>
          </div>
        );
      }}
    </Loaded>
  );
}
