import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { PageHead } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';

const parts = {
  now: { path: '/operations', label: 'operations.part.now', title: 'operations.title', lead: 'operations.lead' },
  plans: { path: '/operations/plans', label: 'plans.title', title: 'plans.title', lead: 'plans.lead' },
  brand: {
    path: '/operations/brand',
    label: 'platformBrand.title',
    title: 'platformBrand.title',
    lead: 'platformBrand.lead',
  },
} as const satisfies Readonly<Record<string, { path: string; label: MessageKey; title: MessageKey; lead: MessageKey }>>;

/** Every page of the operator: which part one is in, and the others. */
export function OperationsFrame({
  part,
  actions,
  children,
}: {
  readonly part: keyof typeof parts;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useI18n();
  const store = useStore();
  return (
    <div className={ui['stack']}>
      <PageHead title={t(parts[part].title)} lead={t(parts[part].lead)}>
        {actions}
      </PageHead>
      <nav className={ui['tabs']} aria-label={t('operations.title')}>
        {Object.values(parts).map(({ path, label }) => (
          <Link
            key={path}
            to={`/stores/$storeId${path}` as '/stores/$storeId'}
            params={{ storeId: store.id }}
            className={ui['tab']}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            {t(label)}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  );
}
