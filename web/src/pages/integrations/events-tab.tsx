import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import ui from '../../ui/ui.module.css';
import styles from './integrations.module.css';
import { platformName } from './platform-words.ts';

const sources = ['segment', 'klaviyo', 'braze'] as const;

/** Events by the plain API, with a request to copy, or by a tool that the shop uses already. */
export function EventsTab() {
  const { t } = useI18n();
  const { may, currency } = useStore();
  const command = curlOf(location.origin, currency ?? 'EUR');
  return (
    <div className={ui['stack']}>
      <Card title={t('integrations.events.api')} hint={t('integrations.events.api.hint')}>
        <div className={ui['stack']}>
          <ol className={styles['steps']}>
            <li>
              {t('integrations.events.step.key')}{' '}
              {may('api-keys:read') && <StoreLink path="/settings/keys">{t('integrations.events.keys')}</StoreLink>}
            </li>
            <li>{t('integrations.events.step.send')}</li>
            <li>{t('integrations.events.step.answer')}</li>
          </ol>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className={styles['body']} tabIndex={0} aria-label={t('integrations.events.command')}>
            <pre>{command}</pre>
          </section>
          <div className={ui['row']}>
            <CopyText text={command} short />
            <a href="/docs" className={buttonClass()} target="_blank" rel="noreferrer">
              {t('integrations.events.docs')}
            </a>
          </div>
        </div>
      </Card>
      <Card title={t('integrations.events.sources')} hint={t('integrations.events.sources.hint')}>
        <div className={ui['row']}>
          {sources.map((platform) => (
            <StoreLink key={platform} path="/integrations" search={{ connect: platform }} className={buttonClass()}>
              {platformName(platform)}
            </StoreLink>
          ))}
        </div>
      </Card>
    </div>
  );
}

function curlOf(origin: string, currency: string): string {
  const event = {
    id: 'cart-1042-1',
    type: 'cart_updated',
    occurredAt: new Date().toISOString(),
    who: { email: 'you@shop.example' },
    cartId: 'cart-1042',
    currency,
    lines: [{ productId: 'lamp-7', name: 'Lamp', quantity: 1, unitPriceMinor: 2_500 }],
  };
  return `curl ${origin}/v1/events \\
  -H 'authorization: Bearer <API key>' \\
  -H 'content-type: application/json' \\
  -d '${JSON.stringify(event)}'`;
}
