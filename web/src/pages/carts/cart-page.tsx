import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useListSearch } from '../../lists/list-filters.tsx';
import { CartDetail } from './cart-detail.tsx';
import styles from './carts.module.css';

/** A cart as a page of its own. The way back leads to the list as it was. */
export function CartPage({ cartId }: { readonly cartId: string }) {
  const { t } = useI18n();
  const [search] = useListSearch();
  return (
    <>
      <p className={styles['back']}>
        <StoreLink path="/carts" search={{ ...search, view: undefined }}>
          ← {t('list.back')}
        </StoreLink>
      </p>
      <CartDetail cartId={cartId} />
    </>
  );
}
