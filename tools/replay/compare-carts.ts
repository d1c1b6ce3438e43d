import type { ExpectedCart } from '../../test/fold-oracle.ts';

/** A cart as the API shows it. */
export interface ReadCart {
  readonly externalId: string;
  readonly status: 'open' | 'purchased';
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly valueMinor: number | null;
}

export interface CartDifference {
  readonly cart: string;
  readonly what: 'missing' | 'unexpected' | 'contents' | 'value' | 'status';
  readonly expected: string;
  readonly found: string;
}

export interface CartComparison {
  readonly equal: number;
  /** Of the equal ones, those that two results would have been right for. */
  readonly either: number;
  readonly differences: readonly CartDifference[];
}

/**
 * Compares every cart of the fold with the one that was read, contents, value and status; and finds carts that nobody
 * expected. `otherwise` is the fold with all that cannot be told from outside taken the other way: a cart may be either.
 */
export async function compareCarts(
  expected: ReadonlyMap<string, ExpectedCart>,
  read: AsyncIterable<ReadCart>,
  isOurs: (externalId: string) => boolean,
  otherwise: ReadonlyMap<string, ExpectedCart> = expected,
): Promise<CartComparison> {
  const differences: CartDifference[] = [];
  const seen = new Set<string>();
  let equal = 0;
  let either = 0;
  for await (const cart of read) {
    if (!isOurs(cart.externalId) || seen.has(cart.externalId)) continue;
    seen.add(cart.externalId);
    const found = differencesOf(cart, expected.get(cart.externalId));
    const other = differencesOf(cart, otherwise.get(cart.externalId));
    if (found.length === 0 || other.length === 0) {
      equal += 1;
      if (found.length !== other.length) either += 1;
    } else differences.push(...found);
  }
  for (const [cart, { lines }] of expected) {
    if (!seen.has(cart))
      differences.push({ cart, what: 'missing', expected: contentsText(lines), found: 'no such cart' });
  }
  return { equal, either, differences };
}

export function differencesOf(read: ReadCart, expected: ExpectedCart | undefined): CartDifference[] {
  const cart = read.externalId;
  const lines = new Map<string, number>();
  for (const { productId, quantity } of read.lines) lines.set(productId, (lines.get(productId) ?? 0) + quantity);
  if (!expected) return [{ cart, what: 'unexpected', expected: 'no such cart', found: contentsText(lines) }];
  const pairs = [
    ['contents', contentsText(expected.lines), contentsText(lines)],
    ['value', String(expected.valueMinor), String(read.valueMinor)],
    ['status', expected.status, read.status],
  ] as const;
  return pairs
    .filter(([, wanted, found]) => wanted !== found)
    .map(([what, wanted, found]) => ({ cart, what, expected: wanted, found }));
}

function contentsText(lines: ReadonlyMap<string, number>): string {
  return lines.size === 0
    ? 'empty'
    : [...lines]
        .map(([product, quantity]) => `${product}×${quantity}`)
        .sort()
        .join(' ');
}
