import { useI18n } from '../../i18n/i18n-context.tsx';
import { PageHead } from '../../ui/card.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { ChannelTable } from './channel-table.tsx';
import { DayCurve } from './day-curve.tsx';
import { LimitCard } from './limit-card.tsx';
import { PauseNotices } from './pause-notice.tsx';
import { ProviderCard } from './provider-card.tsx';
import { SenderDomainCard } from './sender-domain-card.tsx';
import { SuppressionCard } from './suppression-card.tsx';
import { useDeliverability } from './use-deliverability.ts';

/** Whether messages arrive and stay welcome, and which addresses are not written to. */
export function DeliverabilityPage() {
  const { t } = useI18n();
  const deliverability = useDeliverability();
  return (
    <div className={ui['stack']}>
      <PageHead title={t('deliverability.title')} lead={t('deliverability.lead')} />
      <PauseNotices />
      <Loaded query={deliverability} height={160}>
        {({ emailLimits }) => <LimitCard limits={emailLimits} />}
      </Loaded>
      <SenderDomainCard />
      <ChannelTable />
      <div className={ui['columns']}>
        <DayCurve />
        <Loaded query={deliverability}>{({ providers }) => <ProviderCard providers={providers} />}</Loaded>
      </div>
      <SuppressionCard />
    </div>
  );
}
