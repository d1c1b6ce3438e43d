import { minuteMs } from '../domain/duration.ts';
import { addProduct, type ProductCounts } from './product-counts.ts';

/**
 * What a shopper did, as counters: the only thing that has to be kept to compute every feature. Plain JSON, a few
 * hundred bytes, so it can live in a cache and be folded again from the event history at any time.
 *
 * Events are folded in time order; events of the same millisecond may come in any order. A late event still counts,
 * but the time it would have split is not split again: folding the history anew does that.
 */
export interface ShoppingActivity {
  /** Sessions before the present one. */
  readonly previousSessions: number;
  readonly previousOrders: number;
  /** False while no product view was ever seen: a shop without the storefront snippet, not a shopper without interest. */
  readonly browsingSeen: boolean;
  readonly session: SessionActivity | null;
  readonly cart: CartActivity;
  readonly lastOrderAtMs: number | null;
}

/** Reset when the shopper was away for longer than `sessionGapMs`. */
export interface SessionActivity {
  readonly startedAtMs: number;
  readonly lastEventAtMs: number;
  /** The newest moment before `lastEventAtMs` at which something happened in this session. */
  readonly previousEventAtMs: number | null;
  readonly eventCount: number;
  readonly productViews: number;
  /** Time between each product view and whatever the shopper did next. */
  readonly productViewMs: number;
  /** Whether a product was viewed at `lastEventAtMs`, so that the time until the next event belongs to product pages. */
  readonly endsOnProduct: boolean;
  readonly viewed: ProductCounts;
}

/** Reset by an order. */
export interface CartActivity {
  readonly changes: number;
  readonly removals: number;
  readonly firstChangeAtMs: number | null;
  readonly lastChangeAtMs: number | null;
  readonly eventsAfterFirstChange: number;
  readonly reachedCheckout: boolean;
  /** Every product that was put into this cart. */
  readonly added: ProductCounts;
}

/** The part of a storefront event that the features need; a canonical event with its time in epoch milliseconds fits as it is. */
export type ActivityEvent = { readonly atMs: number } & (
  | { readonly type: 'product_viewed'; readonly productId: string }
  | { readonly type: 'line_added'; readonly line: { readonly productId: string } }
  | { readonly type: 'line_removed' }
  | {
      readonly type: 'cart_updated' | 'checkout_started' | 'checkout_updated';
      readonly lines: readonly { readonly productId: string }[];
    }
  | { readonly type: 'order_placed' }
  | {
      readonly type:
        | 'order_pending'
        | 'order_failed'
        | 'order_paid'
        | 'order_cancelled'
        | 'order_refunded'
        | 'customer_identified'
        | 'consent_updated';
    }
);

/** The usual web-analytics session: it ends after 30 minutes without activity. */
export const sessionGapMs = 30 * minuteMs;

const emptyCartActivity: CartActivity = {
  changes: 0,
  removals: 0,
  firstChangeAtMs: null,
  lastChangeAtMs: null,
  eventsAfterFirstChange: 0,
  reachedCheckout: false,
  added: [],
};

export const emptyActivity: ShoppingActivity = {
  previousSessions: 0,
  previousOrders: 0,
  browsingSeen: false,
  session: null,
  cart: emptyCartActivity,
  lastOrderAtMs: null,
};

export function addToActivity(activity: ShoppingActivity, event: ActivityEvent): ShoppingActivity {
  switch (event.type) {
    case 'product_viewed':
      return {
        ...inSession(activity, event.atMs, event.productId),
        browsingSeen: true,
        cart: afterEvent(activity.cart, event.atMs),
      };
    case 'line_added':
      return cartChanged(activity, event.atMs, { products: [event.line] });
    case 'line_removed':
      return cartChanged(activity, event.atMs, { removal: true });
    case 'cart_updated':
      return cartChanged(activity, event.atMs, { products: event.lines });
    case 'checkout_started':
    case 'checkout_updated':
      return cartChanged(activity, event.atMs, { products: event.lines, checkout: true });
    case 'order_placed':
      return orderPlaced(activity, event.atMs);
    default:
      return activity;
  }
}

function inSession(activity: ShoppingActivity, atMs: number, viewedProductId?: string): ShoppingActivity {
  const { session } = activity;
  const viewed = viewedProductId !== undefined;
  const views = viewed ? 1 : 0;
  if (!session || atMs - session.lastEventAtMs > sessionGapMs) {
    return {
      ...activity,
      previousSessions: activity.previousSessions + (session ? 1 : 0),
      session: {
        startedAtMs: atMs,
        lastEventAtMs: atMs,
        previousEventAtMs: null,
        eventCount: 1,
        productViews: views,
        productViewMs: 0,
        endsOnProduct: viewed,
        viewed: viewed ? addProduct([], viewedProductId) : [],
      },
    };
  }
  // Later than a whole session ago: it belongs to a session that is over and counted.
  if (session.startedAtMs - atMs > sessionGapMs) return activity;
  return {
    ...activity,
    session: {
      ...times(session, atMs, viewed),
      eventCount: session.eventCount + 1,
      productViews: session.productViews + views,
      viewed: viewed ? addProduct(session.viewed, viewedProductId) : session.viewed,
    },
  };
}

function times(session: SessionActivity, atMs: number, viewed: boolean): SessionActivity {
  const { lastEventAtMs, previousEventAtMs } = session;
  if (atMs === lastEventAtMs) return { ...session, endsOnProduct: session.endsOnProduct || viewed };
  if (atMs < lastEventAtMs) {
    return {
      ...session,
      startedAtMs: Math.min(session.startedAtMs, atMs),
      previousEventAtMs: Math.max(previousEventAtMs ?? atMs, atMs),
    };
  }
  return {
    ...session,
    lastEventAtMs: atMs,
    previousEventAtMs: lastEventAtMs,
    productViewMs: session.productViewMs + (session.endsOnProduct ? atMs - lastEventAtMs : 0),
    endsOnProduct: viewed,
  };
}

interface CartChange {
  readonly products?: readonly { readonly productId: string }[];
  readonly removal?: boolean;
  readonly checkout?: boolean;
}

function cartChanged(activity: ShoppingActivity, atMs: number, change: CartChange): ShoppingActivity {
  const visited = inSession(activity, atMs);
  if (activity.lastOrderAtMs !== null && atMs <= activity.lastOrderAtMs) return visited;
  const cart = afterEvent(activity.cart, atMs);
  return {
    ...visited,
    cart: {
      changes: cart.changes + 1,
      removals: cart.removals + (change.removal ? 1 : 0),
      firstChangeAtMs: Math.min(cart.firstChangeAtMs ?? atMs, atMs),
      lastChangeAtMs: Math.max(cart.lastChangeAtMs ?? atMs, atMs),
      eventsAfterFirstChange: cart.eventsAfterFirstChange,
      reachedCheckout: cart.reachedCheckout || change.checkout === true,
      added: (change.products ?? []).reduce((added, { productId }) => addProduct(added, productId), cart.added),
    },
  };
}

function afterEvent(cart: CartActivity, atMs: number): CartActivity {
  return cart.firstChangeAtMs !== null && atMs > cart.firstChangeAtMs
    ? { ...cart, eventsAfterFirstChange: cart.eventsAfterFirstChange + 1 }
    : cart;
}

function orderPlaced(activity: ShoppingActivity, atMs: number): ShoppingActivity {
  const filledAgain = activity.cart.lastChangeAtMs !== null && activity.cart.lastChangeAtMs > atMs;
  return {
    ...inSession(activity, atMs),
    previousOrders: activity.previousOrders + 1,
    lastOrderAtMs: Math.max(activity.lastOrderAtMs ?? atMs, atMs),
    cart: filledAgain ? activity.cart : emptyCartActivity,
  };
}
