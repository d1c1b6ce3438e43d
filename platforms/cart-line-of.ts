import { linesValue, lineTotal } from '../domain/cart-lines.ts';
import { amountOf } from '../domain/read-amount.ts';
import { idText } from './fields.ts';
import { readableText } from './plain-text.ts';
import { webUrl } from './web-url.ts';

const textLengthMax = 300;

/** One line of a platform's cart or order, its fields as they came. */
export interface PlatformLine {
  /** The surest first: the first that is an id names the product. */
  readonly ids: readonly unknown[];
  /** Where the first id is that of the product and not of its variant. */
  readonly variantId?: unknown;
  readonly quantity: unknown;
  /** As the shopper saw it: with the tax where the shop shows it. */
  readonly unitPrice?: unknown;
  /** Of all pieces of the line, as the shopper saw it. It wins, where the price of a piece is not exact. */
  readonly total?: unknown;
  /** Amounts that are taken off the whole line. */
  readonly discounts?: readonly unknown[];
  readonly name?: unknown;
  readonly url?: unknown;
  readonly imageUrl?: unknown;
  readonly category?: unknown;
}

export interface EventLine {
  readonly productId: string;
  readonly variantId?: string;
  readonly quantity: number;
  readonly unitPriceMinor?: number;
  /** What the whole line costs, where that is not its quantity at this price. */
  readonly totalMinor?: number;
  readonly name?: string;
  readonly url?: string;
  readonly imageUrl?: string;
  readonly category?: string;
}

/**
 * The goods of a cart or an order. A line without a product or a quantity is none, and neither is one that costs less
 * than nothing: that is a discount or a return (see `cartValueMinor`). A price counts only where the currency is known, because
 * its digits are the currency's.
 */
export function cartLinesOf(
  lines: readonly PlatformLine[],
  currency: string | null,
  siteUrl: string | null = null,
): EventLine[] {
  return lines.flatMap((line) => cartLineOf(line, currency, siteUrl) ?? []);
}

/** `siteUrl` completes addresses that are told without their site. */
export function cartLineOf(
  line: PlatformLine,
  currency: string | null,
  siteUrl: string | null = null,
): EventLine | null {
  const productId = line.ids.map(idText).find((id) => id !== undefined);
  const quantity = quantityOf(line.quantity);
  if (productId === undefined || quantity === null || quantity <= 0 || lowersTheValue(line)) return null;
  const variantId = idText(line.variantId);
  const unitPriceMinor = currency === null ? null : priceMinor(line.unitPrice, currency);
  const totalMinor =
    currency === null
      ? null
      : (priceMinor(line.total, currency) ?? discountedMinor(line, { quantity, unitPriceMinor, currency }));
  const name = readableText(line.name, textLengthMax);
  const url = webUrl(line.url, siteUrl);
  const imageUrl = webUrl(line.imageUrl, siteUrl);
  const category = readableText(line.category, textLengthMax);
  return {
    productId,
    ...(variantId !== undefined && variantId !== productId && { variantId }),
    quantity,
    ...(unitPriceMinor !== null && { unitPriceMinor }),
    ...(totalMinor !== null && { totalMinor }),
    ...(name !== undefined && { name }),
    ...(url !== undefined && { url }),
    ...(imageUrl !== undefined && { imageUrl }),
    ...(category !== undefined && { category }),
  };
}

/** What is left of a line after its discounts; null: nothing is taken off, or its price is not known. */
function discountedMinor(
  { discounts = [] }: PlatformLine,
  { quantity, unitPriceMinor, currency }: { quantity: number; unitPriceMinor: number | null; currency: string },
): number | null {
  const offMinor = discounts.reduce<number>((sum, discount) => sum + (priceMinor(discount, currency) ?? 0), 0);
  if (unitPriceMinor === null || offMinor === 0) return null;
  const wholeMinor = lineTotal({ productId: '', quantity, unitPriceMinor }) ?? 0;
  return Math.max(0, wholeMinor - offMinor);
}

/**
 * What a cart costs, in minor units: as the platform told it, else what its lines cost less the discounts and returns
 * among them. Null: not told and nothing to take off, so that the sum of the goods is right; or not known.
 */
export function cartValueMinor(told: unknown, lines: readonly PlatformLine[], currency: string | null): number | null {
  if (currency === null) return null;
  const toldMinor = priceMinor(told, currency);
  if (toldMinor !== null) return toldMinor;
  const discounts = lines.filter(lowersTheValue);
  const goods = linesValue(cartLinesOf(lines, currency));
  if (discounts.length === 0 || goods === null) return null;
  const takenOff = discounts.map((line) => linesValue([positive(line, currency)]));
  return takenOff.reduce<number | null>(
    (left, off) => (left === null || off === null ? null : Math.max(0, left - off)),
    goods,
  );
}

/** A price or total in minor units; null: none, less than nothing, or a text that can be read in two ways. */
export function priceMinor(amount: unknown, currency: string): number | null {
  const minor = amountOf(amount, currency);
  return minor === null || minor < 0 ? null : minor;
}

/** Discounts of some shops are products of −5.00, and what was given back at a till is −1 piece. */
export function lowersTheValue({ total, unitPrice, quantity }: PlatformLine): boolean {
  if (total !== undefined && total !== null) return isNegative(total);
  return isNegative(unitPrice) !== isNegative(quantity);
}

/** What a discount or a return takes off, as if it were goods. */
function positive({ total, unitPrice, quantity }: PlatformLine, currency: string) {
  const amount = (value: unknown) => priceMinor(withoutSign(value), currency) ?? undefined;
  return {
    productId: 'discount',
    quantity: quantityOf(withoutSign(quantity)) ?? 1,
    unitPriceMinor: amount(unitPrice),
    totalMinor: amount(total),
  };
}

const sign = /^\s*[-−]\s*/;

function isNegative(value: unknown): boolean {
  if (typeof value === 'number') return value < 0;
  return typeof value === 'string' && sign.test(value) && /[1-9]/.test(value);
}

function withoutSign(value: unknown): unknown {
  return typeof value === 'number' ? Math.abs(value) : typeof value === 'string' ? value.replace(sign, '') : value;
}

/** Pieces, or a measure with decimals: 2.5 metres, which some shops write as 2,5. */
function quantityOf(value: unknown): number | null {
  const text = typeof value === 'string' ? value.trim().replace(/^(\d+),(\d{1,2})$/, '$1.$2') : value;
  const quantity = typeof text === 'string' && text !== '' ? Number(text) : text;
  return typeof quantity === 'number' && Number.isFinite(quantity) ? quantity : null;
}
