import { useState } from 'react';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { SmallSelect } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { monthText, planText } from '../../../usage/plan-text.ts';
import { SettingsFrame } from '../settings-frame.tsx';
import { InvoiceCard } from './invoice-card.tsx';
import { UsageBars } from './usage-bars.tsx';
import { UsageDays } from './usage-days.tsx';
import { monthsUntil, type Usage, useUsage } from './use-usage.ts';

/** Invoices of a year are at hand. */
const monthsShown = 13;

/** What the store used in a month, against what its plan includes, and what it costs. */
export function UsagePage() {
  return (
    <SettingsFrame part="usage">
      <UsageOfMonth />
    </SettingsFrame>
  );
}

function UsageOfMonth() {
  const { t, locale } = useI18n();
  const store = useStore();
  const [chosen, choose] = useState<string>();
  const usage = useUsage(chosen);
  const months = monthsUntil(Date.now(), store.timeZone, monthsShown);
  const planOf = ({ plan, nextPlan }: Usage): string => {
    const text = t('usage.plan', { plan: planText(plan, t) });
    if (nextPlan === null) return text;
    const next = { plan: planText(nextPlan.name, t), month: monthText(nextPlan.from, locale) };
    return `${text} · ${t('usage.plan.next', next)}`;
  };
  return (
    <div className={ui['stack']}>
      <Card
        title={t('usage.title')}
        hint={usage.data && planOf(usage.data)}
        actions={
          <SmallSelect
            label={t('usage.month')}
            value={chosen ?? months[0]}
            onChange={({ target }) => choose(target.value === months[0] ? undefined : target.value)}
          >
            {months.map((month) => (
              <option key={month} value={month}>
                {monthText(month, locale)}
              </option>
            ))}
          </SmallSelect>
        }
      >
        <Loaded query={usage} height={320}>
          {(loaded) => <UsageBars usage={loaded} />}
        </Loaded>
      </Card>
      <InvoiceCard period={chosen} />
      <Card title={t('usage.days')}>
        <Loaded query={usage} height={320}>
          {(loaded) => <UsageDays usage={loaded} />}
        </Loaded>
      </Card>
    </div>
  );
}
