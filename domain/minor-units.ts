import { minorUnitDigitsOf } from './money.ts';

const decimal = /^(-?)(\d{1,15})(?:\.(\d{1,20}))?$/;

/**
 * A decimal amount as shops write it (`'12.50'`, `'1000'`, `18.99`) in the currency's minor units, by digits and not by
 * floating point. What is finer than the currency (a unit price divided by a quantity) is rounded half away from zero.
 * Null: not a plain decimal number, or beyond exact integers.
 *
 * @example minorUnitsOf('12.50', 'EUR') // 1250; ('1000', 'JPY') // 1000; ('1.5', 'KWD') // 1500
 */
export function minorUnitsOf(amount: string | number, currency: string): number | null {
  const parts = decimal.exec(typeof amount === 'number' ? String(amount) : amount.trim());
  if (!parts) return null;
  const [, sign, whole = '', fraction = ''] = parts;
  const digits = minorUnitDigitsOf(currency);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  const truncated = Number(`${whole}${kept}`);
  const minor = truncated + (fraction.charAt(digits) >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(minor)) return null;
  return sign === '-' && minor !== 0 ? -minor : minor;
}
