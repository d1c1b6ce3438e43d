import { priceMinor } from '../cart-line-of.ts';
import { currencyOf } from '../currency-of.ts';
import { eventIdOf } from '../event-id.ts';
import { idText } from '../id-text.ts';
import { orderEventsOf } from '../order-events.ts';
import type { Translation } from '../platform.ts';
import { checkoutCartIdOf } from './cart-key.ts';
import { linesOf } from './line.ts';
import type { SegmentMessage } from './message.ts';

const noOrder: Translation = { kind: 'refused', path: 'properties.order_id', message: 'the order is not named' };
const noCurrency: Translation = {
  kind: 'refused',
  path: 'properties.currency',
  message: 'an amount in no currency: name it, or set the currency of the store',
};

export function orderCancelled({ properties, who, occurredAt }: SegmentMessage): Translation {
  const orderId = idText(properties['order_id']);
  if (orderId === undefined) return noOrder;
  const id = eventIdOf('segment', 'order', orderId, 'cancelled');
  return { kind: 'events', events: [{ id, type: 'order_cancelled', occurredAt, who, orderId }] };
}

/** Each call gives back its own amount. */
export function orderRefunded({ properties, who, occurredAt, messageId, settings }: SegmentMessage): Translation {
  const orderId = idText(properties['order_id']);
  if (orderId === undefined) return noOrder;
  const currency = currencyOf(properties['currency'], settings.currency);
  if (currency === null) return noCurrency;
  const refundedMinor = priceMinor(properties['total'] ?? properties['value'], currency);
  if (refundedMinor === null) return { kind: 'refused', path: 'properties.total', message: 'an amount of money' };
  const id = eventIdOf('segment', messageId);
  return {
    kind: 'events',
    events: [{ id, type: 'order_refunded', occurredAt, who, orderId, refundedMinor, currency }],
  };
}

/** `Order Completed`: the shop's page and its server may both send it, and mean one order. */
export function orderCompleted({ properties, who, occurredAt, settings }: SegmentMessage): Translation {
  const orderId = idText(properties['order_id']);
  if (orderId === undefined) return noOrder;
  const currency = currencyOf(properties['currency'], settings.currency);
  if (currency === null) return noCurrency;
  const totalMinor = priceMinor(properties['total'] ?? properties['revenue'] ?? properties['value'], currency);
  if (totalMinor === null) return { kind: 'refused', path: 'properties.total', message: 'an amount of money' };
  const { products } = properties;
  const events = orderEventsOf({
    platform: 'segment',
    orderId,
    who,
    meaning: 'bought',
    cartId: checkoutCartIdOf(properties, who) ?? undefined,
    lines: Array.isArray(products) ? linesOf(products, currency) : undefined,
    totalMinor,
    currency,
    orderedAt: occurredAt,
    paidAt: null,
    changedAt: occurredAt,
    refunds: [],
  });
  return { kind: 'events', events };
}
