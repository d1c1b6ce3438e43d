import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { PageHead } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';

const parts = {
  store: { label: 'settings.store', lead: 'settings.store.lead', permission: 'store:read' },
  sending: { label: 'settings.sending', lead: 'settings.sending.lead', permission: 'store:read' },
  phone: { label: 'settings.phone', lead: 'settings.phone.lead', permission: 'store:read' },
  replies: { label: 'settings.replies', lead: 'settings.replies.lead', permission: 'store:read' },
  team: { label: 'settings.team', lead: 'settings.team.lead', permission: 'members:read' },
  reports: { label: 'settings.reports', lead: 'settings.reports.lead', permission: 'stats:read' },
  keys: { label: 'settings.keys', lead: 'settings.keys.lead', permission: 'api-keys:read' },
  webhooks: { label: 'settings.webhooks', lead: 'settings.webhooks.lead', permission: 'webhook-endpoints:read' },
  flags: { label: 'settings.flags', lead: 'settings.flags.lead', permission: 'flags:read' },
  usage: { label: 'settings.usage', lead: 'settings.usage.lead', permission: 'usage:read' },
  catalog: { label: 'settings.catalog', lead: 'settings.catalog.lead', permission: 'store:read' },
  drafts: { label: 'settings.drafts', lead: 'settings.drafts.lead', permission: 'store:read' },
  audit: { label: 'settings.audit', lead: 'settings.audit.lead', permission: 'audit:read' },
  privacy: { label: 'settings.privacy', lead: 'settings.privacy.lead', permission: 'privacy-requests:read' },
  brand: { label: 'settings.brand', lead: 'settings.brand.lead', permission: 'store:read' },
  look: { label: 'settings.look', lead: 'settings.look.lead', permission: 'store:read' },
} as const satisfies Readonly<Record<string, { label: MessageKey; lead: MessageKey; permission: string }>>;

export type SettingsPart = keyof typeof parts;

/** Every settings page: which part one is in, and the others that one's role may open. */
export function SettingsFrame({ part, children }: { readonly part: SettingsPart; readonly children: ReactNode }) {
  const { t } = useI18n();
  const store = useStore();
  const { label, lead, permission } = parts[part];
  return (
    <div className={ui['stack']}>
      <PageHead title={t(label)} lead={t(lead)} />
      <nav className={ui['tabs']} aria-label={t('settings.title')}>
        {Object.entries(parts).map(([name, one]) =>
          store.may(one.permission) ? (
            <Link
              key={name}
              to={`/stores/$storeId/settings/${name}` as '/stores/$storeId'}
              params={{ storeId: store.id }}
              className={ui['tab']}
              activeOptions={{ includeSearch: false }}
            >
              {t(one.label)}
            </Link>
          ) : null,
        )}
      </nav>
      {store.may(permission) ? children : <EmptyState title={t('error.forbidden')} text={t('settings.forbidden')} />}
    </div>
  );
}
