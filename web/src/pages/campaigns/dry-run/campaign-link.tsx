import { useQuery } from '@tanstack/react-query';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { StoreLink } from '../../../app/store-link.tsx';
import { useI18n } from '../../../i18n/i18n-context.tsx';

/** From a cart to what its campaign, or else the active one, does with it. Nothing where none is active. */
export function CampaignLink({
  cartId,
  campaignId,
}: {
  readonly cartId: string;
  readonly campaignId: string | undefined;
}) {
  const { t } = useI18n();
  const store = useStore();
  const campaigns = useQuery({
    queryKey: ['store', store.id, 'campaigns', 'active'],
    queryFn: () => data(store.api.GET('/v1/campaigns', { params: { query: { limit: 100 } } })),
    enabled: campaignId === undefined && store.may('campaigns:read'),
  });
  const id = campaignId ?? campaigns.data?.items.find(({ status }) => status === 'active')?.id;
  if (id === undefined || !store.may('campaigns:read')) return null;
  return (
    <StoreLink path={`/campaigns/${id}`} search={{ explain: cartId }}>
      {t('dryRun.linkFromCart')}
    </StoreLink>
  );
}
