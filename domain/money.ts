/**
 * Money is an integer of minor units and an ISO 4217 code, exactly as the shop sent it.
 * It is never converted and never re-symbolised; adding two currencies is a bug.
 */
export interface Money {
  /** Integer count of the currency's smallest unit (cents for USD, yen for JPY). */
  readonly amountMinor: number;
  /** ISO 4217 alphabetic code, upper case. */
  readonly currency: string;
}

/** Digits after the decimal point for currencies that do not have two (ISO 4217, table A.1). */
const minorUnitDigits: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

export function minorUnitDigitsOf(currency: string): number {
  return minorUnitDigits[currency] ?? 2;
}

/** Digits that people of a currency's country know: Unicode's, where a smaller unit is in the books and not in shops. */
export function shownDigitsOf(currency: string): number {
  const known = shownDigits.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const digits = Math.min(maximumFractionDigits ?? 2, minorUnitDigitsOf(currency));
  shownDigits.set(currency, digits);
  return digits;
}

const shownDigits = new Map<string, number>();

/**
 * Writes money for a customer in `locale`, e.g. `$12.50`, with the digits that people know of the currency (12 990 Ft),
 * and with all of its digits where the amount has them.
 */
export function formatMoney({ amountMinor, currency }: Money, locale: string): string {
  const digits = minorUnitDigitsOf(currency);
  const whole = amountMinor % 10 ** (digits - shownDigitsOf(currency)) === 0;
  const shown = whole ? shownDigitsOf(currency) : digits;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  }).format(amountMinor / 10 ** digits);
}

/** Writes a quantity for a customer in `locale`: whole pieces as they are, a measure with up to three decimals. */
export function formatQuantity(quantity: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(quantity);
}
