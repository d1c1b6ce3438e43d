import { z } from 'zod';
import { cartLinesOf, type EventLine, priceMinor } from '../cart-line-of.ts';
import { digestOf, eventIdOf } from '../event-id.ts';
import { fields, fieldsOfEach } from '../fields.ts';
import { idText } from '../id-text.ts';
import { identifiedEvents } from '../identified-event.ts';
import { orderEventsOf, type PlatformRefund } from '../order-events.ts';
import { orderMeaningOf } from '../order-meaning.ts';
import type { PlatformSettings, Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { webUrl } from '../web-url.ts';
import type { KnownPerson } from '../who.ts';
import { cartIdMeta, metaId } from './meta.ts';
import { wooOrderStatuses } from './order-statuses.ts';
import { orderPerson, toldOf } from './person.ts';

const orderSchema = z.looseObject({
  id: z.union([z.number(), z.string()]),
  status: z.string(),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, 'an ISO 4217 code')
    .transform((code) => code.toUpperCase()),
  total: z.union([z.string(), z.number()]),
  line_items: z.array(z.looseObject({})),
});

type Order = z.infer<typeof orderSchema>;

/** `order.*`: the whole order; its status says what has happened. Every time is UTC and written without a zone. */
export function translateOrder(
  body: unknown,
  { settings, receivedAt }: { readonly settings: PlatformSettings; readonly receivedAt: number },
): Translation {
  const read = readAs(orderSchema, body);
  if (!read.ok) return read.refused;
  const order = read.value;
  const { currency } = order;
  const orderId = idText(order.id);
  if (orderId === undefined) return { kind: 'refused', path: 'id', message: 'an order without its id' };
  const totalMinor = priceMinor(order.total, currency);
  if (totalMinor === null) return { kind: 'refused', path: 'total', message: 'an amount of money' };
  const who = orderPerson(order);
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const meaning = orderMeaningOf(order.status.replace(/^wc-/, ''), settings, wooOrderStatuses);
  if (meaning === 'ignored') return { kind: 'ignored', reason: 'not_needed' };
  const received = new Date(receivedAt).toISOString();
  const orderedAt = timeText(order['date_created_gmt']) ?? received;
  const changedAt = timeText(order['date_modified_gmt']) ?? orderedAt;
  const paidAt = timeText(order['date_paid_gmt']);
  const lines = linesOf(order);
  const unpaid =
    meaning === 'payment_pending' || meaning === 'failed'
      ? unpaidCart(order, { orderId, who, lines, orderedAt, totalMinor })
      : null;
  const events = orderEventsOf({
    platform: 'woocommerce',
    orderId,
    who,
    meaning,
    cartId: unpaid?.cartId ?? metaId(order['meta_data'], cartIdMeta),
    lines,
    totalMinor,
    currency,
    orderedAt,
    boughtAt: paidAt,
    paidAt,
    changedAt,
    refunds: refundsOf(order, changedAt),
  });
  return {
    kind: 'events',
    events: [
      ...(unpaid?.events ?? []),
      ...events,
      ...identifiedEvents('woocommerce', { who, told: toldOf(order), occurredAt: orderedAt }),
    ],
  };
}

/** After discounts. WooCommerce divides a line's total by its quantity: what is finer than the currency is rounded. */
function linesOf({ line_items, currency }: Order): EventLine[] {
  return cartLinesOf(
    line_items.map((item) => ({
      ids: [unlessZero(item['variation_id']), unlessZero(item['product_id']), `line:${String(item['id'])}`],
      quantity: item['quantity'],
      unitPrice: item['price'],
      name: item['name'],
      imageUrl: fields(item['image'])['src'],
    })),
    currency,
  );
}

/** 0 means none. */
function unlessZero(value: unknown): unknown {
  return value === 0 || value === '0' ? undefined : value;
}

/** Amounts of refunds are written as negative numbers, and their times not at all. */
function refundsOf(order: Order, at: string): readonly PlatformRefund[] {
  return fieldsOfEach(order['refunds']).flatMap((refund) => {
    const id = idText(refund['id']);
    const amountMinor = priceMinor(String(refund['total'] ?? '').replace(/^-/, ''), order.currency);
    return id === undefined || amountMinor === null ? [] : [{ id, at, amountMinor }];
  });
}

/**
 * An order that waits for its money or could not be paid, in a shop whose carts nobody sees: what was ordered becomes the cart that can be
 * paid for, opened by the order's own payment page. A cart that is known needs no second one.
 */
function unpaidCart(
  order: Order,
  {
    orderId,
    who,
    lines,
    orderedAt,
    totalMinor,
  }: { orderId: string; who: KnownPerson; lines: readonly EventLine[]; orderedAt: string; totalMinor: number },
) {
  if (metaId(order['meta_data'], cartIdMeta) !== undefined || lines.length === 0) return null;
  const cartId = `order:${orderId}`;
  const restoreUrl = webUrl(order['payment_url']);
  const event = {
    id: eventIdOf('woocommerce', 'unpaid', orderId, digestOf(lines)),
    type: 'checkout_started',
    occurredAt: orderedAt,
    who,
    cartId,
    lines,
    currency: order.currency,
    valueMinor: totalMinor,
    ...(restoreUrl !== undefined && { restoreUrl }),
  };
  return { cartId, events: [event] };
}
