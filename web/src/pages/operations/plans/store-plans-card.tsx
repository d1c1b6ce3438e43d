import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';
import { monthText, planText } from '../../../usage/plan-text.ts';
import { useWords } from '../use-words.ts';
import { type StoreWithPlan, useStorePlans } from './plan-data.ts';
import { State } from './plan-preview.tsx';
import { StorePlanDialog } from './store-plan-dialog.tsx';

/** Every store with its plan, and how much of it is used. */
export function StorePlansCard() {
  const { t, locale } = useI18n();
  const stores = useStorePlans();
  const [changed, setChanged] = useState<StoreWithPlan | null>(null);
  return (
    <Card title={t('plans.stores')} hint={t('plans.stores.hint')}>
      <Loaded query={stores} height={320}>
        {({ pages }) => (
          <div className={ui['stack']}>
            <Table
              stacks
              caption={t('plans.stores')}
              rows={pages.flatMap(({ items }) => items)}
              keyOf={({ storeId }) => storeId}
              columns={[
                { key: 'store', head: t('plans.store'), cell: ({ storeName }) => storeName },
                { key: 'plan', head: t('plans.plan'), cell: ({ plan }) => planText(plan.name, t) },
                {
                  key: 'next',
                  head: t('plans.next'),
                  cell: ({ next }) =>
                    next === null
                      ? '–'
                      : t('plans.next.from', { plan: planText(next.name, t), month: monthText(next.from, locale) }),
                },
                { key: 'used', head: t('plans.used'), cell: (store) => <Fullest store={store} /> },
                {
                  key: 'action',
                  head: t('plans.action'),
                  cell: (store) => (
                    <Button
                      aria-label={t('plans.change.label', { store: store.storeName })}
                      onClick={() => setChanged(store)}
                    >
                      {t('plans.change')}
                    </Button>
                  ),
                },
              ]}
            />
            {stores.hasNextPage && (
              <Button disabled={stores.isFetchingNextPage} onClick={() => void stores.fetchNextPage()}>
                {t('plans.stores.more')}
              </Button>
            )}
          </div>
        )}
      </Loaded>
      {changed && <StorePlanDialog store={changed} onClose={() => setChanged(null)} />}
    </Card>
  );
}

/** The meter of which the largest share is used; nothing is said of a store without limits. */
function Fullest({ store }: { readonly store: StoreWithPlan }) {
  const { t, format } = useWords();
  const limited = store.meters.flatMap(({ limit, ...one }) => (limit === null ? [] : [{ ...one, limit }]));
  const share = ({ used, limit }: (typeof limited)[number]): number =>
    limit.included === 0 ? Number.POSITIVE_INFINITY : used / limit.included;
  const [fullest] = limited.toSorted((a, b) => share(b) - share(a));
  if (!fullest) return t('plans.noLimit');
  const { meter, used, limit, state } = fullest;
  return (
    <span className={ui['row']}>
      {t('plans.used.of', {
        ...{ meter: t(`usage.meter.${meter}`), used: format.number(used), included: format.number(limit.included) },
      })}
      {state !== 'under' && <State state={state} />}
    </span>
  );
}
