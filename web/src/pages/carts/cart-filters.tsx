import { useQuery } from '@tanstack/react-query';
import { data } from '../../api/client.ts';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { FilterSelect } from '../../lists/filter-select.tsx';
import { type Chip, FilterChips, SearchField, useListSearch } from '../../lists/list-filters.tsx';
import lists from '../../lists/lists.module.css';
import { reasonCodes, useReasonWords } from '../../reasons/reason.tsx';
import { channels, standings } from '../../states/states.ts';
import { Notice } from '../../ui/notice.tsx';
import { readCartSearch } from './cart-search.ts';
import { ValueFilter } from './value-filter.tsx';

/** The filters of the list. Those that only links set are shown as chips, so that no list is shorter than it looks. */
export function CartFilters() {
  const { t } = useI18n();
  const [search, change] = useListSearch();
  const { stage, reason, channel, search: text } = readCartSearch(search);
  const reasonWords = useReasonWords();
  return (
    <>
      <div className={lists['filters']}>
        <SearchField label={t('carts.search')} value={text} onSearch={(next) => change({ search: next })} />
        <FilterSelect
          label={t('carts.filter.stage')}
          value={stage}
          choices={standings}
          wordOf={(one) => t(`standing.${one}`)}
          onChoose={(next) => change({ stage: next })}
        />
        <FilterSelect
          label={t('carts.filter.reason')}
          value={reason}
          choices={reasonCodes}
          wordOf={reasonWords}
          onChoose={(next) => change({ reason: next, channel: undefined })}
        />
        {reason !== undefined && (
          <FilterSelect
            label={t('carts.filter.channel')}
            value={channel}
            choices={channels}
            wordOf={(one) => t(`channel.${one}`)}
            onChoose={(next) => change({ channel: next })}
          />
        )}
        <ValueFilter />
      </div>
      <FilterChips chips={useChips()} />
      <TimeOfList />
      {text?.includes('@') && <AskCustomers />}
    </>
  );
}

/** Which days the list is about: the period of the page, or all of time for a search. */
function TimeOfList() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { from, to } = usePeriod();
  const [search] = useListSearch();
  const { search: text, customerId, reason } = readCartSearch(search);
  const days = { from: format.day(from), to: format.day(to) };
  return (
    <p className={lists['quiet']}>
      {text !== undefined || customerId !== undefined
        ? t('list.ever')
        : t(reason === undefined ? 'carts.inPeriod' : 'carts.reasonInPeriod', days)}
    </p>
  );
}

/** An address never stands in the address of a page: it is looked for elsewhere. */
function AskCustomers() {
  const { t } = useI18n();
  return (
    <Notice action={<StoreLink path="/customers">{t('carts.searchAddress.go')}</StoreLink>}>
      <strong>{t('carts.searchAddress.title')}</strong> {t('carts.searchAddress.text')}
    </Notice>
  );
}

function useChips(): readonly Chip[] {
  const { t } = useI18n();
  const { timeZone, currency: storeCurrency } = useStore();
  const format = useFormat(timeZone);
  const [search, change] = useListSearch();
  const { campaignId, customerId, outcome, currency, valueMin, valueMax, search: text } = readCartSearch(search);
  const campaignName = useCampaignName(campaignId);
  const without =
    (...names: string[]) =>
    () =>
      change(Object.fromEntries(names.map((name) => [name, undefined])));
  const money = (minor: string) => format.money(Number(minor), currency ?? storeCurrency);
  return [
    text !== undefined && { key: 'search', label: t('carts.chip.search', { text }), clear: without('search') },
    campaignId !== undefined && {
      key: 'campaign',
      label: t('carts.chip.campaign', { name: campaignName }),
      clear: without('campaignId'),
    },
    customerId !== undefined && { key: 'customer', label: t('carts.chip.customer'), clear: without('customerId') },
    outcome !== undefined && {
      key: 'outcome',
      label: t('carts.chip.outcome', { outcome: t(`outcome.${outcome}`) }),
      clear: without('outcome'),
    },
    currency !== undefined && {
      key: 'currency',
      label: t('carts.chip.currency', { currency }),
      clear: without('currency', 'valueMin', 'valueMax'),
    },
    valueMin !== undefined && {
      key: 'min',
      label: t('carts.chip.min', { amount: money(valueMin) }),
      clear: without('valueMin'),
    },
    valueMax !== undefined && {
      key: 'max',
      label: t('carts.chip.max', { amount: money(valueMax) }),
      clear: without('valueMax'),
    },
  ].filter((chip) => chip !== false);
}

/** The name of a campaign of a link; its id until it is known. */
function useCampaignName(campaignId: string | undefined): string {
  const store = useStore();
  const campaign = useQuery({
    queryKey: ['campaign-name', store.id, campaignId],
    enabled: campaignId !== undefined && store.may('campaigns:read'),
    queryFn: () => data(store.api.GET('/v1/campaigns/{id}', { params: { path: { id: campaignId ?? '' } } })),
  });
  return campaign.data?.name ?? campaignId ?? '';
}
