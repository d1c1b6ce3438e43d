import { Link, Outlet } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { Suspense } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import { buttonClass } from '../ui/button.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Skeleton } from '../ui/page-state.tsx';
import { AccountMenu } from './account-menu.tsx';
import styles from './plain-shell.module.css';

/** The frame of pages that belong to a person and to no store. */
export function PlainShell() {
  const { t } = useI18n();
  return (
    <>
      <header className={styles['bar']}>
        <Link to="/" className={buttonClass('plain')}>
          <ArrowLeft size={16} aria-hidden="true" />
          {t('shell.toStores')}
        </Link>
        <AccountMenu />
      </header>
      <main className={styles['main']}>
        <ErrorBoundary>
          <Suspense fallback={<Skeleton height={320} />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}
