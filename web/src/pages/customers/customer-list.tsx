import { useMutation } from '@tanstack/react-query';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { isolated } from '../../i18n/isolated.ts';
import type { Endless } from '../../lib/use-endless.ts';
import { EndlessTable } from '../../lists/endless-table.tsx';
import { SearchField, useListSearch } from '../../lists/list-filters.tsx';
import lists from '../../lists/lists.module.css';
import { Button } from '../../ui/button.tsx';
import { PageHead } from '../../ui/card.tsx';
import { EmptyState, ErrorState } from '../../ui/page-state.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { type VirtualColumn, VirtualTable } from '../../ui/virtual-table.tsx';
import type { ListedCustomer } from './use-customers.ts';

export function rowId(customerId: string): string {
  return `customer-${customerId}`;
}

interface ListProps {
  readonly customers: Endless<ListedCustomer>;
  readonly openId: string | null;
}

/** Who is known to the shop. What is searched for stays out of the address: it may be somebody's. */
export function CustomerList({ customers, openId }: ListProps) {
  const { t } = useI18n();
  const store = useStore();
  const seesAddresses = store.may('customers:unmask');
  const find = useMutation({
    mutationFn: async (text: string) => {
      if (seesAddresses)
        return (await data(store.api.POST('/v1/customer-searches', { body: { address: text } }))).items;
      const query = { externalId: text };
      return (await data(store.api.GET('/v1/customers', { params: { query } }))).items;
    },
  });
  return (
    <>
      <PageHead title={t('customers.title')} lead={t('customers.lead')} />
      <div className={lists['filters']}>
        <SearchField
          label={t(seesAddresses ? 'customers.search' : 'customers.searchNumber')}
          value={undefined}
          onSearch={(text) => (text === undefined ? find.reset() : find.mutate(text))}
        />
      </div>
      {!seesAddresses && <p className={lists['quiet']}>{t('customers.mayNotSearch')}</p>}
      {find.isIdle ? (
        <Rows customers={customers} openId={openId} />
      ) : (
        <Found find={find} openId={openId} onBack={find.reset} />
      )}
    </>
  );
}

function Found({
  find,
  openId,
  onBack,
}: {
  readonly find: { readonly data: readonly ListedCustomer[] | undefined; readonly error: unknown };
  readonly openId: string | null;
  readonly onBack: () => void;
}) {
  const { t } = useI18n();
  const columns = useColumns(openId !== null);
  if (find.error) return <ErrorState error={find.error} retry={onBack} />;
  if (find.data === undefined) return <p role="status">{t('customers.searching')}</p>;
  const back = <Button onClick={onBack}>{t('customers.found.back')}</Button>;
  const title = t('customers.found', { count: find.data.length });
  if (find.data.length === 0)
    return (
      <EmptyState title={title} text={t('customers.found.none')}>
        {back}
      </EmptyState>
    );
  return (
    <>
      <p role="status" className={lists['count']}>
        {title} {back}
      </p>
      <VirtualTable label={t('customers.list')} columns={columns} rows={find.data} keyOf={({ id }) => id} />
    </>
  );
}

function Rows({ customers, openId }: ListProps) {
  const { t } = useI18n();
  return (
    <EndlessTable
      label={t('customers.list')}
      list={customers}
      columns={useColumns(openId !== null)}
      openId={openId}
      empty={<EmptyState title={t('customers.empty.title')} text={t('customers.empty.text')} />}
    />
  );
}

function useColumns(besidePanel: boolean): readonly VirtualColumn<ListedCustomer>[] {
  const { t, locale } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const [search] = useListSearch();
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const moment = (at: string | null) =>
    at === null ? (
      '–'
    ) : (
      <Tooltip text={format.dateTimeLong(at)}>
        <time dateTime={at}>{format.dateTime(at)}</time>
      </Tooltip>
    );
  const all: readonly VirtualColumn<ListedCustomer>[] = [
    {
      key: 'name',
      head: t('customers.column.name'),
      width: 'minmax(0, 2fr)',
      cell: (customer) => (
        <>
          <StoreLink
            path={`/customers/${customer.id}`}
            search={{ ...search, view: 'panel' }}
            id={rowId(customer.id)}
            className={lists['rowLink']}
          >
            {[customer.firstName, customer.externalId]
              .filter((part) => part !== null)
              .map(isolated)
              .join(' · ') || t('customers.nameless')}
          </StoreLink>
          {customer.mergedInto !== null && <span className={lists['below']}>{t('customers.merged')}</span>}
        </>
      ),
    },
    {
      key: 'country',
      head: t('customers.column.place'),
      width: 'minmax(0, 1fr)',
      wideOnly: true,
      cell: ({ country }) =>
        country !== null && /^[A-Z]{2}$/.test(country) ? countries.of(country) : (country ?? '–'),
    },
    {
      key: 'lastOrder',
      head: t('customers.column.lastOrder'),
      width: '150px',
      numeric: true,
      cell: ({ lastOrderAt }) => moment(lastOrderAt),
    },
    {
      key: 'since',
      head: t('customers.column.since'),
      width: '150px',
      numeric: true,
      wideOnly: true,
      cell: ({ createdAt }) => moment(createdAt),
    },
  ];
  return besidePanel ? all.filter(({ key }) => key === 'name' || key === 'lastOrder') : all;
}
