/**
 * A cart is the fold of its operations in the order in which they happened at the shop, whatever order they arrived in.
 *
 * The row keeps the last operations (`recent`) on top of a folded `base`, so that a late or repeated event is put
 * where it belongs and the lines are folded again. Operations that fell out of the window belong to the base for good.
 */

/** What a cart holds of one product: the key is the shop's variant or product id. */
export interface CartLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceMinor?: number;
  readonly name?: string;
  readonly url?: string;
  readonly imageUrl?: string;
  readonly category?: string;
}

export type CartOperation = {
  /** The event's id: makes a repeated operation the same operation. */
  readonly id: string;
  /** When it happened at the shop, epoch milliseconds. */
  readonly at: number;
} & (
  | { readonly kind: 'snapshot'; readonly lines: readonly CartLine[]; readonly currency?: string; readonly valueMinor?: number; readonly checkout?: boolean }
  | { readonly kind: 'add'; readonly line: CartLine; readonly currency?: string }
  | { readonly kind: 'remove'; readonly productId: string; readonly quantity: number }
  | { readonly kind: 'purchase'; readonly lines: readonly { readonly productId: string; readonly quantity: number }[] | 'everything' }
  | { readonly kind: 'purchase_cancelled' }
);

export type CartStatus = 'open' | 'purchased';
export type CartStage = 'cart' | 'checkout';

export interface CartContents {
  readonly lines: readonly CartLine[];
  readonly currency: string | null;
  /** Total as the shop said it, or the sum of the lines; null when no price is known. */
  readonly valueMinor: number | null;
  readonly status: CartStatus;
  readonly stage: CartStage;
  /** Newest operation that was an activity of the shopper (everything but a purchase), epoch milliseconds. */
  readonly lastActivityAt: number;
  readonly purchasedAt: number | null;
}

export interface CartFold {
  readonly base: CartContents;
  /** Newest operation time already inside `base`; older late-comers are applied on top of it as they come. */
  readonly baseAt: number;
  readonly recent: readonly CartOperation[];
}

/** Operations kept unfolded per cart. Past it the oldest go into the base. */
export const recentOperationsMax = 64;

export const emptyContents: CartContents = {
  lines: [], currency: null, valueMinor: null, status: 'open', stage: 'cart', lastActivityAt: 0, purchasedAt: null,
};
export const emptyCart: CartFold = { base: emptyContents, baseAt: 0, recent: [] };

/** Adds operations to a cart's fold. Repeated operations (same id) change nothing; order of arrival does not matter. */
export function addOperations(fold: CartFold, operations: readonly CartOperation[]): CartFold {
  const known = new Set(fold.recent.map((operation) => operation.id));
  const fresh = operations.filter((operation) => !known.has(operation.id) && known.add(operation.id));
  if (fresh.length === 0) return fold;
  const sorted = [...fold.recent, ...fresh].sort(byTimeThenId);
  const surplus = Math.max(0, sorted.length - recentOperationsMax);
  const settled = sorted.slice(0, surplus);
  return {
    base: settled.reduce(applyOperation, fold.base),
    baseAt: settled.reduce((at, operation) => Math.max(at, operation.at), fold.baseAt),
    recent: sorted.slice(surplus),
  };
}

export function contentsOf(fold: CartFold): CartContents {
  return fold.recent.reduce(applyOperation, fold.base);
}

export function isEmpty(contents: CartContents): boolean {
  return contents.lines.length === 0;
}

function byTimeThenId(a: CartOperation, b: CartOperation): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function applyOperation(cart: CartContents, operation: CartOperation): CartContents {
  switch (operation.kind) {
    case 'snapshot':
      return active(cart, operation.at, {
        lines: operation.lines.filter((line) => line.quantity > 0),
        currency: operation.currency ?? cart.currency,
        stage: operation.checkout ? 'checkout' : cart.stage,
        statedValueMinor: operation.valueMinor,
      });
    case 'add':
      return active(cart, operation.at, {
        lines: addLine(cart.lines, operation.line),
        currency: operation.currency ?? cart.currency,
      });
    case 'remove':
      return active(cart, operation.at, { lines: removeQuantity(cart.lines, operation.productId, operation.quantity) });
    case 'purchase': {
      const lines = operation.lines === 'everything'
        ? []
        : operation.lines.reduce((left, { productId, quantity }) => removeQuantity(left, productId, quantity), cart.lines);
      return { ...cart, lines, valueMinor: valueOf(lines), status: 'purchased', purchasedAt: operation.at };
    }
    case 'purchase_cancelled':
      return cart.status === 'purchased' ? { ...cart, status: 'open', purchasedAt: null } : cart;
  }
}

/** The shopper touched the cart: a purchased cart that is filled again is open again. */
function active(
  cart: CartContents,
  at: number,
  change: { lines: readonly CartLine[]; currency?: string | null; stage?: CartStage; statedValueMinor?: number },
): CartContents {
  return {
    lines: change.lines,
    currency: change.currency ?? cart.currency,
    valueMinor: change.statedValueMinor ?? valueOf(change.lines),
    status: 'open',
    stage: change.stage ?? (cart.status === 'purchased' ? 'cart' : cart.stage),
    lastActivityAt: Math.max(cart.lastActivityAt, at),
    purchasedAt: cart.purchasedAt,
  };
}

function addLine(lines: readonly CartLine[], added: CartLine): readonly CartLine[] {
  const index = lines.findIndex((line) => line.productId === added.productId);
  const present = lines[index];
  if (!present) return added.quantity > 0 ? [...lines, added] : lines;
  return lines.with(index, { ...present, ...added, quantity: present.quantity + added.quantity });
}

function removeQuantity(lines: readonly CartLine[], productId: string, quantity: number): readonly CartLine[] {
  return lines
    .map((line) => (line.productId === productId ? { ...line, quantity: Math.max(0, line.quantity - quantity) } : line))
    .filter((line) => line.quantity > 0);
}

function valueOf(lines: readonly CartLine[]): number | null {
  if (lines.some((line) => line.unitPriceMinor === undefined)) return null;
  return lines.reduce((sum, line) => sum + line.quantity * (line.unitPriceMinor ?? 0), 0);
}
