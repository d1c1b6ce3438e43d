import { minorUnitsOf } from '../../../domain/minor-units.ts';
import { minorUnitDigitsOf } from '../../../domain/money.ts';
import { readAmount } from '../../../domain/read-amount.ts';

/**
 * A price that a page shows or tells its own scripts, in minor units of `currency`. Null: none, or none that is sure. A
 * number with decimals in a currency that has none is a text that a script cut (`parseFloat('12.990')`).
 */
export function shownAmount(price: unknown, currency: string | null, locale?: string): number | null {
  if (currency === null) return null;
  if (typeof price === 'string') return readAmount(price, currency, locale);
  if (typeof price !== 'number' || price < 0) return null;
  return Number.isInteger(price) || minorUnitDigitsOf(currency) > 0 ? minorUnitsOf(price, currency) : null;
}
