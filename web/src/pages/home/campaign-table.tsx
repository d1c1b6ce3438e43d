import { useQuery } from '@tanstack/react-query';
import { NumberLink, writeValue } from '../../analytics/figure.tsx';
import { useMetric } from '../../analytics/query.ts';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';

/** What each campaign brought: the rows add up to the headline. */
export function CampaignTable() {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const revenue = useMetric({ metric: 'recovered_revenue', dimensions: ['campaignId'] });
  const orders = useMetric({ metric: 'recovered_orders', dimensions: ['campaignId'] });
  const campaigns = useQuery({
    queryKey: ['store', store.id, 'campaign-names'],
    queryFn: () => data(store.api.GET('/v1/campaigns', { params: { query: {} } })),
    enabled: store.may('campaigns:read'),
  });
  const nameOf = (id: string) => campaigns.data?.items.find((campaign) => campaign.id === id)?.name;
  return (
    <Card title={t('home.campaigns')} hint={t('home.campaigns.hint')}>
      <Loaded query={revenue} height={120}>
        {(answer) => {
          if (answer.rows.length === 0)
            return <EmptyState title={t('home.campaigns.none')} text={t('home.campaigns.none.text')} />;
          return (
            <Table
              stacks
              caption={t('home.campaigns')}
              rows={answer.rows.map((row) => ({ id: row.dimensions['campaignId'] ?? '', value: row.value }))}
              keyOf={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  head: t('home.campaign'),
                  cell: ({ id }) => {
                    const name = nameOf(id);
                    return name === undefined ? (
                      t('home.campaign.unknown')
                    ) : (
                      <StoreLink path={`/campaigns/${id}`}>
                        <bdi>{name}</bdi>
                      </StoreLink>
                    );
                  },
                },
                {
                  key: 'orders',
                  head: t('home.recoveredOrders'),
                  numeric: true,
                  cell: ({ id }) => (
                    <NumberLink metric="recovered_orders" filters={{ campaignId: id }}>
                      {format.number(
                        orders.data?.rows.find(({ dimensions }) => dimensions['campaignId'] === id)?.value ?? null,
                      )}
                    </NumberLink>
                  ),
                },
                {
                  key: 'revenue',
                  head: t('home.recoveredRevenue'),
                  numeric: true,
                  cell: ({ id, value }) => (
                    <NumberLink metric="recovered_revenue" filters={{ campaignId: id }}>
                      {writeValue(format, answer, value)}
                    </NumberLink>
                  ),
                },
              ]}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
