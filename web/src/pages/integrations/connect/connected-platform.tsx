import type { paths } from '../../../api/client.ts';
import { StoreLink } from '../../../app/store-link.tsx';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { buttonClass } from '../../../ui/button.tsx';
import { Card, Facts } from '../../../ui/card.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import { platformName } from '../platform-words.ts';
import type { PlatformGuide } from '../use-integrations.ts';
import { FirstEvent } from './first-event.tsx';
import { PlatformSteps, Topics } from './platform-steps.tsx';

type Created = paths['/v1/integrations']['post']['responses'][201]['content']['application/json'];

/** What to do at the platform now, with all that has to be copied, and the wait for its first event. */
export function ConnectedPlatform({ guide, created }: { readonly guide: PlatformGuide; readonly created: Created }) {
  const { t } = useI18n();
  const { integration, secret } = created;
  return (
    <div className={ui['stack']}>
      <FirstEvent integrationId={integration.id} />
      <Card title={t('integrations.setUp', { platform: platformName(guide.platform) })}>
        <div className={ui['stack']}>
          <Facts
            facts={[
              [t('integrations.address'), <CopyText key="url" text={integration.webhookUrl} />],
              ...(guide.secretFrom === 'engine'
                ? [[t('integrations.secret'), <CopyText key="secret" text={secret} />] as const]
                : []),
              [t('integrations.topics'), <Topics key="topics" topics={guide.topics} />],
            ]}
          />
          {guide.secretFrom === 'engine' && <Notice tone="warn">{t('integrations.secret.once')}</Notice>}
          <PlatformSteps guide={guide} />
          <div className={ui['row']}>
            <StoreLink path={`/integrations/${integration.id}`} className={buttonClass()}>
              {t('integrations.toDetail')}
            </StoreLink>
          </div>
        </div>
      </Card>
    </div>
  );
}
