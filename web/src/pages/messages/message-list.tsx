import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { ReasonText } from '../../i18n/reason-text.tsx';
import type { Endless } from '../../lib/use-endless.ts';
import { EndlessTable, NothingFound } from '../../lists/endless-table.tsx';
import { FilterSelect } from '../../lists/filter-select.tsx';
import { type Chip, FilterChips, useListSearch } from '../../lists/list-filters.tsx';
import lists from '../../lists/lists.module.css';
import { useReasonWords } from '../../reasons/reason.tsx';
import { MessageStateBadge } from '../../states/message-state-badge.tsx';
import { channels, deliveryStates, messageStates } from '../../states/states.ts';
import { PageHead } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/page-state.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import type { VirtualColumn } from '../../ui/virtual-table.tsx';
import { readMessageSearch } from './message-search.ts';
import type { ListedMessage } from './use-messages.ts';

export function rowId(messageId: string): string {
  return `message-${messageId}`;
}

interface ListProps {
  readonly messages: Endless<ListedMessage>;
  readonly openId: string | null;
}

/** Every message of the shop, by the filters of the address. */
export function MessageList({ messages, openId }: ListProps) {
  const { t } = useI18n();
  return (
    <>
      <PageHead title={t('messages.title')} lead={t('messages.lead')} />
      <Filters />
      <Rows messages={messages} openId={openId} />
    </>
  );
}

function Filters() {
  const { t } = useI18n();
  const [search, change] = useListSearch();
  const { channel, state, deliveryState } = readMessageSearch(search);
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { from, to } = usePeriod();
  return (
    <>
      <div className={lists['filters']}>
        <FilterSelect
          label={t('messages.filter.channel')}
          value={channel}
          choices={channels}
          wordOf={(one) => t(`channel.${one}`)}
          onChoose={(next) => change({ channel: next })}
        />
        <FilterSelect
          label={t('messages.filter.state')}
          value={state}
          choices={messageStates}
          wordOf={(one) => t(`messageState.${one}`)}
          onChoose={(next) => change({ state: next })}
        />
        <FilterSelect
          label={t('messages.filter.delivery')}
          value={deliveryState}
          choices={deliveryStates}
          wordOf={(one) => t(`delivery.${one}`)}
          onChoose={(next) => change({ deliveryState: next })}
        />
      </div>
      <FilterChips chips={useChips()} />
      <p className={lists['quiet']}>
        {readMessageSearch(search).cartId !== undefined || readMessageSearch(search).customerId !== undefined
          ? t('list.ever')
          : t('messages.inPeriod', { from: format.day(from), to: format.day(to) })}
      </p>
    </>
  );
}

/** The filters that links set. */
function useChips(): readonly Chip[] {
  const { t } = useI18n();
  const [search, change] = useListSearch();
  const reasonWords = useReasonWords();
  const { provider, ruleId, campaignId, customerId, cartId, reason } = readMessageSearch(search);
  const chip = (key: string, value: string | undefined, label: string): readonly Chip[] =>
    value === undefined ? [] : [{ key, label, clear: () => change({ [key]: undefined }) }];
  return [
    ...chip('provider', provider, t('messages.chip.provider', { provider: provider ?? '' })),
    ...chip('ruleId', ruleId, t('messages.chip.step', { step: ruleId ?? '' })),
    ...chip('campaignId', campaignId, t('messages.chip.campaign')),
    ...chip('customerId', customerId, t('messages.chip.customer')),
    ...chip('cartId', cartId, t('messages.chip.cart')),
    ...chip('reason', reason, t('messages.chip.reason', { reason: reasonWords(reason ?? '') })),
  ];
}

function Rows({ messages, openId }: ListProps) {
  const { t } = useI18n();
  const [search] = useListSearch();
  return (
    <EndlessTable
      label={t('messages.list')}
      list={messages}
      columns={useColumns(openId !== null)}
      openId={openId}
      empty={
        <NothingFound
          filters={readMessageSearch(search)}
          title={t('messages.none.title')}
          text={t('messages.none.text')}
        >
          <EmptyState title={t('messages.empty.title')} text={t('messages.empty.text')} />
        </NothingFound>
      }
    />
  );
}

function useColumns(besidePanel: boolean): readonly VirtualColumn<ListedMessage>[] {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const [search] = useListSearch();
  const all: readonly VirtualColumn<ListedMessage>[] = [
    {
      key: 'message',
      head: t('messages.column.message'),
      width: 'minmax(0, 1.6fr)',
      cell: ({ id, channel, template, claimedAt }) => (
        <>
          <StoreLink
            path={`/messages/${id}`}
            search={{ ...search, view: 'panel' }}
            id={rowId(id)}
            className={lists['rowLink']}
          >
            {t(`channel.${channel}`)}: {template}
          </StoreLink>
          <span className={lists['below']}>{format.dateTime(claimedAt)}</span>
        </>
      ),
    },
    {
      key: 'state',
      head: t('messages.column.state'),
      width: 'minmax(120px, 200px)',
      cell: ({ state, deliveryState }) => <MessageStateBadge state={state} deliveryState={deliveryState} />,
    },
    {
      key: 'why',
      head: t('messages.column.why'),
      width: 'minmax(0, 1.4fr)',
      wideOnly: true,
      cell: ({ reason }) =>
        reason === null ? <span className={lists['quiet']}>–</span> : <ReasonText code={reason} />,
    },
    {
      key: 'provider',
      head: t('messages.column.provider'),
      width: '90px',
      wideOnly: true,
      cell: ({ provider }) => provider,
    },
    {
      key: 'when',
      head: t('messages.column.when'),
      width: '160px',
      wideOnly: true,
      numeric: true,
      cell: ({ claimedAt }) => (
        <Tooltip text={format.dateTimeLong(claimedAt)}>
          <time dateTime={claimedAt}>{format.dateTime(claimedAt)}</time>
        </Tooltip>
      ),
    },
  ];
  return besidePanel ? all.filter(({ key }) => key === 'message' || key === 'state') : all;
}
