import { useNavigate, useSearch } from '@tanstack/react-router';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import type { SearchText } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Facts } from '../../ui/card.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { ConnectPlatform } from './connect/connect-platform.tsx';
import { healthOf, IntegrationBadge } from './integration-health.tsx';
import styles from './integrations.module.css';
import { platformName } from './platform-words.ts';
import { type Integration, useIntegration, useIntegrations } from './use-integrations.ts';

/** The platforms that are connected, how each does, and the way to connect another. */
export function PlatformsTab() {
  const { t } = useI18n();
  const { may } = useStore();
  const search: SearchText = useSearch({ strict: false });
  const navigate = useNavigate();
  const integrations = useIntegrations();
  const connect = (platform: string | undefined) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, connect: platform })) as never });
  if (search['connect'] !== undefined && may('integrations:write'))
    return <ConnectPlatform chosen={search['connect']} onChoose={connect} />;
  const button = may('integrations:write') && (
    <Button look="primary" onClick={() => connect('choose')}>
      {t('integrations.connect')}
    </Button>
  );
  return (
    <Loaded query={integrations}>
      {(items) =>
        items.length === 0 ? (
          <Card>
            <EmptyState title={t('integrations.none')} text={t('integrations.none.text')}>
              {button}
            </EmptyState>
          </Card>
        ) : (
          <>
            <div className={ui['row']}>{button}</div>
            <ul className={styles['cards']}>
              {items.map((integration) => (
                <li key={integration.id}>
                  <IntegrationCard integration={integration} />
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Loaded>
  );
}

function IntegrationCard({ integration }: { readonly integration: Integration }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const detail = useIntegration(integration.id);
  const look = detail.data?.reconciliations[0];
  const failures = detail.data ? healthOf(detail.data).failures : null;
  return (
    <Card
      title={
        <StoreLink path={`/integrations/${integration.id}`}>
          {platformName(integration.platform)}
          {integration.namespace !== null && ` (${integration.namespace})`}
        </StoreLink>
      }
      actions={<IntegrationBadge integration={detail.data ?? integration} />}
    >
      <Facts
        facts={[
          [
            t('integrations.lastEvent'),
            integration.lastEventAt === null ? t('integrations.noEventYet') : format.relative(integration.lastEventAt),
          ],
          [
            t('integrations.lastLook'),
            look
              ? t(`integrations.look.${look.status}.short`, { when: format.relative(look.finishedAt) })
              : t(integration.apiUrl === null ? 'integrations.noApi' : 'integrations.noLookYet'),
          ],
          [t('integrations.failures'), format.number(failures)],
        ]}
      />
    </Card>
  );
}
