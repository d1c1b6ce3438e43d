import type { StorefrontEvent } from '../events/event.ts';

/**
 * A second opinion on carts, written apart from `domain/cart.ts` and in another way: it keeps every cart event and
 * plays them in the order in which they happened, product by product. Whatever the engine received, in whatever order
 * and however often, has to end in what this says.
 *
 * Rules it stands for: the same event id counts once; a removal never goes below nothing; an order takes the lines it
 * names (all, when it names none) and leaves the cart purchased until it is touched again; a cancelled order opens its
 * cart again; an order that waits for its payment, or whose payment failed, takes nothing; a stated value holds until
 * the contents change.
 */
export interface ExpectedCart {
  /** Quantity by product; only what is left, never 0. */
  readonly lines: ReadonlyMap<string, number>;
  /** Minor units; null when a line has no known price. */
  readonly valueMinor: number | null;
  readonly status: 'open' | 'purchased';
}

export interface FoldOracle {
  /** In any order and any number of times. */
  add(event: StorefrontEvent): void;
  /** Every cart that an event named, by the shop's id. */
  carts(): Map<string, ExpectedCart>;
}

type CartEvent = Extract<
  StorefrontEvent,
  {
    type:
      | 'product_viewed'
      | 'cart_updated'
      | 'line_added'
      | 'line_removed'
      | 'checkout_started'
      | 'checkout_updated'
      | 'order_pending'
      | 'order_failed'
      | 'order_placed'
      | 'order_cancelled';
  }
>;

export function foldEvents(events: Iterable<StorefrontEvent>): Map<string, ExpectedCart> {
  const oracle = createFoldOracle();
  for (const event of events) oracle.add(event);
  return oracle.carts();
}

/** Grows with the cart events only; views, identities and consents are let go at once. */
export function createFoldOracle(): FoldOracle {
  const eventById = new Map<string, CartEvent>();
  return {
    add(event) {
      if (isCartEvent(event) && !eventById.has(event.id)) eventById.set(event.id, event);
    },
    carts() {
      const cartOfOrder = new Map<string, string>();
      for (const event of eventById.values()) {
        if (event.type === 'order_placed' && event.cartId !== undefined) cartOfOrder.set(event.orderId, event.cartId);
      }
      // Ordering without paying names the cart too, where the purchase itself does not.
      for (const event of eventById.values()) {
        if (!isUnpaid(event) || event.cartId === undefined || cartOfOrder.has(event.orderId)) continue;
        cartOfOrder.set(event.orderId, event.cartId);
      }
      const eventsOfCart = new Map<string, CartEvent[]>();
      for (const event of eventById.values()) {
        const cartId =
          event.type === 'order_placed' || event.type === 'order_cancelled' || isUnpaid(event)
            ? cartOfOrder.get(event.orderId)
            : event.cartId;
        if (cartId === undefined) continue;
        const list = eventsOfCart.get(cartId);
        if (list) list.push(event);
        else eventsOfCart.set(cartId, [event]);
      }
      return new Map([...eventsOfCart].map(([cartId, events]) => [cartId, playCart(events)]));
    },
  };
}

/** A look at a product is one only when it names a cart: it changes nothing, but the cart is known from then on. */
function isCartEvent(event: StorefrontEvent): event is CartEvent {
  switch (event.type) {
    case 'cart_updated':
    case 'line_added':
    case 'line_removed':
    case 'checkout_started':
    case 'checkout_updated':
    case 'order_pending':
    case 'order_failed':
    case 'order_placed':
    case 'order_cancelled':
      return true;
    case 'product_viewed':
      return event.cartId !== undefined;
    default:
      return false;
  }
}

function isUnpaid(event: CartEvent): event is Extract<CartEvent, { type: 'order_pending' | 'order_failed' }> {
  return event.type === 'order_pending' || event.type === 'order_failed';
}

function playCart(events: CartEvent[]): ExpectedCart {
  const happened = events
    .map((event) => ({ event, at: Date.parse(event.occurredAt) }))
    .sort((a, b) => (a.at !== b.at ? a.at - b.at : a.event.id < b.event.id ? -1 : 1));
  const quantities = new Map<string, number>();
  const prices = new Map<string, number>();
  let stated: number | undefined;
  let purchased = false;

  const take = (productId: string, quantity: number): void => {
    const left = (quantities.get(productId) ?? 0) - quantity;
    if (left > 0) {
      quantities.set(productId, left);
    } else {
      quantities.delete(productId);
      prices.delete(productId);
    }
  };
  const put = (line: { productId: string; quantity: number; unitPriceMinor?: number }): void => {
    quantities.set(line.productId, (quantities.get(line.productId) ?? 0) + line.quantity);
    if (line.unitPriceMinor !== undefined) prices.set(line.productId, line.unitPriceMinor);
  };
  const clear = (): void => {
    quantities.clear();
    prices.clear();
  };

  for (const { event } of happened) {
    switch (event.type) {
      case 'product_viewed':
      case 'order_pending':
      case 'order_failed':
        break;
      case 'cart_updated':
      case 'checkout_started':
      case 'checkout_updated':
        clear();
        event.lines.forEach(put);
        stated = event.valueMinor;
        purchased = false;
        break;
      case 'line_added':
        put(event.line);
        stated = undefined;
        purchased = false;
        break;
      case 'line_removed':
        take(event.productId, event.quantity);
        stated = undefined;
        purchased = false;
        break;
      case 'order_placed':
        if (event.lines === undefined) clear();
        else for (const { productId, quantity } of event.lines) take(productId, quantity);
        stated = undefined;
        purchased = true;
        break;
      case 'order_cancelled':
        purchased = false;
        break;
    }
  }
  return {
    lines: quantities,
    valueMinor: stated ?? sumOf(quantities, prices),
    status: purchased ? 'purchased' : 'open',
  };
}

function sumOf(quantities: ReadonlyMap<string, number>, prices: ReadonlyMap<string, number>): number | null {
  let sum = 0;
  for (const [productId, quantity] of quantities) {
    const price = prices.get(productId);
    if (price === undefined) return null;
    sum += quantity * price;
  }
  return sum;
}
