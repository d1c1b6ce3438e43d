import { useStore } from '../../app/session.ts';
import type { Format } from '../../i18n/format.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { LiveStatus } from '../../live/live-status.tsx';
import { StandingBadge } from '../../states/standing-badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Loaded } from '../../ui/page-state.tsx';
import { CartActions } from './cart-actions.tsx';
import { CartFacts } from './cart-facts.tsx';
import { CartGoods } from './cart-goods.tsx';
import { CartMessages } from './cart-messages.tsx';
import { CartOrders } from './cart-orders.tsx';
import { CartPredictions } from './cart-predictions.tsx';
import { CartSituation } from './cart-situation.tsx';
import { CartTimeline } from './cart-timeline.tsx';
import styles from './carts.module.css';
import { type Cart, useCart } from './use-carts.ts';
import { WhyNothing } from './why-nothing.tsx';

/** One cart: where it stands, why nothing was sent, what lies in it, and everything that happened. */
export function CartDetail({ cartId, narrow = false }: { readonly cartId: string; readonly narrow?: boolean }) {
  const cart = useCart(cartId);
  return (
    <Loaded query={cart} height={480}>
      {(one) => <Detail cart={one} narrow={narrow} />}
    </Loaded>
  );
}

function Detail({ cart, narrow }: { readonly cart: Cart; readonly narrow: boolean }) {
  return (
    <div className={styles['detail']}>
      <Head cart={cart} narrow={narrow} />
      <div className={classNames(styles['columns'], narrow && styles['narrow'])}>
        <div className={styles['column']}>
          <CartSituation cart={cart} />
          {cart.nonSends.length > 0 && <WhyNothing cart={cart} />}
          <CartGoods cart={cart} />
          <CartTimeline cart={cart} />
        </div>
        <div className={styles['column']}>
          <CartMessages cart={cart} />
          <CartOrders cart={cart} />
          <CartPredictions cart={cart} />
          <CartFacts cart={cart} />
        </div>
      </div>
    </div>
  );
}

/** What lies in the cart is worth, or what it was bought for once nothing lies in it any more. */
function amountOf({ lineCount, orders, valueMinor, currency }: Cart, format: Format): string {
  const bought = lineCount === 0 ? orders.find(({ own, counts }) => own && counts) : undefined;
  return bought ? format.money(bought.totalMinor, bought.currency) : format.money(valueMinor, currency);
}

function Head({ cart, narrow }: { readonly cart: Cart; readonly narrow: boolean }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  // Beside a list the page has its heading already.
  const Heading = narrow ? 'h2' : 'h1';
  return (
    <header className={styles['head']}>
      <div>
        <Heading>{t('cart.title', { id: cart.externalId })}</Heading>
        <div className={styles['title']}>
          <span className={styles['amount']}>{amountOf(cart, format)}</span>
          <StandingBadge standing={cart.standing} />
          <LiveStatus />
          {cart.situation.kind !== 'bought' && <span>{t(`cart.stage.${cart.stage}`)}</span>}
        </div>
      </div>
      <CartActions cart={cart} />
    </header>
  );
}
