import { useNavigate, useParams } from '@tanstack/react-router';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useMediaQuery } from '../../lib/use-media-query.ts';
import { useListSearch } from '../../lists/list-filters.tsx';
import { ListWithPanel, SidePanel } from '../../lists/list-panel.tsx';
import { CartDetail } from './cart-detail.tsx';
import { CartList, rowId } from './cart-list.tsx';
import { CartPage } from './cart-page.tsx';
import { useCarts } from './use-carts.ts';

/** The list, with a cart beside it where there is room; `/carts/{id}` by itself is the cart's own page. */
export function CartsPage() {
  const { cartId }: { readonly cartId?: string } = useParams({ strict: false });
  const [{ view }] = useListSearch();
  const roomy = useMediaQuery('(min-width: 1180px)');
  if (cartId !== undefined && !(view === 'panel' && roomy)) return <CartPage cartId={cartId} />;
  return <CartsWithPanel cartId={cartId ?? null} />;
}

function CartsWithPanel({ cartId }: { readonly cartId: string | null }) {
  const { t } = useI18n();
  const store = useStore();
  const navigate = useNavigate();
  const [search] = useListSearch();
  const carts = useCarts();
  const go = (id: string | null) =>
    void navigate({
      to: `/stores/${store.id}/carts${id === null ? '' : `/${id}`}` as '/',
      search: { ...search, view: id === null ? undefined : 'panel' } as never,
      replace: cartId !== null,
      resetScroll: false,
    });
  const index = carts.rows.findIndex(({ id }) => id === cartId);
  const [before, after] = [carts.rows[index - 1], index < 0 ? undefined : carts.rows[index + 1]];
  const close = () => {
    go(null);
    if (cartId !== null) document.getElementById(rowId(cartId))?.focus();
  };
  return (
    <ListWithPanel
      list={<CartList carts={carts} openId={cartId} />}
      panel={
        cartId === null ? null : (
          <SidePanel
            label={t('cart.panel')}
            path={`/carts/${cartId}`}
            shownId={cartId}
            onClose={close}
            onPrevious={before && (() => go(before.id))}
            onNext={after && (() => go(after.id))}
          >
            <CartDetail cartId={cartId} narrow />
          </SidePanel>
        )
      }
    />
  );
}
