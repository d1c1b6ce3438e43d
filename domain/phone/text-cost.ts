/** What one SMS of one part costs the store in a country, as the store was told by its provider. */
export interface SegmentPrice {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Millionths of the currency's unit: prices are below a cent. */
  readonly micros: number;
}

export interface TextPrices {
  /** ISO 4217; null: the store set none. */
  readonly currency: string | null;
  readonly prices: readonly SegmentPrice[];
}

/** What texts cost, in millionths of the currency's unit. */
export interface TextCost {
  readonly currency: string;
  readonly micros: number;
}

/** How long an SMS gets at most, and what the store allows. */
export interface SmsLength {
  /** As how many SMS it is billed. */
  readonly parts: number;
  readonly partsMax: number;
  /** Of all parts where the store names a price, by the dearest of its prices; null: it names none. */
  readonly cost: TextCost | null;
}

export const microsPerUnit = 1_000_000;

/**
 * What a text of so many parts costs to a number whose country is one of these. Where the code of a number stands for several
 * countries, the dearest of them; null: of one of them nobody said what it costs.
 */
export function textCost(
  segments: number,
  countries: readonly string[],
  { currency, prices }: TextPrices,
): TextCost | null {
  if (currency === null || countries.length === 0) return null;
  const each = countries.map((country) => prices.find((price) => price.country === country)?.micros);
  if (each.some((micros) => micros === undefined)) return null;
  return { currency, micros: segments * Math.max(...each.map((micros) => micros ?? 0)) };
}

/** The most that a text of so many parts costs anywhere that the store named a price for, in millionths; null: nowhere. */
export function dearest(segments: number, { prices }: Pick<TextPrices, 'prices'>): number | null {
  if (prices.length === 0 || segments === 0) return null;
  return segments * Math.max(...prices.map(({ micros }) => micros));
}

/** `0.0831`, of millionths; as the API writes and reads prices. */
export function decimalOf(micros: number): string {
  const digits = String(micros).padStart(7, '0');
  let decimals = digits.slice(-6);
  while (decimals.length > 2 && decimals.endsWith('0')) decimals = decimals.slice(0, -1);
  return `${digits.slice(0, -6)}.${decimals}`;
}

/** Millionths of a price that is written as `0.0831`; the caller has checked its form. */
export function microsOf(decimal: string): number {
  const [units = '0', decimals = ''] = decimal.split('.');
  return Number(units) * microsPerUnit + Number(decimals.padEnd(6, '0').slice(0, 6));
}
