import type { ReactNode } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card, Facts } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { CampaignLink } from '../campaigns/dry-run/campaign-link.tsx';
import type { Cart } from './use-carts.ts';

/** Ids to copy, and the ways to what belongs to the cart. */
export function CartFacts({ cart }: { readonly cart: Cart }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const [recovery] = cart.recoveryList;
  const facts: readonly (readonly [string, ReactNode] | null)[] = [
    [
      t('cart.facts.customer'),
      cart.customerId === null ? (
        t('cart.facts.customerNone')
      ) : (
        <StoreLink key="customer" path={`/customers/${cart.customerId}`}>
          {t('cart.facts.customerOpen')}
        </StoreLink>
      ),
    ],
    [
      t('cart.facts.campaign'),
      <span key="campaign">
        {recovery && `${recovery.campaignName} (${recovery.campaignVersion}) `}
        <CampaignLink cartId={cart.id} campaignId={recovery?.campaignId} />
      </span>,
    ],
    [t('cart.facts.lastActivity'), format.dateTimeLong(cart.lastActivityAt)],
    [t('cart.facts.externalId'), <CopyText key="external" text={cart.externalId} />],
    [t('cart.facts.id'), <CopyText key="id" text={cart.id} />],
    recovery
      ? [
          t('cart.facts.workflow'),
          <span key="workflow">
            {recovery.temporalUrl !== null && (
              <a href={recovery.temporalUrl} target="_blank" rel="noreferrer">
                {t('cart.facts.workflowOpen')}
              </a>
            )}{' '}
            <CopyText text={recovery.workflowId} short />
          </span>,
        ]
      : null,
    cart.traceId === null ? null : [t('cart.facts.trace'), <CopyText key="trace" text={cart.traceId} />],
    cart.restoreUrl === null ? null : [t('cart.facts.restoreUrl'), <CopyText key="restore" text={cart.restoreUrl} />],
  ];
  return (
    <Card title={t('cart.facts')}>
      <Facts facts={facts.filter((fact) => fact !== null)} />
    </Card>
  );
}
