import { type Money, minorUnitDigitsOf } from '../money.ts';

/** An amount as programs write it: `12.50`. */
export function formatPlainAmount({ amountMinor, currency }: Money): string {
  const digits = minorUnitDigitsOf(currency);
  return (amountMinor / 10 ** digits).toFixed(digits);
}
