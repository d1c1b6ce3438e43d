import type { StorefrontEvent } from '../events/event.ts';

/**
 * A second opinion on carts, written apart from `domain/cart.ts` and in another way: it keeps every cart event and
 * plays them in the order in which they happened, product by product. Whatever the engine received, in whatever order
 * and however often, has to end in what this says.
 *
 * Rules it stands for: the same event id counts once; a product at two prices is two goods, of which a removal takes the
 * newer first and never goes below nothing; an order takes the lines it
 * names (all, when it names none) and leaves the cart purchased until it is touched again; a cancelled order opens its
 * cart again; an order that waits for its payment, or whose payment failed, takes nothing; a stated value holds until
 * the contents change.
 */
export interface ExpectedCart {
  /** Quantity by product; only what is left, never 0. */
  readonly lines: ReadonlyMap<string, number>;
  /** Minor units; null when a line has no known price, or another currency than the first. */
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
  let goods: Good[] = [];
  let stated: number | undefined;
  let purchased = false;

  const take = (productId: string, quantity: number): void => {
    let wanted = quantity;
    for (const good of goods.toReversed()) {
      if (good.productId !== productId) continue;
      const taken = Math.min(good.quantity, wanted);
      good.quantity -= taken;
      wanted -= taken;
    }
    goods = goods.filter((good) => good.quantity > 0);
  };
  const put = ({ productId, quantity, unitPriceMinor }: StorefrontLine, currency?: string): void => {
    const same = goods.find(
      (good) => good.productId === productId && good.price === unitPriceMinor && good.currency === currency,
    );
    if (same) same.quantity += quantity;
    else goods.push({ productId, quantity, price: unitPriceMinor, currency });
  };
  const clear = (): void => {
    goods = [];
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
        for (const line of event.lines) put(line, event.currency);
        stated = event.valueMinor;
        purchased = false;
        break;
      case 'line_added':
        put(event.line, event.currency ?? goods[0]?.currency);
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
  const lines = new Map<string, number>();
  for (const { productId, quantity } of goods) lines.set(productId, (lines.get(productId) ?? 0) + quantity);
  return { lines, valueMinor: stated ?? sumOf(goods), status: purchased ? 'purchased' : 'open' };
}

/** Pieces of one product at one price, as its events put them there. */
interface Good {
  readonly productId: string;
  readonly price: number | undefined;
  readonly currency: string | undefined;
  quantity: number;
}

type StorefrontLine = Extract<StorefrontEvent, { type: 'line_added' }>['line'];

function sumOf(goods: readonly Good[]): number | null {
  let sum = 0;
  for (const { quantity, price, currency } of goods) {
    if (price === undefined || currency !== goods[0]?.currency) return null;
    sum += quantity * price;
  }
  return sum;
}
