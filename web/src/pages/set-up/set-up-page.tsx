import type { ReactNode } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Card, PageHead } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { CampaignStep } from './campaign-step.tsx';
import styles from './set-up.module.css';
import { ShopStep } from './shop-step.tsx';
import { nextSetUpStep, type SetUpStep, setUpSteps, stepStates } from './step-states.ts';
import { TryOut } from './try-out.tsx';
import { type SetUpFacts, useSetUp } from './use-set-up.ts';

/** From an empty store to the first reminder, step by step. */
export function SetUpPage() {
  const { t } = useI18n();
  const facts = useSetUp();
  return (
    <div className={ui['stack']}>
      <PageHead title={t('setUp.title')} lead={t('setUp.lead')} />
      <Loaded query={facts} height={480}>
        {(shown) => <Steps facts={shown} />}
      </Loaded>
    </div>
  );
}

function Steps({ facts }: { readonly facts: SetUpFacts }) {
  const { t } = useI18n();
  const states = stepStates(facts);
  const next = nextSetUpStep(facts);
  return (
    <>
      <div aria-live="polite">{next === null && <Notice tone="good">{t('setUp.done')}</Notice>}</div>
      <ol className={styles['steps']}>
        {setUpSteps.map((step, index) => (
          <li key={step} aria-current={step === next ? 'step' : undefined}>
            <Card
              title={t('setUp.step', { number: index + 1, title: t(`setUp.${step}`) })}
              hint={t(`setUp.${step}.hint`)}
              actions={
                <Badge tone={states[step] ? 'good' : step === next ? 'warn' : 'neutral'}>
                  {t(states[step] ? 'setUp.state.done' : step === next ? 'setUp.state.next' : 'setUp.state.later')}
                </Badge>
              }
            >
              <StepBody step={step} facts={facts} />
            </Card>
          </li>
        ))}
      </ol>
      <div className={styles['steps']}>
        <TryOut campaigns={facts.campaigns} />
      </div>
    </>
  );
}

function StepBody({ step, facts }: { readonly step: SetUpStep; readonly facts: SetUpFacts }): ReactNode {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  switch (step) {
    case 'shop':
      return <ShopStep settings={facts.settings} />;
    case 'connect':
      return <ConnectStep connected={facts.integrations} />;
    case 'firstCart':
      return (
        <p aria-live="polite">
          {facts.newestCartAt === null
            ? t('setUp.firstCart.waiting')
            : t('setUp.firstCart.seen', { when: format.relative(facts.newestCartAt) })}
        </p>
      );
    case 'campaign':
      return <CampaignStep campaigns={facts.campaigns} />;
  }
}

function ConnectStep({ connected }: { readonly connected: number }) {
  const { t } = useI18n();
  return (
    <div className={ui['stack']}>
      {connected > 0 && <p>{t('setUp.connect.count', { count: connected })}</p>}
      <div className={ui['row']}>
        <StoreLink path="/integrations" search={{ connect: 'choose' }} className={buttonClass()}>
          {t('setUp.connect.platform')}
        </StoreLink>
        <StoreLink path="/integrations" search={{ tab: 'snippet' }} className={buttonClass()}>
          {t('setUp.connect.snippet')}
        </StoreLink>
        <StoreLink path="/integrations" search={{ tab: 'events' }} className={buttonClass()}>
          {t('setUp.connect.api')}
        </StoreLink>
      </div>
    </div>
  );
}
