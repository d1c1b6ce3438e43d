import { sumOf } from '../cart-contents.ts';
import { priceMinor } from '../cart-line-of.ts';
import { currencyOf } from '../currency-of.ts';
import { eventIdOf } from '../event-id.ts';
import { idText } from '../fields.ts';
import { orderDetailsOf } from '../order-details.ts';
import { orderEventsOf, refunded } from '../order-events.ts';
import type { Translation } from '../platform.ts';
import { orderCartIdOf } from './cart-key.ts';
import { linesIn } from './line.ts';
import type { SegmentMessage } from './segment-message.ts';

const noOrder: Translation = { kind: 'refused', path: 'properties.order_id', message: 'the order is not named' };
const noPerson: Translation = { kind: 'ignored', reason: 'no_person' };

/** `Order Completed`: the shop's page and its server may both send it, and mean one order. */
export function orderCompleted(message: SegmentMessage): Translation {
  return orderOf(message, 'bought');
}

export function orderCancelled(message: SegmentMessage): Translation {
  return orderOf(message, 'cancelled');
}

function orderOf(
  { properties, who, occurredAt, messageId, isDated, settings }: SegmentMessage,
  meaning: 'bought' | 'cancelled',
): Translation {
  const orderId = orderIdOf(properties);
  if (orderId === undefined) return noOrder;
  const total = properties['total'] ?? properties['revenue'] ?? properties['value'];
  const events = orderEventsOf({
    ...orderDetailsOf({ total, currency: properties['currency'], lines: linesIn(properties) }, settings.currency),
    platform: 'segment',
    orderId,
    who,
    meaning,
    cartId: orderCartIdOf(properties, who),
    orderedAt: occurredAt,
    paidAt: null,
    changedAt: occurredAt,
    version: isDated ? undefined : messageId,
    refunds: [],
  });
  return events.length === 0 ? noPerson : { kind: 'events', events };
}

/** Each call gives back its own amount, or what the goods cost that it lists. */
export function orderRefunded({ properties, who, occurredAt, messageId, settings }: SegmentMessage): Translation {
  const orderId = orderIdOf(properties);
  if (orderId === undefined) return noOrder;
  const currency = currencyOf(properties['currency'], settings.currency);
  if (currency === null)
    return {
      kind: 'refused',
      path: 'properties.currency',
      message: 'an amount in no currency: name it, or set the currency of the store',
    };
  const lines = linesIn(properties);
  const amountMinor =
    priceMinor(properties['total'] ?? properties['value'], currency) ?? (lines && sumOf(lines, currency));
  if (amountMinor === null) return { kind: 'refused', path: 'properties.total', message: 'an amount of money' };
  const [event] = refunded({
    platform: 'segment',
    orderId,
    who,
    currency,
    refunds: [{ id: messageId, at: occurredAt, amountMinor }],
  });
  if (!event) return { kind: 'ignored', reason: 'not_needed' };
  return { kind: 'events', events: [{ ...event, id: eventIdOf('segment', messageId) }] };
}

/** Shops that write the properties in camelCase write this one so too. */
function orderIdOf(properties: SegmentMessage['properties']): string | undefined {
  return idText(properties['order_id']) ?? idText(properties['orderId']);
}
