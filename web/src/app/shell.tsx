import { Link, Outlet } from '@tanstack/react-router';
import { Menu as MenuIcon, Search } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import { keptSearch } from '../lib/period.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Skeleton } from '../ui/page-state.tsx';
import { AccountMenu } from './account-menu.tsx';
import { TeamBrand } from './brand.tsx';
import { CommandPalette, useCommandPalette } from './command-palette.tsx';
import { storePages } from './pages.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { UnlessSecondFactorIsDue } from './second-factor-demand.tsx';
import { useMe, useStore } from './session.ts';
import styles from './shell.module.css';
import { StoreSwitcher } from './store-switcher.tsx';

const groups = ['overview', 'people', 'campaigns', 'insight', 'connections', 'settings'] as const;

/** The frame of every page of a store: the rail, the bar with store and period, and the page. */
export function Shell() {
  const { t } = useI18n();
  const [railOpen, setRailOpen] = useState(false);
  const palette = useCommandPalette();
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#content">
        {t('shell.skip')}
      </a>
      <header className={styles['bar']}>
        <Button
          look="plain"
          className={styles['railButton'] ?? ''}
          aria-label={t('shell.menu')}
          aria-expanded={railOpen}
          aria-controls="rail"
          onClick={() => setRailOpen(!railOpen)}
        >
          <MenuIcon size={18} aria-hidden="true" />
        </Button>
        <StoreSwitcher />
        <PeriodPicker />
        <div className={styles['barEnd']}>
          <Button look="plain" onClick={palette.open}>
            <Search size={16} aria-hidden="true" />
            <span className="visually-hidden">{t('palette.title')}</span>
            <kbd className={styles['hint']}>{t('palette.keys')}</kbd>
          </Button>
          <AccountMenu />
        </div>
      </header>
      <nav
        id="rail"
        aria-label={t('shell.pages')}
        className={classNames(styles['rail'], railOpen && styles['railOpen'])}
        onClick={() => setRailOpen(false)}
        onKeyDown={(event) => event.key === 'Escape' && setRailOpen(false)}
      >
        <TeamBrand />
        <RailLinks />
      </nav>
      <main id="content" className={styles['main']} tabIndex={-1}>
        <ErrorBoundary>
          <Suspense fallback={<Skeleton height={320} />}>
            <UnlessSecondFactorIsDue>
              <Outlet />
            </UnlessSecondFactorIsDue>
          </Suspense>
        </ErrorBoundary>
      </main>
      <CommandPalette state={palette} />
    </div>
  );
}

function RailLinks() {
  const { t } = useI18n();
  const store = useStore();
  const { admin } = useMe();
  return groups.map((group) => {
    const pages = storePages.filter(
      ({ rail }) =>
        rail?.group === group &&
        (rail.permission === undefined || store.may(rail.permission)) &&
        (rail.admin === undefined || admin),
    );
    if (pages.length === 0) return null;
    return (
      // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from lists without bullets
      <ul key={group} role="list" className={styles['group']}>
        {pages.map(({ path, rail }) => {
          if (!rail) return null;
          const Icon = rail.icon;
          return (
            <li key={path}>
              <Link
                to={`/stores/$storeId${path === '/' ? '' : path}` as '/stores/$storeId'}
                params={{ storeId: store.id }}
                search={(before: object) => keptSearch(before)}
                className={styles['link']}
                activeOptions={{ exact: path === '/', includeSearch: false }}
              >
                <Icon size={16} aria-hidden="true" />
                {t(rail.label)}
              </Link>
            </li>
          );
        })}
      </ul>
    );
  });
}
