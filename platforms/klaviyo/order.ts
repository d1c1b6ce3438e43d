import { sumOf } from '../cart-contents.ts';
import { priceMinor } from '../cart-line-of.ts';
import { idText } from '../fields.ts';
import { orderDetailsOf } from '../order-details.ts';
import { orderEventsOf, refunded } from '../order-events.ts';
import type { Translation } from '../platform.ts';
import { isNobody } from '../who.ts';
import { itemLines } from './lines.ts';
import { cartIdOf, namedCartIdOf } from './person.ts';
import type { TranslatedEvent } from './understood-event.ts';

const noOrder: Translation = { kind: 'refused', path: 'properties.OrderId', message: 'the order is not named' };

export function orderOf(event: TranslatedEvent, meaning: 'bought' | 'cancelled'): Translation {
  const { properties, occurredAt, isDated, who, uniqueId } = event;
  const orderId = orderIdOf(event);
  if (orderId === undefined) return noOrder;
  const events = orderEventsOf({
    ...orderDetailsOf({ total: event.value, currency: event.currency, lines: itemLines(properties) }, event.ofStore),
    platform: 'klaviyo',
    orderId,
    who,
    meaning,
    cartId: isNobody(who) ? namedCartIdOf(properties) : cartIdOf(properties, who),
    orderedAt: occurredAt,
    paidAt: null,
    changedAt: occurredAt,
    version: isDated ? undefined : uniqueId,
    refunds: [],
  });
  return events.length === 0 ? { kind: 'ignored', reason: 'no_person' } : { kind: 'events', events };
}

/** Says its own amount, not the order's: it places nothing. */
export function refundOf(event: TranslatedEvent): Translation {
  const { isoCurrency: currency, who, uniqueId, occurredAt } = event;
  const orderId = orderIdOf(event);
  if (orderId === undefined) return noOrder;
  if (currency === null)
    return {
      kind: 'refused',
      path: 'value_currency',
      message: 'an amount in no currency: name it, or set the currency of the store',
    };
  const lines = itemLines(event.properties);
  const amountMinor = priceMinor(event.value, currency) ?? (lines && sumOf(lines, currency));
  if (amountMinor === null) return { kind: 'refused', path: 'value', message: 'an amount of money' };
  const events = refunded({
    platform: 'klaviyo',
    orderId,
    who,
    currency,
    refunds: [{ id: uniqueId, at: occurredAt, amountMinor }],
  });
  return events.length === 0 ? { kind: 'ignored', reason: 'not_needed' } : { kind: 'events', events };
}

function orderIdOf({ properties, uniqueId }: TranslatedEvent): string | undefined {
  const named = ['OrderId', 'OrderID', 'order_id', '$event_id'].map((name) => properties[name]);
  return [...named, uniqueId].map(idText).find((id) => id !== undefined);
}
