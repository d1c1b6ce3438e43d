import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { DemoShop } from '../../trial/demo-shop.tsx';
import { TestMessageButton } from '../../trial/test-message-dialog.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';
import type { SetUpFacts } from './use-set-up.ts';

/** What shows the campaign at work before the first shopper does. */
export function TryOut({ campaigns }: Pick<SetUpFacts, 'campaigns'>) {
  const { t } = useI18n();
  const store = useStore();
  const active = campaigns.find(({ status }) => status === 'active');
  const [first] = active?.rules ?? [];
  return (
    <>
      {active && first && store.may('campaigns:write') && (
        <Card title={t('setUp.tryOut')} hint={t('setUp.tryOut.hint')}>
          <div className={ui['row']}>
            <TestMessageButton
              step={{
                ...{ campaignId: active.id, stepId: first.id, cartId: null },
                channel: first.channel === 'all' ? 'email' : first.channel,
              }}
            />
            <StoreLink path={`/campaigns/${active.id}`} search={{ tab: 'test' }} className={buttonClass()}>
              {t('setUp.tryOut.play')}
            </StoreLink>
          </div>
        </Card>
      )}
      <DemoShop />
    </>
  );
}
