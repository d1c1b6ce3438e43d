import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { isolated } from '../../i18n/isolated.ts';
import type { SearchText } from '../../lib/search.ts';
import type { Endless } from '../../lib/use-endless.ts';
import { EndlessTable, NothingFound } from '../../lists/endless-table.tsx';
import { useListSearch } from '../../lists/list-filters.tsx';
import lists from '../../lists/lists.module.css';
import { StandingBadge } from '../../states/standing-badge.tsx';
import { PageHead } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/page-state.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import type { VirtualColumn } from '../../ui/virtual-table.tsx';
import { CartFilters } from './cart-filters.tsx';
import { readCartSearch } from './cart-search.ts';
import type { ListedCart } from './use-carts.ts';
import { WhatNext } from './what-next.tsx';

export function rowId(cartId: string): string {
  return `cart-${cartId}`;
}

/** Every cart of the shop, by the filters of the address. */
export function CartList({ carts, openId }: { readonly carts: Endless<ListedCart>; readonly openId: string | null }) {
  const { t } = useI18n();
  return (
    <>
      <PageHead title={t('carts.title')} lead={t('carts.lead')} />
      <CartFilters />
      <CartRows carts={carts} openId={openId} />
    </>
  );
}

function CartRows({ carts, openId }: { readonly carts: Endless<ListedCart>; readonly openId: string | null }) {
  const { t } = useI18n();
  const [search] = useListSearch();
  return (
    <EndlessTable
      label={t('carts.list')}
      list={carts}
      columns={useColumns(openId !== null)}
      openId={openId}
      empty={
        <NothingFound filters={readCartSearch(search)} title={t('carts.none.title')} text={t('carts.none.text')}>
          <EmptyState title={t('carts.empty.title')} text={t('carts.empty.text')}>
            <StoreLink path="/integrations">{t('carts.empty.go')}</StoreLink>
          </EmptyState>
        </NothingFound>
      }
    />
  );
}

/** Beside an open cart there is room for the most telling columns only. */
function useColumns(besidePanel: boolean): readonly VirtualColumn<ListedCart>[] {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const [search] = useListSearch();
  const amountOf = ({ goods, order, valueMinor, currency }: ListedCart) =>
    goods.length === 0 && order ? format.money(order.totalMinor, order.currency) : format.money(valueMinor, currency);
  const all: readonly VirtualColumn<ListedCart>[] = [
    {
      key: 'goods',
      head: t('carts.column.goods'),
      width: 'minmax(0, 2fr)',
      cell: (cart) => (
        <>
          <CartLink cart={cart} search={search} />
          <span className={lists['below']}>
            {amountOf(cart)}
            {cart.standing !== 'recovered' && cart.standing !== 'purchased' && (
              <>
                {' '}
                · <WhatNext cart={cart} />
              </>
            )}
          </span>
        </>
      ),
    },
    {
      key: 'value',
      head: t('carts.column.value'),
      width: 'minmax(84px, 110px)',
      numeric: true,
      wideOnly: true,
      cell: amountOf,
    },
    {
      key: 'stage',
      head: t('carts.column.stage'),
      width: 'minmax(112px, 148px)',
      cell: ({ standing }) => <StandingBadge standing={standing} />,
    },
    {
      key: 'why',
      head: t('carts.column.why'),
      width: 'minmax(0, 2.4fr)',
      wideOnly: true,
      cell: (cart) => <WhatNext cart={cart} />,
    },
    {
      key: 'changed',
      head: t('carts.column.changed'),
      width: '160px',
      wideOnly: true,
      numeric: true,
      cell: ({ updatedAt }) => (
        <Tooltip text={format.dateTimeLong(updatedAt)}>
          <time dateTime={updatedAt}>{format.dateTime(updatedAt)}</time>
        </Tooltip>
      ),
    },
  ];
  return besidePanel ? all.filter(({ key }) => key === 'goods' || key === 'value' || key === 'stage') : all;
}

function CartLink({ cart, search }: { readonly cart: ListedCart; readonly search: SearchText }) {
  const goods = useGoods(cart);
  return (
    <StoreLink
      path={`/carts/${cart.id}`}
      search={{ ...search, view: 'panel' }}
      id={rowId(cart.id)}
      className={lists['rowLink']}
    >
      {goods}
    </StoreLink>
  );
}

/** What lies in a cart, in one line. */
function useGoods({ goods, lineCount, order }: ListedCart): string {
  const { t } = useI18n();
  if (goods.length === 0 && order) return t('carts.goodsBought', { order: order.externalId });
  if (goods.length === 0) return t('carts.goodsNone');
  const more = lineCount - goods.length;
  const named = goods.map(isolated).join(', ');
  return more > 0 ? t('carts.goodsMore', { goods: named, count: more }) : named;
}
