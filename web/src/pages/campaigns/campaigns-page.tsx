import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { useMediaQuery } from '../../lib/use-media-query.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, Facts, PageHead } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { campaignQueries } from './campaign-queries.ts';
import type { Campaign, CampaignResult } from './campaign-types.ts';
import { channelKey, statusKey, statusTone } from './campaign-words.ts';
import styles from './campaigns.module.css';
import { ChannelIcon } from './channel-icon.tsx';
import { NewCampaign } from './new-campaign.tsx';

/** Every campaign of the store: what state it is in, what it did and what it brought in the period. */
export function CampaignsPage() {
  const { t } = useI18n();
  const store = useStore();
  const list = useInfiniteQuery(campaignQueries.list(store));
  const [creating, setCreating] = useState(false);
  const create = store.may('campaigns:write') && (
    <Button look="primary" onClick={() => setCreating(true)}>
      <Plus size={16} aria-hidden="true" />
      {t('campaigns.new')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('campaigns.title')} lead={t('campaigns.lead')}>
        {create}
      </PageHead>
      <Loaded query={list} height={240}>
        {({ pages }) => {
          const campaigns = pages.flatMap(({ items }) => items);
          if (campaigns.length === 0)
            return (
              <EmptyState title={t('campaigns.none')} text={t('campaigns.noneText')}>
                {create}
              </EmptyState>
            );
          return (
            <div className={styles['stack']}>
              {!campaigns.some(({ status }) => status === 'active') && (
                <Notice tone="warn">{t('campaigns.noneActive')}</Notice>
              )}
              <CampaignTable campaigns={campaigns} />
              {list.hasNextPage && (
                <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
                  {t('campaigns.more')}
                </Button>
              )}
            </div>
          );
        }}
      </Loaded>
      <NewCampaign open={creating} onClose={() => setCreating(false)} />
    </>
  );
}

function CampaignTable({ campaigns }: { readonly campaigns: readonly Campaign[] }) {
  const { t } = useI18n();
  const store = useStore();
  const period = usePeriod();
  const format = useFormat(store.timeZone);
  const narrow = useMediaQuery('(max-width: 720px)');
  const { data } = useQuery({ ...campaignQueries.results(store, period), enabled: store.may('stats:read') });
  const results = new Map(data?.items.map((result) => [result.campaignId, result]));
  const currency = period.search.currency ?? store.currency ?? null;
  const figure = (campaign: Campaign, of: (result: CampaignResult) => number) => {
    if (data === undefined) return '–';
    const result = results.get(campaign.id);
    return format.number(result === undefined ? 0 : of(result));
  };
  const columns: readonly Column<Campaign>[] = [
    {
      key: 'name',
      head: t('campaigns.column.name'),
      cell: (campaign) => (
        <div>
          <StoreLink path={`/campaigns/${campaign.id}`}>
            <bdi>{campaign.name}</bdi>
          </StoreLink>
          {campaign.draft && <div className={styles['quiet']}>{t('campaigns.hasDraft')}</div>}
        </div>
      ),
    },
    {
      key: 'status',
      head: t('campaigns.column.status'),
      cell: ({ status }) => <Badge tone={statusTone[status]}>{t(statusKey[status])}</Badge>,
    },
    { key: 'steps', head: t('campaigns.column.steps'), cell: (campaign) => <Steps campaign={campaign} /> },
    {
      key: 'recoveries',
      head: t('campaigns.column.recoveries'),
      numeric: true,
      cell: (campaign) => figure(campaign, ({ recoveries }) => recoveries),
    },
    {
      key: 'messages',
      head: t('campaigns.column.messages'),
      numeric: true,
      cell: (campaign) => figure(campaign, ({ messages }) => messages),
    },
    {
      key: 'orders',
      head: t('campaigns.column.orders'),
      numeric: true,
      cell: (campaign) => figure(campaign, (result) => ordersOf(result)),
    },
    {
      key: 'revenue',
      head: t('campaigns.column.revenue'),
      numeric: true,
      cell: (campaign) =>
        data === undefined ? '–' : <Revenue result={results.get(campaign.id)} currency={currency} />,
    },
  ];
  return (
    <Card hint={t('campaigns.cohort')} title={t('campaigns.all')}>
      {narrow ? (
        <CampaignList campaigns={campaigns} columns={columns} />
      ) : (
        <Table caption={t('campaigns.title')} columns={columns} rows={campaigns} keyOf={({ id }) => id} />
      )}
    </Card>
  );
}

/** The same on a phone, where a row of seven columns would hide five of them. */
function CampaignList({
  campaigns,
  columns: [name, ...columns],
}: {
  readonly campaigns: readonly Campaign[];
  readonly columns: readonly Column<Campaign>[];
}) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from lists without bullets
    <ul role="list" className={styles['stack']}>
      {campaigns.map((campaign) => (
        <li key={campaign.id} className={styles['listed']}>
          {name?.cell(campaign)}
          <Facts facts={columns.map(({ head, cell }) => [String(head), cell(campaign)])} />
        </li>
      ))}
    </ul>
  );
}

function ordersOf({ recovered }: CampaignResult): number {
  return recovered.reduce((sum, { orders }) => sum + orders, 0);
}

/** One currency, and how many orders there are in others: amounts of two currencies are never added. */
function Revenue({
  result,
  currency,
}: {
  readonly result: CampaignResult | undefined;
  readonly currency: string | null;
}) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const recovered = result?.recovered ?? [];
  const shown = recovered.find((one) => one.currency === currency) ?? recovered[0];
  const others = recovered.filter((one) => one !== shown).reduce((sum, { orders }) => sum + orders, 0);
  return (
    <>
      {format.money(shown?.amountMinor ?? 0, shown?.currency ?? currency)}
      {others > 0 && <div className={styles['quiet']}>{t('campaigns.otherCurrencies', { count: others })}</div>}
    </>
  );
}

function Steps({ campaign: { rules, flow } }: { readonly campaign: Campaign }) {
  const { t } = useI18n();
  return (
    <span className={styles['icons']}>
      {t('campaigns.stepCount', { count: (flow?.steps ?? rules).length })}
      {[...new Set(rules.map(({ channel }) => channel))].map((channel) => (
        <span key={channel}>
          <ChannelIcon channel={channel} />
          <span className="visually-hidden">{t(channelKey[channel])}</span>
        </span>
      ))}
    </span>
  );
}
