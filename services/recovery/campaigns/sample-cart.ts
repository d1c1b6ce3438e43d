import type { CartLine } from '../../../domain/cart.ts';
import { minorUnitDigitsOf } from '../../../domain/money.ts';

/** What a preview shows where no cart is chosen: an invented one, in the currency of the store's carts. */
export function sampleCart(currency: string): {
  readonly lines: readonly CartLine[];
  readonly linesOmitted: number;
  readonly currency: string;
  readonly valueMinor: number;
} {
  const scale = 10 ** minorUnitDigitsOf(currency);
  const lines: readonly CartLine[] = [
    { productId: 'sample-1', name: 'Linen shirt, white, M', quantity: 1, unitPriceMinor: 49 * scale },
    { productId: 'sample-2', name: 'Canvas trainers, 42', quantity: 2, unitPriceMinor: 35 * scale },
  ];
  return { lines, linesOmitted: 0, currency, valueMinor: 119 * scale };
}

export const samplePerson = { firstName: 'Alex', locale: null } as const;
