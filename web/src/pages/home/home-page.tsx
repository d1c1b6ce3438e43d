import { Figure } from '../../analytics/figure.tsx';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { LiveFeed } from '../../live/live-feed.tsx';
import { useLiveRefresh } from '../../live/use-live.ts';
import { DemoShop } from '../../trial/demo-shop.tsx';
import { Card, PageHead } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';
import { Alerts } from './alerts.tsx';
import { CampaignTable } from './campaign-table.tsx';
import { Coverage } from './coverage.tsx';
import styles from './home.module.css';
import { Incremental } from './incremental.tsx';
import { NextDays } from './next-days.tsx';
import { RecoveredCurve } from './recovered-curve.tsx';
import { RecoveryFunnel } from './recovery-funnel.tsx';

/** What was won back, what waits, what was skipped and why: each number opens its list. */
export function HomePage() {
  const { t } = useI18n();
  const { id } = useStore();
  useLiveRefresh('store', ['store', id, 'analytics']);
  useLiveRefresh('store', ['store', id, 'alerts']);
  return (
    <div className={ui['stack']}>
      <PageHead title={t('home.title')} />
      <Alerts />
      <DemoShop mayHide />
      <Card>
        <div className={styles['figures']}>
          <Figure
            large
            query={{ metric: 'recovered_revenue', dimensions: [] }}
            label={t('home.recoveredRevenue')}
            hint={t('home.recoveredRevenue.hint')}
          />
          <Figure query={{ metric: 'recovered_orders', dimensions: [] }} label={t('home.recoveredOrders')} />
          <Figure query={{ metric: 'recovery_rate', dimensions: [] }} label={t('home.recoveryRate')} />
          <Figure
            query={{ metric: 'abandoned_carts', dimensions: [] }}
            label={t('home.abandonedCarts')}
            moreIs={null}
          />
          <Figure query={{ metric: 'revenue_per_recipient', dimensions: [] }} label={t('home.revenuePerRecipient')} />
        </div>
        <Incremental />
      </Card>
      <div className={ui['columns']}>
        <div className={ui['stack']}>
          <RecoveredCurve />
          <RecoveryFunnel />
          <CampaignTable />
        </div>
        <div className={ui['stack']}>
          <NextDays />
          <Coverage />
          <LiveFeed />
        </div>
      </div>
    </div>
  );
}
