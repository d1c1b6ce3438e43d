import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Figure } from '../../analytics/figure.tsx';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { textOf } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { Card, PageHead } from '../../ui/card.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { CodesDialog } from './codes-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { OfferCard } from './offer-card.tsx';
import { useOffers } from './offer-data.ts';
import { OfferDialog } from './offer-dialog.tsx';
import styles from './offers.module.css';

/** The discounts that messages may carry: what each does, what is left of it, and its codes. */
export function OffersPage() {
  const { t } = useI18n();
  const store = useStore();
  const offers = useOffers();
  const [making, setMaking] = useState(false);
  const [shown, show] = useShown();
  const mayWrite = store.may('offers:write');
  const create = mayWrite && (
    <Button look="primary" onClick={() => setMaking(true)}>
      {t('offers.new')}
    </Button>
  );
  return (
    <div className={ui['stack']}>
      <Loaded query={offers} height={240}>
        {({ items }) => {
          const find = (id: string | undefined) => items.find((offer) => offer.id === id);
          const [ofCodes, edited, filled] = [find(shown.codes), find(shown.offer), find(shown.fill)];
          return (
            <>
              <PageHead title={t('offers.title')} lead={t('offers.lead')}>
                {items.length > 0 && create}
              </PageHead>
              {items.length === 0 && (
                <EmptyState title={t('offers.none')} text={t('offers.none.text')}>
                  {create}
                </EmptyState>
              )}
              {items.length > 0 && store.may('stats:read') && (
                <Card>
                  <div className={styles['figures']}>
                    <Figure
                      query={{ metric: 'discount_cost', dimensions: [] }}
                      label={t('offers.takenOff')}
                      moreIs={null}
                    />
                    <Figure query={{ metric: 'recovered_revenue', dimensions: [] }} label={t('offers.revenue')} />
                    <Figure
                      query={{ metric: 'recovered_revenue_gross', dimensions: [] }}
                      label={t('offers.revenueGross')}
                    />
                  </div>
                </Card>
              )}
              {items.map((offer) => (
                <OfferCard
                  key={offer.id}
                  offer={offer}
                  onCodes={() => show({ codes: offer.id })}
                  onEdit={() => show({ offer: offer.id })}
                  onImport={() => show({ fill: offer.id })}
                />
              ))}
              {ofCodes && <CodesDialog offer={ofCodes} onClose={() => show({})} />}
              {edited && mayWrite && <OfferDialog offer={edited} onClose={() => show({})} />}
              {filled && mayWrite && <ImportDialog offer={filled} onClose={() => show({})} />}
            </>
          );
        }}
      </Loaded>
      {making && <OfferDialog offer={null} onClose={() => setMaking(false)} />}
    </div>
  );
}

interface Shown {
  /** Whose codes are open. */
  readonly codes?: string | undefined;
  /** Which offer is being changed. */
  readonly offer?: string | undefined;
  /** Which one codes are imported into. */
  readonly fill?: string | undefined;
}

/** What is open stands in the address, so that it can be sent to a colleague. */
function useShown(): readonly [Shown, (shown: Shown) => void] {
  const given: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const none: Shown = { codes: undefined, offer: undefined, fill: undefined };
  return [
    { codes: textOf(given['codes']), offer: textOf(given['offer']), fill: textOf(given['fill']) },
    (shown) => void navigate({ to: '.', search: { ...given, ...none, ...shown } as never }),
  ];
}
