import { minorUnitsOf } from '../../domain/minor-units.ts';
import { idText } from './id-text.ts';
import { plainText } from './plain-text.ts';
import { webUrl } from './web-url.ts';

const textLengthMax = 300;

/** One line of a platform's cart or order, its fields as they came. */
export interface PlatformLine {
  /** The surest first: the first that is an id names the product. */
  readonly ids: readonly unknown[];
  readonly quantity: unknown;
  readonly unitPrice?: unknown;
  /** Amounts that are taken off the whole line. */
  readonly discounts?: readonly unknown[];
  readonly name?: unknown;
  readonly url?: unknown;
  readonly imageUrl?: unknown;
  readonly category?: unknown;
}

export interface EventLine {
  readonly productId: string;
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
 * The lines of a cart or an order. A line without a product or a quantity is none; a price counts only where the
 * currency is known, because its digits are the currency's.
 */
export function cartLinesOf(lines: readonly PlatformLine[], currency: string | null): EventLine[] {
  return lines.flatMap((line) => cartLineOf(line, currency) ?? []);
}

export function cartLineOf(line: PlatformLine, currency: string | null): EventLine | null {
  const productId = line.ids.map(idText).find((id) => id !== undefined);
  const quantity = wholeQuantity(line.quantity);
  if (productId === undefined || quantity === null) return null;
  const unitPriceMinor = currency === null ? null : priceMinor(line.unitPrice, currency);
  const totalMinor = currency === null ? null : discountedMinor(line, { quantity, unitPriceMinor, currency });
  const name = plainText(line.name, textLengthMax);
  const url = webUrl(line.url);
  const imageUrl = webUrl(line.imageUrl);
  const category = plainText(line.category, textLengthMax);
  return {
    productId,
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
  return Math.max(0, Math.round(quantity * unitPriceMinor) - offMinor);
}

/** A price or total in minor units; null: none, or less than nothing. */
export function priceMinor(amount: unknown, currency: string): number | null {
  if (typeof amount !== 'string' && typeof amount !== 'number') return null;
  const minor = minorUnitsOf(amount, currency);
  return minor === null || minor < 0 ? null : minor;
}

/** Half a metre of cloth is one thing to come back for. */
function wholeQuantity(value: unknown): number | null {
  const quantity = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof quantity === 'number' && Number.isFinite(quantity) && quantity > 0 ? Math.ceil(quantity) : null;
}
