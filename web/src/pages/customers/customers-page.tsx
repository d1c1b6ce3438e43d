import { useNavigate, useParams } from '@tanstack/react-router';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useMediaQuery } from '../../lib/use-media-query.ts';
import { useListSearch } from '../../lists/list-filters.tsx';
import { ListWithPanel, SidePanel } from '../../lists/list-panel.tsx';
import { CustomerDetail } from './customer-detail.tsx';
import { CustomerList, rowId } from './customer-list.tsx';
import { useCustomers } from './use-customers.ts';

/** The list, with a customer beside it where there is room; `/customers/{id}` by itself is the customer's own page. */
export function CustomersPage() {
  const { t } = useI18n();
  const { customerId }: { readonly customerId?: string } = useParams({ strict: false });
  const [search] = useListSearch();
  const roomy = useMediaQuery('(min-width: 1180px)');
  if (customerId === undefined || (search['view'] === 'panel' && roomy))
    return <CustomersWithPanel customerId={customerId ?? null} />;
  return (
    <>
      <p>
        <StoreLink path="/customers" search={{ ...search, view: undefined }}>
          ← {t('list.back')}
        </StoreLink>
      </p>
      {/* Another customer begins masked again. */}
      <CustomerDetail key={customerId} customerId={customerId} />
    </>
  );
}

function CustomersWithPanel({ customerId }: { readonly customerId: string | null }) {
  const { t } = useI18n();
  const store = useStore();
  const navigate = useNavigate();
  const [search] = useListSearch();
  const customers = useCustomers();
  const go = (id: string | null) =>
    void navigate({
      to: `/stores/${store.id}/customers${id === null ? '' : `/${id}`}` as '/',
      search: { ...search, view: id === null ? undefined : 'panel' } as never,
      replace: customerId !== null,
      resetScroll: false,
    });
  const index = customers.rows.findIndex(({ id }) => id === customerId);
  const [before, after] = [customers.rows[index - 1], index < 0 ? undefined : customers.rows[index + 1]];
  const close = () => {
    go(null);
    if (customerId !== null) document.getElementById(rowId(customerId))?.focus();
  };
  return (
    <ListWithPanel
      list={<CustomerList customers={customers} openId={customerId} />}
      panel={
        customerId === null ? null : (
          <SidePanel
            label={t('customer.panel')}
            path={`/customers/${customerId}`}
            shownId={customerId}
            onClose={close}
            onPrevious={before && (() => go(before.id))}
            onNext={after && (() => go(after.id))}
          >
            <CustomerDetail key={customerId} customerId={customerId} narrow />
          </SidePanel>
        )
      }
    />
  );
}
