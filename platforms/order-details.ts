import { amountMinorMax } from '../events/event.ts';
import { cartLinesOf, type EventLine, lowersTheValue, type PlatformLine, priceMinor } from './cart-line-of.ts';
import { currencyOf } from './currency-of.ts';

/** What a platform says of an order beside its id and its buyer, as it came. */
export interface ToldDetails {
  readonly total: unknown;
  readonly currency: unknown;
  /** Null: the platform tells no lines, or nothing that is a list. */
  readonly lines: readonly PlatformLine[] | null;
}

/** The part of it that can be used. */
export interface OrderDetails {
  readonly totalMinor: number | null;
  readonly currency: string | null;
  /** Absent: the order took the whole cart. */
  readonly lines: readonly EventLine[] | undefined;
  readonly linesOmitted: number;
  /** What was told and cannot be used, by the names of the event's fields. */
  readonly incomplete: readonly string[];
}

/**
 * The details of an order as far as they can be read: an amount that cannot be, or that is in no currency, costs the
 * amount and never the order. An order of which no line can be read took the whole cart.
 */
export function orderDetailsOf(told: ToldDetails, ofStore: string | null): OrderDetails {
  const currency = currencyOf(told.currency, ofStore);
  const totalMinor = currency === null ? null : totalOf(told.total, currency);
  // A discount is nothing that the order lacks.
  const goods = (told.lines ?? []).filter((line) => !lowersTheValue(line));
  const lines = cartLinesOf(goods, currency);
  const linesOmitted = goods.length - lines.length;
  const incomplete = [
    ...(isTold(told.total) && totalMinor === null ? ['totalMinor'] : []),
    ...(isTold(told.currency) && currency === null ? ['currency'] : []),
    ...(linesOmitted > 0 ? ['lines'] : []),
  ];
  return { totalMinor, currency, lines: lines.length > 0 ? lines : undefined, linesOmitted, incomplete };
}

function totalOf(total: unknown, currency: string): number | null {
  const minor = priceMinor(total, currency);
  return minor !== null && minor <= amountMinorMax ? minor : null;
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
