import { sumOf } from '../cart-contents.ts';
import type { PlatformLine } from '../cart-line-of.ts';
import { digestOf } from '../event-id.ts';
import { type Fields, fields, idText } from '../fields.ts';
import { orderDetailsOf } from '../order-details.ts';
import { orderEventsOf } from '../order-events.ts';
import type { PlatformSettings, Translation } from '../platform.ts';
import { timeText } from '../time-text.ts';
import { brazePerson } from './person.ts';

interface PurchaseContext {
  readonly settings: PlatformSettings;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** Purchases of one order. */
export interface PurchasedOrder {
  readonly orderId: string;
  readonly purchases: readonly Fields[];
}

/**
 * Braze's own purchases (`purchases` of `/users/track`), an object for each product. Those of one user and one moment are
 * one order, unless `properties.order_id` says which; two equal ones are two pieces.
 */
export function purchasesByOrder(items: readonly Fields[]): readonly PurchasedOrder[] {
  return [...Map.groupBy(items, orderIdOf)].map(([orderId, purchases]) => ({ orderId, purchases }));
}

export function translatePurchases(
  { orderId, purchases }: PurchasedOrder,
  { settings, receivedAt }: PurchaseContext,
): Translation {
  const [first = {}] = purchases;
  const properties = fields(first['properties']);
  const toldAt = timeText(first['time']);
  const at = toldAt ?? new Date(receivedAt).toISOString();
  const lines = purchases.map(lineOf);
  const { currency, ...details } = orderDetailsOf(
    { total: null, currency: currencyIn(purchases), lines },
    settings.currency,
  );
  const events = orderEventsOf({
    ...details,
    currency,
    totalMinor: currency === null ? null : sumOf(lines, currency),
    platform: 'braze',
    orderId,
    who: brazePerson(first) ?? {},
    meaning: 'bought',
    cartId: idText(properties['cart_id']),
    orderedAt: at,
    paidAt: null,
    changedAt: at,
    version: toldAt ?? digestOf(purchases),
    refunds: [],
  });
  return events.length === 0 ? { kind: 'ignored', reason: 'no_person' } : { kind: 'events', events };
}

/** Without a number of its own: a name of its user and moment that tells nobody's address. */
function orderIdOf(item: Fields): string {
  const named = idText(fields(item['properties'])['order_id']);
  return named ?? `purchase:${digestOf([brazePerson(item), item['time']])}`;
}

/** Prices in several currencies add up to nothing. */
function currencyIn(purchases: readonly Fields[]): unknown {
  const [first, ...others] = new Set(purchases.map(({ currency }) => currency));
  return others.length === 0 ? first : 'several';
}

function lineOf(item: Fields): PlatformLine {
  const properties = fields(item['properties']);
  return {
    ids: [properties['variant_id'], item['product_id']],
    quantity: item['quantity'] ?? 1,
    unitPrice: item['price'],
    name: properties['product_name'] ?? properties['name'],
  };
}
