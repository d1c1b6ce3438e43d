import { minorUnitDigitsOf } from '../../domain/money.ts';
import type { JsonValue } from '../json-value.ts';
import { type Conversion, type ConversionContext, usual } from './conversion.ts';

/**
 * An amount in whole units with its currency's decimals (`"89.00"` EUR). Without decimals nobody can know the unit, and
 * without a currency nobody knows how many decimals there should be. Money: always a proposal to a person.
 */
export const decimalMoney: Conversion = {
  name: 'decimal_money',
  kinds: ['minor_units'],
  formOf(value, context) {
    const digits = digitsOf(context);
    if (digits === null || digits === 0) return null;
    if (typeof value === 'number')
      return !Number.isInteger(value) && isExact(value, digits) ? `number:${digits}` : null;
    return typeof value === 'string' && decimalsIn(value) === digits ? `text:${digits}` : null;
  },
  convert(value, form) {
    const digits = Number(form.split(':')[1]);
    if (typeof value === 'string') return Number(value.replace('.', ''));
    return typeof value === 'number' ? Math.round(value * 10 ** digits) : undefined;
  },
  invert(value, form): JsonValue | undefined {
    if (typeof value !== 'number') return undefined;
    const [kind, digits = ''] = form.split(':');
    const text = (value / 10 ** Number(digits)).toFixed(Number(digits));
    return kind === 'text' ? text : Number(text);
  },
  confidence: () => usual,
};

function digitsOf({ document }: ConversionContext): number | null {
  const currency = document['currency'];
  return typeof currency === 'string' && /^[A-Za-z]{3}$/.test(currency)
    ? minorUnitDigitsOf(currency.toUpperCase())
    : null;
}

function isExact(value: number, digits: number): boolean {
  return Number(value.toFixed(digits)) === value;
}

function decimalsIn(text: string): number | undefined {
  return /^(?:0|[1-9]\d{0,12})\.(\d{1,4})$/.exec(text)?.[1]?.length;
}
