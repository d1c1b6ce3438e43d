import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';
import { planText } from '../../../usage/plan-text.ts';
import { OperationsFrame } from '../operations-frame.tsx';
import { useWords } from '../use-words.ts';
import { NewPlanDialog } from './new-plan-dialog.tsx';
import { type Limits, type Meter, meters, usePlans } from './plan-data.ts';
import { PricesCard } from './prices-card.tsx';
import { StorePlansCard } from './store-plans-card.tsx';

/** Which plans there are, which store has which, and what units cost: for whoever runs the installation. */
export function PlansPage() {
  return (
    <OperationsFrame part="plans">
      <StorePlansCard />
      <PlansCard />
      <PricesCard />
    </OperationsFrame>
  );
}

function PlansCard() {
  const { t } = useI18n();
  const plans = usePlans();
  const [making, setMaking] = useState(false);
  return (
    <Card
      title={t('plans.plans')}
      hint={plans.data && t('plans.plans.hint', { percent: plans.data.nearPercent })}
      actions={<Button onClick={() => setMaking(true)}>{t('plans.new')}</Button>}
    >
      <Loaded query={plans} height={200}>
        {({ items }) => (
          <div className={ui['stack']}>
            <Table
              stacks
              caption={t('plans.plans')}
              rows={items}
              keyOf={({ name }) => name}
              columns={[
                { key: 'name', head: t('plans.plan'), cell: ({ name }) => planText(name, t) },
                ...meters.map((meter) => ({
                  key: meter,
                  head: t(`usage.meter.${meter}`),
                  numeric: true,
                  cell: ({ limits }: { readonly limits: Limits }) => <LimitText limits={limits} meter={meter} />,
                })),
              ]}
            />
          </div>
        )}
      </Loaded>
      {making && <NewPlanDialog onClose={() => setMaking(false)} />}
    </Card>
  );
}

function LimitText({ limits, meter }: { readonly limits: Limits; readonly meter: Meter }) {
  const { t, format } = useWords();
  const limit = limits[meter];
  if (!limit) return t('plans.noLimit');
  // How many people are in a team is told and never refused.
  const isHard = limit.hard && meter !== 'seats';
  return t(isHard ? 'plans.limit.hard' : 'plans.limit.open', { included: format.number(limit.included) });
}
