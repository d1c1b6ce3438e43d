import { minorUnitDigitsOf } from '../../../domain/money.ts';

/** Minor units as platforms write amounts: `1250` in EUR is `12.50`. Undefined: not known, or not of which currency. */
export function amountText(minor: number | undefined, currency: string | undefined): string | undefined {
  if (minor === undefined || currency === undefined) return undefined;
  const digits = minorUnitDigitsOf(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
