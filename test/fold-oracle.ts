import { dayMs } from '../domain/duration.ts';
import type { StorefrontEvent } from '../events/event.ts';

/**
 * A second opinion on carts, written apart from `domain/cart.ts` and in another way: it keeps every cart event and
 * plays them in the order in which they happened, product by product. Whatever the engine received, in whatever order
 * and however often, has to end in what this says.
 *
 * Rules it stands for: the same event id counts once; a product at two prices is two goods, of which a removal takes the
 * newer first and never goes below nothing; an order takes the lines it names (all, when it names none) out of what was
 * in its cart when the order arrived, and leaves the cart purchased until something else is put in; the lines of an order
 * also leave the other carts of its shopper; what came in after an order with lines, and happened after the time that the
 * shop gives it, is no part of what was bought, though it happened before the order came in; a whole cart that is told within a day of an order is told without what was
 * bought; of an order the newest of placed and cancelled stands; an order that waits for its payment, or whose payment
 * failed, takes nothing, and is gone with its goods when it is called off; a stated value holds until the contents change.
 */
export interface ExpectedCart {
  /** Quantity by product; only what is left, never 0. */
  readonly lines: ReadonlyMap<string, number>;
  /** Minor units; null when a line has no known price, or another currency than the first. */
  readonly valueMinor: number | null;
  readonly status: 'open' | 'purchased';
}

export interface FoldOracle {
  /**
   * In any order and any number of times. An order counts from its arrival, epoch milliseconds: as stamped at the endpoint, or
   * as the caller saw it; without either it arrived at its own time.
   */
  add(event: StorefrontEvent & { readonly receivedAt?: number }, arrivedAt?: number): void;
  /** Every cart that an event named, by the shop's id. `arrivalOf` knows better when events arrived, or returns undefined. */
  carts(arrivalOf?: (event: StorefrontEvent) => number | undefined): Map<string, ExpectedCart>;
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
  const byId = new Map<string, Told>();
  return {
    add(event, arrivedAt) {
      if (!isCartEvent(event) || byId.has(event.id)) return;
      const at = Date.parse(event.occurredAt);
      byId.set(event.id, { event, at, arrivedAt: arrivedAt ?? event.receivedAt ?? at });
    },
    carts(arrivalOf = () => undefined) {
      const told = [...byId.values()].map((one) => ({ ...one, arrivedAt: arrivalOf(one.event) ?? one.arrivedAt }));
      const purchases = ordersOf(told.filter(isOrder));
      const touches = Map.groupBy(told.filter(isTouch), ({ event }) => event.cartId ?? '');
      const names = new Set([...touches.keys(), ...purchases.flatMap(({ cartId }) => cartId ?? [])]);
      return new Map([...names].map((cartId) => [cartId, playCart(cartId, touches.get(cartId) ?? [], purchases)]));
    },
  };
}

interface Told<E extends CartEvent = CartEvent> {
  readonly event: E;
  readonly at: number;
  readonly arrivedAt: number;
}

type OrderEvent = Extract<CartEvent, { type: `order_${string}` }>;
type TouchEvent = Exclude<CartEvent, OrderEvent>;

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

function isOrder(told: Told): told is Told<OrderEvent> {
  return told.event.type.startsWith('order_');
}

function isTouch(told: Told): told is Told<TouchEvent> {
  return !isOrder(told);
}

/** What became of one order, in the end. */
interface Order {
  readonly cartId: string | undefined;
  readonly who: readonly string[];
  readonly lines: readonly Quantity[] | undefined;
  readonly placedAt: number | undefined;
  /** When the shop says that it was placed, the newest; -Infinity: never. */
  readonly statedAt: number;
  readonly arrivedAt: number;
  readonly calledOffAt: number | undefined;
}

interface Quantity {
  readonly productId: string;
  readonly quantity: number;
}

function ordersOf(told: readonly Told<OrderEvent>[]): Order[] {
  return [...Map.groupBy(told, ({ event }) => event.orderId).values()].map((news) => {
    const of = (type: OrderEvent['type']) => news.filter(({ event }) => event.type === type);
    const stated = (type: OrderEvent['type']) => Math.max(...of(type).map(({ event, at }) => statedAtOf(event) ?? at));
    const placed = of('order_placed');
    const stands = placed.length > 0 && !(stated('order_cancelled') > stated('order_placed'));
    const calledOff = of('order_cancelled').length > 0 && !stands;
    const tellers = [...placed, ...of('order_pending')].map(({ event }) => event as Purchase);
    const named = news
      .map(({ event }) => ('cartId' in event ? event.cartId : undefined))
      .find((id) => id !== undefined);
    return {
      cartId: named,
      who: tellers.flatMap(({ who }) => identifiersOf(who)),
      lines: tellers.find(({ lines }) => lines !== undefined)?.lines,
      placedAt: placed.length > 0 ? Math.min(...placed.map(({ arrivedAt }) => arrivedAt)) : undefined,
      statedAt: stated('order_placed'),
      arrivedAt: Math.min(...placed.map(({ arrivedAt }) => arrivedAt)),
      calledOffAt: calledOff ? Math.max(...of('order_cancelled').map(({ arrivedAt }) => arrivedAt)) : undefined,
    };
  });
}

function statedAtOf(event: OrderEvent): number | undefined {
  return event.changedAt === undefined ? undefined : Date.parse(event.changedAt);
}

type Purchase = Extract<CartEvent, { type: 'order_placed' | 'order_pending' }>;

function identifiersOf(who: StorefrontEvent['who']): string[] {
  const known = Object.entries(who).filter(([, value]) => value !== undefined);
  return known.map(([kind, value]) => `${kind}:${String(value).toLowerCase()}`);
}

type Step =
  | { readonly at: number; readonly toldAt: number; readonly id: string; readonly event: TouchEvent }
  | {
      readonly at: number;
      readonly toldAt: number;
      readonly id: string;
      readonly order: Order;
      readonly kind: 'bought' | 'called_off';
    };

function playCart(cartId: string, touches: readonly Told<TouchEvent>[], orders: readonly Order[]): ExpectedCart {
  const shoppers = new Set(touches.flatMap(({ event }) => identifiersOf(event.who)));
  const concerned = orders.filter((order) => {
    const ofShopper = order.who.some((identifier) => shoppers.has(identifier));
    return order.cartId === cartId || (ofShopper && (order.lines !== undefined || order.cartId === undefined));
  });
  const steps: Step[] = touches.map((touch) => ({
    at: behindOrders(touch, concerned),
    toldAt: touch.at,
    id: touch.event.id,
    event: touch.event,
  }));
  for (const order of concerned) {
    const { placedAt, arrivedAt, calledOffAt } = order;
    if (placedAt !== undefined) steps.push({ at: arrivedAt, toldAt: arrivedAt, id: '', order, kind: 'bought' });
    if (calledOffAt !== undefined && order.cartId === cartId)
      steps.push({ at: calledOffAt, toldAt: calledOffAt, id: '', order, kind: 'called_off' });
  }
  // Of one moment, orders come last: they took what was put in until then.
  const rank = (step: Step) => ('event' in step ? 0 : step.kind === 'bought' ? 2 : 1);
  steps.sort((a, b) => a.at - b.at || rank(a) - rank(b) || a.toldAt - b.toldAt || (a.id < b.id ? -1 : 1));

  let inCart: Good[] = [];
  const recent: { at: number; own: boolean; order: Order; goods: Map<string, number> }[] = [];
  let stated: number | undefined;
  let purchased = false;

  const take = (productId: string, quantity: number): void => {
    let wanted = quantity;
    for (const good of inCart.toReversed()) {
      if (good.productId !== productId || wanted <= 0) continue;
      const taken = Math.min(good.quantity, wanted);
      good.quantity -= taken;
      wanted -= taken;
      stated = undefined;
    }
    inCart = inCart.filter((good) => good.quantity > 0);
  };
  const put = ({ productId, quantity, unitPriceMinor }: StorefrontLine, currency?: string): void => {
    const same = inCart.find(
      (good) => good.productId === productId && good.price === unitPriceMinor && good.currency === currency,
    );
    if (same) same.quantity += quantity;
    else inCart.push({ productId, quantity, price: unitPriceMinor, currency });
  };

  for (const step of steps) {
    if ('order' in step) {
      const own = step.order.cartId === cartId;
      const goods = new Map(
        step.order.lines?.map(({ productId, quantity }) => [productId, quantity]) ?? totalsOf(inCart),
      );
      if (step.kind === 'called_off') {
        if (step.order.placedAt === undefined && step.order.lines)
          for (const [id, quantity] of goods) take(id, quantity);
        recent.splice(0, recent.length, ...recent.filter(({ order }) => order !== step.order));
        purchased = false;
        continue;
      }
      for (const [productId, quantity] of goods) take(productId, quantity);
      recent.push({ at: step.at, own, order: step.order, goods });
      purchased ||= own;
      continue;
    }
    const { event, at } = step;
    switch (event.type) {
      case 'product_viewed':
        break;
      case 'line_added': {
        put(event.line, event.currency ?? inCart[0]?.currency);
        stated = undefined;
        purchased = false;
        let wanted = event.line.quantity;
        for (const { goods } of recent) {
          const known = goods.get(event.line.productId) ?? 0;
          goods.set(event.line.productId, Math.max(0, known - wanted));
          wanted = Math.max(0, wanted - known);
        }
        break;
      }
      case 'line_removed':
        take(event.productId, event.quantity);
        stated = undefined;
        break;
      default: {
        inCart = [];
        for (const line of event.lines) put(line, event.currency);
        stated = event.valueMinor;
        const fresh = recent.filter((bought) => at - bought.at <= dayMs);
        for (const { goods } of fresh) for (const [productId, quantity] of goods) take(productId, quantity);
        if (inCart.length > 0) purchased = false;
        else if (event.lines.length > 0) purchased = fresh.some(({ own }) => own);
      }
    }
  }
  return { lines: totalsOf(inCart), valueMinor: stated ?? sumOf(inCart), status: purchased ? 'purchased' : 'open' };
}

/** When a touch counts as done: by its own time, or right behind the newest order that it came in after and happened after. */
function behindOrders({ at, arrivedAt }: Told<TouchEvent>, orders: readonly Order[]): number {
  const earlier = orders.filter(
    (order) =>
      order.placedAt !== undefined &&
      order.lines !== undefined &&
      order.arrivedAt < arrivedAt &&
      order.statedAt < at &&
      at <= order.arrivedAt,
  );
  return earlier.length === 0 ? at : Math.max(...earlier.map((order) => order.arrivedAt)) + 1;
}

function totalsOf(goods: readonly Good[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { productId, quantity } of goods) totals.set(productId, (totals.get(productId) ?? 0) + quantity);
  return totals;
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
