import { type CartGoods, currencyOf, type ToldGoods, wholeGoods, withLine, withLines } from './cart-goods.ts';
import { type CartLine, type CartLines, removeQuantity, type TakenGoods, takeOut } from './cart-lines.ts';
import { dayMs, minuteMs } from './duration.ts';

export type { CartLine } from './cart-lines.ts';

/**
 * A cart is the fold of its operations in the order in which they happened at the shop, whatever order they arrived in.
 *
 * An operation that says what the whole cart holds (a snapshot with lines, an order of everything) makes all earlier ones
 * irrelevant to the contents: everything up to the newest such operation is folded into a `base` that is sealed there,
 * and what arrives from before the seal can only raise times. Later operations are kept as they are (`recent`) and
 * folded again whenever one arrives, so a late or repeated one is put where it belongs.
 */
export type CartOperation = {
  /** The event's id: makes a repeated operation the same operation. */
  readonly id: string;
  /** When it happened at the shop, epoch milliseconds. */
  readonly at: number;
  /** When we were told of it, for what the customer did; absent: at once. Not kept: see `afterPurchases`. */
  readonly arrivedAt?: number;
  /** When it happened at the shop, of what was put behind a purchase. */
  readonly toldAt?: number;
} & (
  | ({ readonly kind: 'snapshot'; readonly checkout?: boolean } & ToldGoods)
  | { readonly kind: 'add'; readonly line: CartLine; readonly currency?: string }
  | { readonly kind: 'remove'; readonly productId: string; readonly variantId?: string; readonly quantity: number }
  /** The shopper looked at something: activity that changes nothing in the cart. */
  | { readonly kind: 'view' }
  /** A known person looked at something outside any cart: the newest such lines stand for their browsing. */
  | { readonly kind: 'browse'; readonly line: CartLine; readonly currency?: string }
  /** The cart was ordered and waits for its payment, or the payment failed: it stays what it is, at another stage. */
  | { readonly kind: 'payment_pending' }
  | { readonly kind: 'payment_failed' }
  /**
   * An order that stands took goods out of the cart. `at` is when we were told of it: shops date orders by many clocks,
   * and what was put into the cart until then is what was bought (`order-status.ts`).
   */
  | {
      readonly kind: 'purchase';
      readonly orderId: string;
      /** When the shop says that it was bought, by its own clock. */
      readonly statedAt: number;
      readonly lines: OrderedGoods;
      /** The order names this cart; otherwise it is another one of its customer or device, of which some goods were bought. */
      readonly own: boolean;
    }
  /** The order was called off. What waited for its payment goes with it: nobody is reminded of it. */
  | { readonly kind: 'purchase_cancelled'; readonly orderId: string; readonly lines: OrderedGoods }
);

export type OrderedGoods = readonly TakenGoods[] | 'everything';

export type CartStatus = 'open' | 'purchased';
/** `payment`: ordered, and not paid yet. `browsing`: no cart of the shop, but what a known customer looked at. */
export const cartStages = ['browsing', 'cart', 'checkout', 'payment'] as const;
export type CartStage = (typeof cartStages)[number];

export interface CartContents {
  readonly lines: CartLines;
  /** Lines that the shop's cart has beside these. */
  readonly linesOmitted: number;
  /** Of all lines; null when they have two: each names its own then. */
  readonly currency: string | null;
  /** Total as the shop said it, or the sum of the lines; null when a price is unknown, or in another currency. */
  readonly valueMinor: number | null;
  readonly status: CartStatus;
  readonly stage: CartStage;
  /** Newest operation that was an activity of the customer (everything but orders), epoch milliseconds; 0: none yet. */
  readonly lastActivityAt: number;
  /** Newest order of this cart; `status` says whether it still stands. */
  readonly purchasedAt: number | null;
}

/** The contents and, beside them, newest times: they grow in any order of arrival. */
interface CartBase extends CartGoods {
  readonly status: CartStatus;
  /** Last told, of whatever lines, and whether there ever was another. */
  readonly currency: string | null;
  readonly currencyAt: number;
  readonly currencyChanged?: true;
  readonly lastActivityAt: number;
  readonly checkoutAt: number;
  readonly purchasedAt: number | null;
  /** Newest order that waited for its payment, and newest that will wait no more; absent in nearly every cart. */
  readonly paymentAt?: number;
  readonly paymentOverAt?: number;
  /** Stands for what somebody looked at; absent in every cart of a shop. */
  readonly browsing?: true;
  /** What orders took, newest last: a page that tells it once more fills no cart. Absent until something was bought. */
  readonly bought?: readonly Bought[];
  /** The operation that made all earlier ones irrelevant to lines, value and status. */
  readonly seal: Position | null;
}

interface Bought {
  readonly orderId: string;
  readonly at: number;
  readonly statedAt: number;
  readonly goods: readonly TakenGoods[];
  readonly own: boolean;
}

/** A fold as it is kept. */
export interface KeptFold {
  readonly base: CartBase;
  readonly recent: readonly CartOperation[];
}

export interface CartFold extends KeptFold {
  /** The cart as it is now: what `recent` makes of `base`. */
  readonly current: CartBase;
}

/** Operations that are always kept unfolded, if nothing sealed them. */
export const recentOperationsMin = 64;
/** Operations younger than this against the newest one stay unfolded too … */
export const lateArrivalMsMax = 2 * minuteMs;
/** … up to this many. Past it the oldest go into the base for good, and what comes later still is put on top of it. */
export const recentOperationsMax = 512;
/** Products that stand for somebody's browsing, newest first. */
export const browsedProductsMax = 5;
/** So long after an order a page or a cached cart may tell the bought goods again without anybody wanting them again. */
export const boughtGoodsEchoMs = dayMs;
/** Orders whose goods are remembered with a cart. */
const boughtOrdersMax = 10;

export const emptyCart: CartFold = openFold({
  base: {
    lines: [],
    valueMinor: 0,
    status: 'open',
    currency: null,
    currencyAt: 0,
    lastActivityAt: 0,
    checkoutAt: 0,
    purchasedAt: null,
    seal: null,
  },
  recent: [],
});

/** A fold as it was kept, with the cart that it stands for. */
export function openFold({ base: kept, recent }: KeptFold): CartFold {
  const base = ofOneShape(kept);
  return { base, recent, current: recent.reduce(applyOperation, base) };
}

/** Every cart with the same fields in the same order: copying one with a change, which is all that folding is, takes a third of the time then. */
function ofOneShape(cart: CartBase): CartBase {
  return {
    lines: cart.lines,
    linesCurrency: cart.linesCurrency,
    linesOmitted: cart.linesOmitted,
    valueMinor: cart.valueMinor,
    status: cart.status,
    currency: cart.currency,
    currencyAt: cart.currencyAt,
    currencyChanged: cart.currencyChanged,
    lastActivityAt: cart.lastActivityAt,
    checkoutAt: cart.checkoutAt,
    purchasedAt: cart.purchasedAt,
    paymentAt: cart.paymentAt,
    paymentOverAt: cart.paymentOverAt,
    browsing: cart.browsing,
    bought: cart.bought,
    seal: cart.seal,
  };
}

/** Adds operations to a cart's fold. Repeated ones (same id) change nothing; the order of arrival does not matter. */
export function addOperations(fold: CartFold, operations: readonly CartOperation[]): CartFold {
  let { base } = fold;
  const known = new Set<string>();
  for (const { id } of fold.recent) known.add(id);
  const fresh: CartOperation[] = [];
  for (const operation of afterPurchases(fold, operations)) {
    if (operation.kind === 'purchase' && isSealedOff(base, operation)) base = takeLate(base, operation);
    else if (changesTimesOnly(operation) || isSealedOff(base, operation)) base = raiseTimes(base, operation);
    else if (!known.has(operation.id)) {
      known.add(operation.id);
      fresh.push(operation);
    }
  }
  if (fresh.length === 0) return base === fold.base ? fold : openFold({ base, recent: fold.recent });
  const all = [...fold.recent, ...fresh];
  // Nearly always what is new happened after all that is known: then it is put on top of what the cart is now.
  const goesOn = base === fold.base && isSortedFrom(all, fold.recent.length);
  if (goesOn) return settle(base, all, fresh.reduce(applyOperation, fold.current));
  all.sort(byTimeThenId);
  return settle(base, all, all.reduce(applyOperation, base));
}

function isSortedFrom(operations: readonly CartOperation[], start: number): boolean {
  for (let index = Math.max(start, 1); index < operations.length; index++) {
    const [before, after] = [operations[index - 1], operations[index]];
    if (before && after && byTimeThenId(before, after) > 0) return false;
  }
  return true;
}

export function contentsOf({ current: cart }: CartFold): CartContents {
  const { lines, linesOmitted, status, lastActivityAt, purchasedAt } = cart;
  const currency = currencyOf(cart, cart);
  return {
    lines,
    linesOmitted: linesOmitted ?? 0,
    currency,
    valueMinor: currency === null && namesCurrency(cart) ? null : cart.valueMinor,
    status,
    stage: stageOf(cart),
    lastActivityAt,
    purchasedAt,
  };
}

/** Where no currency was told at all, amounts have one that the shop knows. */
function namesCurrency({ currency, lines }: CartBase): boolean {
  return currency !== null || lines.some((line) => line.currency !== undefined);
}

export function isEmpty(contents: Pick<CartContents, 'lines'>): boolean {
  return contents.lines.length === 0;
}

/** The payment of an order is waited for until it came, failed, was called off, or a new checkout began. */
function stageOf({ browsing, checkoutAt, purchasedAt, paymentAt = 0, paymentOverAt = 0 }: CartBase): CartStage {
  if (browsing) return 'browsing';
  if (paymentAt > Math.max(purchasedAt ?? 0, paymentOverAt) && paymentAt >= checkoutAt) return 'payment';
  return checkoutAt > (purchasedAt ?? 0) ? 'checkout' : 'cart';
}

/**
 * A touch that is told after a purchase, and that happened after it by the shop's own clock, is a new wish, though it may
 * have happened before we were told of the order: it is put right behind it. An order that names no lines says too little
 * to tell what is new.
 */
function afterPurchases(fold: CartFold, operations: readonly CartOperation[]): readonly CartOperation[] {
  const purchases = [
    ...(fold.base.bought ?? []),
    ...fold.recent.filter(isPurchaseOfLines),
    ...operations.filter(isPurchaseOfLines),
  ];
  return operations.map((told) => {
    const { arrivedAt } = told;
    if (arrivedAt === undefined) return told;
    const operation = { ...told, arrivedAt: undefined };
    if (purchases.length === 0) return operation;
    const behind = purchases.filter(
      ({ at, statedAt }) => at < arrivedAt && statedAt < operation.at && operation.at <= at,
    );
    if (behind.length === 0) return operation;
    return { ...operation, at: Math.max(...behind.map(({ at }) => at)) + 1, toldAt: operation.at };
  });
}

function isPurchaseOfLines(operation: CartOperation): operation is Extract<CartOperation, { kind: 'purchase' }> {
  return operation.kind === 'purchase' && operation.lines !== 'everything';
}

/**
 * A purchase that becomes known to be of this cart's customer after a whole cart was told later: what it bought leaves
 * that as well, unless so much time lies between the two that it was put in anew.
 */
function takeLate(base: CartBase, purchase: Extract<CartOperation, { kind: 'purchase' }>): CartBase {
  const { seal } = base;
  const next = raiseTimes(base, purchase);
  if (seal === null || purchase.lines === 'everything' || isToldAgain(base, purchase))
    return clearedUp(base, next, purchase);
  const { orderId, at, statedAt, own, lines: goods } = purchase;
  // Nothing of it lies there now; a page that tells it once more later fills the cart no more than in the other order.
  const bought = [{ orderId, at, statedAt, goods, own }, ...(base.bought ?? [])].slice(-boughtOrdersMax);
  if (seal.kind !== 'snapshot') return { ...next, bought };
  if (base.lines.length === 0) return { ...clearedUp(base, next, purchase), bought };
  if (seal.at - at > boughtGoodsEchoMs) return next;
  const after = applyOperation(base, purchase);
  return { ...after, status: after.lines.length === 0 ? after.status : base.status };
}

/** An empty cart after an order is one that the shop cleared up. */
function clearedUp(base: CartBase, next: CartBase, purchase: Extract<CartOperation, { kind: 'purchase' }>): CartBase {
  const isCleared = purchase.own && base.seal?.kind === 'snapshot' && base.lines.length === 0;
  return isCleared && !isToldAgain(base, purchase) ? { ...next, status: 'purchased' } : next;
}

/** The same order may be brought to a cart more than once: by its cart, and by its customer. */
function isToldAgain({ bought = [] }: CartBase, { orderId }: { readonly orderId: string }): boolean {
  return bought.some((order) => order.orderId === orderId);
}

function changesTimesOnly({ kind }: CartOperation): boolean {
  return kind === 'view' || kind === 'payment_pending' || kind === 'payment_failed';
}

/** Folds everything up to the newest whole-cart operation into the base, and what is too much to keep. */
function settle(base: CartBase, sorted: readonly CartOperation[], current: CartBase): CartFold {
  const sealAt = sorted.findLastIndex(saysEverything);
  const newest = sorted.at(-1)?.at ?? 0;
  const open = sorted.length - (sealAt + 1);
  let surplus = Math.max(0, open - recentOperationsMax);
  while (
    open - surplus > recentOperationsMin &&
    (sorted[sealAt + 1 + surplus]?.at ?? newest) < newest - lateArrivalMsMax
  )
    surplus += 1;
  const settled = sealAt + 1 + surplus;
  const sealing = sorted[sealAt];
  const folded = settled === sorted.length ? current : sorted.slice(0, settled).reduce(applyOperation, base);
  return {
    base: sealing ? { ...folded, seal: { at: sealing.at, id: sealing.id, kind: sealing.kind } } : folded,
    recent: settled === 0 ? sorted : sorted.slice(settled),
    current,
  };
}

/** A snapshot without lines does not say whether a wish was given up or an order cleared up after: what came before it does. */
function saysEverything(operation: CartOperation): boolean {
  if (operation.kind === 'snapshot') return operation.lines.length > 0;
  return operation.kind === 'purchase' && operation.lines === 'everything';
}

function isSealedOff({ seal }: CartBase, operation: CartOperation): boolean {
  return seal !== null && byTimeThenId(operation, seal) <= 0;
}

function isOfOrder({ kind }: Position): boolean {
  return kind === 'purchase' || kind === 'purchase_cancelled';
}

interface Position {
  readonly at: number;
  readonly toldAt?: number;
  readonly id: string;
  readonly kind?: CartOperation['kind'];
}

/** Of one moment, orders come last: they are about what was put in until then. */
function byTimeThenId(a: Position, b: Position): number {
  if (a.at !== b.at) return a.at - b.at;
  const told = (a.toldAt ?? a.at) - (b.toldAt ?? b.at);
  return Number(isOfOrder(a)) - Number(isOfOrder(b)) || told || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function applyOperation(cart: CartBase, operation: CartOperation): CartBase {
  const next = raiseTimes(cart, operation);
  switch (operation.kind) {
    case 'snapshot': {
      const told = wholeGoods(operation);
      const lines = takeOut(told.lines, boughtBefore(cart, operation.at));
      const goods = lines === told.lines ? told : withLines(told, lines);
      if (lines.length > 0) return { ...next, ...goods, status: 'open' };
      // Nothing but what was just bought, or a shop that clears up after the order: nobody wants anything new.
      const echoes = hasOwnOrder(cart, operation.at) ? 'purchased' : 'open';
      return { ...next, ...goods, status: told.lines.length === 0 ? cart.status : echoes };
    }
    case 'add':
      return withGoods(dropBought(next, operation.line), withLine(cart, operation.line, operation.currency), 'open');
    case 'remove': {
      const { productId, quantity, variantId } = operation;
      // Nobody wants anything new by taking something out.
      return { ...next, ...withLines(cart, removeQuantity(cart.lines, productId, quantity, variantId)) };
    }
    case 'purchase': {
      const { orderId, at, statedAt, own } = operation;
      if (isToldAgain(cart, operation)) return own ? { ...next, status: 'purchased' } : next;
      const goods = operation.lines === 'everything' ? cart.lines.map(takenOf) : operation.lines;
      const bought = [
        ...(cart.bought ?? []),
        { orderId, at, statedAt: operation.lines === 'everything' ? at : statedAt, goods, own },
      ].slice(-boughtOrdersMax);
      return { ...without(next, goods), status: own ? 'purchased' : cart.status, bought };
    }
    case 'purchase_cancelled': {
      const isUntouched = cart.lastActivityAt <= (cart.paymentAt ?? 0);
      const goods = operation.lines === 'everything' ? (isUntouched ? cart.lines : []) : operation.lines;
      const bought = cart.bought?.filter(({ orderId }) => orderId !== operation.orderId);
      return { ...without(next, goods), status: 'open', ...(bought && { bought }) };
    }
    case 'browse': {
      const others = cart.lines.filter(({ productId }) => productId !== operation.line.productId);
      const line = operation.currency ? { currency: operation.currency, ...operation.line } : operation.line;
      return {
        ...next,
        lines: [line, ...others].slice(0, browsedProductsMax),
        valueMinor: null,
        status: 'open',
        browsing: true,
      };
    }
    case 'view':
    case 'payment_pending':
    case 'payment_failed':
      return next;
  }
}

function withGoods(cart: CartBase, goods: CartGoods, status: CartStatus): CartBase {
  const { lines, linesCurrency, linesOmitted, valueMinor } = goods;
  return { ...cart, lines, linesCurrency, linesOmitted, valueMinor, status };
}

/** A told total stands while nothing is taken. */
function without(cart: CartBase, goods: readonly TakenGoods[]): CartBase {
  const lines = takeOut(cart.lines, goods);
  return lines === cart.lines ? cart : { ...cart, ...withLines(cart, lines) };
}

function takenOf({ productId, variantId, quantity }: CartLine): TakenGoods {
  return { productId, ...(variantId !== undefined && { variantId }), quantity };
}

function boughtBefore({ bought = [] }: CartBase, at: number): readonly TakenGoods[] {
  return bought.flatMap((order) => (at - order.at <= boughtGoodsEchoMs ? order.goods : []));
}

function hasOwnOrder({ bought = [] }: CartBase, at: number): boolean {
  return bought.some((order) => order.own && at - order.at <= boughtGoodsEchoMs);
}

/** Whoever puts something in again after buying it wants it again. */
function dropBought(cart: CartBase, { productId, quantity }: CartLine): CartBase {
  if (!cart.bought?.some(({ goods }) => goods.some((each) => each.productId === productId))) return cart;
  let left = quantity;
  const bought = cart.bought.map((order) => ({
    ...order,
    goods: order.goods.flatMap((each) => {
      if (each.productId !== productId || left <= 0) return [each];
      const taken = Math.min(left, each.quantity);
      left -= taken;
      return taken === each.quantity ? [] : [{ ...each, quantity: each.quantity - taken }];
    }),
  }));
  return { ...cart, bought };
}

/** The newest of each time wins: the same whatever comes first. Returns the same object when nothing is newer. */
function raiseTimes(cart: CartBase, operation: CartOperation): CartBase {
  const { at } = operation;
  switch (operation.kind) {
    case 'purchase_cancelled':
      return (cart.paymentOverAt ?? 0) >= at ? cart : { ...cart, paymentOverAt: at };
    case 'payment_pending':
    case 'payment_failed': {
      const time = operation.kind === 'payment_pending' ? 'paymentAt' : 'paymentOverAt';
      if ((cart[time] ?? 0) >= at && cart.lastActivityAt >= at) return cart;
      return {
        ...cart,
        lastActivityAt: Math.max(cart.lastActivityAt, at),
        [time]: Math.max(cart[time] ?? 0, at),
      };
    }
    case 'purchase':
      return cart.purchasedAt !== null && cart.purchasedAt >= at ? cart : { ...cart, purchasedAt: at };
    case 'view':
    case 'remove':
      return cart.lastActivityAt >= at ? cart : { ...cart, lastActivityAt: at };
    case 'add':
    case 'browse':
    case 'snapshot': {
      const { currency } = operation;
      const newerCurrency =
        currency !== undefined &&
        (at > cart.currencyAt || (at === cart.currencyAt && currency > (cart.currency ?? '')));
      const changed = currency !== undefined && cart.currency !== null && currency !== cart.currency;
      const checkout = operation.kind === 'snapshot' && operation.checkout === true && at > cart.checkoutAt;
      if (cart.lastActivityAt >= at && !newerCurrency && !checkout && (!changed || cart.currencyChanged)) return cart;
      return {
        ...cart,
        lastActivityAt: Math.max(cart.lastActivityAt, at),
        currency: newerCurrency ? currency : cart.currency,
        currencyAt: newerCurrency ? at : cart.currencyAt,
        currencyChanged: changed ? true : cart.currencyChanged,
        checkoutAt: checkout ? at : cart.checkoutAt,
      };
    }
  }
}
