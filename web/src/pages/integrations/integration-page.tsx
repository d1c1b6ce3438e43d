import { useParams } from '@tanstack/react-router';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card, Facts, PageHead } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { FirstEvent } from './connect/first-event.tsx';
import { PlatformSteps, Topics } from './connect/platform-steps.tsx';
import { ApiAccess } from './detail/api-access.tsx';
import { Deliveries } from './detail/deliveries.tsx';
import { IntegrationActions } from './detail/integration-actions.tsx';
import { Looks } from './detail/looks.tsx';
import { SecretCard } from './detail/secret-card.tsx';
import { healthOf, IntegrationBadge } from './integration-health.tsx';
import styles from './integrations.module.css';
import { platformName } from './platform-words.ts';
import { type IntegrationDetail, useIntegration, usePlatforms } from './use-integrations.ts';

/** One connected platform: how it does, what it delivered and what became of it, and how to mend it. */
export function IntegrationPage() {
  const { t } = useI18n();
  const { integrationId = '' }: { readonly integrationId?: string } = useParams({ strict: false });
  const integration = useIntegration(integrationId);
  return (
    <div className={ui['stack']}>
      <p>
        <StoreLink path="/integrations">{t('integrations.all')}</StoreLink>
      </p>
      <Loaded query={integration} height={400}>
        {(detail) => <Shown integration={detail} />}
      </Loaded>
    </div>
  );
}

function Shown({ integration }: { readonly integration: IntegrationDetail }) {
  const { t } = useI18n();
  const { may, timeZone } = useStore();
  const format = useFormat(timeZone);
  const { state, failures } = healthOf(integration);
  const { deliveries } = integration;
  const total = Object.values(deliveries).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <PageHead
        title={
          <>
            {platformName(integration.platform)} <IntegrationBadge integration={integration} />
          </>
        }
        lead={t(`integrations.state.${state}.lead`)}
      >
        {may('integrations:write') && <IntegrationActions integration={integration} />}
      </PageHead>
      {integration.firstEventAt === null && integration.status === 'active' && (
        <FirstEvent integrationId={integration.id} />
      )}
      {failures > 0 && may('webhooks:read') && (
        <Notice tone="warn">{t('integrations.failing.notice', { count: failures })}</Notice>
      )}
      <div className={ui['columns']}>
        <div className={ui['stack']}>
          {may('webhooks:read') && <Deliveries integrationId={integration.id} counts={deliveries} />}
          <Looks integration={integration} />
        </div>
        <div className={ui['stack']}>
          <Card title={t('integrations.health')}>
            <Facts
              facts={[
                [t('integrations.firstEvent'), format.dateTime(integration.firstEventAt)],
                [t('integrations.lastEvent'), format.dateTime(integration.lastEventAt)],
                [t('integrations.deliveries30d'), format.number(total)],
                [t('integrations.failures'), format.number(failures)],
                [t('integrations.id'), <CopyText key="id" text={integration.id} short />],
              ]}
            />
          </Card>
          <ApiAccess integration={integration} />
          <SecretCard integration={integration} />
          <SetUp integration={integration} />
        </div>
      </div>
    </>
  );
}

function SetUp({ integration }: { readonly integration: IntegrationDetail }) {
  const { t } = useI18n();
  const guide = usePlatforms().data?.find(({ platform }) => platform === integration.platform);
  if (!guide) return null;
  return (
    <Card title={t('integrations.setUp', { platform: platformName(guide.platform) })}>
      <div className={ui['stack']}>
        <p>{t('integrations.address')}</p>
        <CopyText text={integration.webhookUrl} />
        <details className={styles['folded']} open={integration.firstEventAt === null}>
          <summary>{t('integrations.steps')}</summary>
          <Topics topics={guide.topics} />
          <PlatformSteps guide={guide} />
        </details>
      </div>
    </Card>
  );
}
