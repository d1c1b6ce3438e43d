import { z } from 'zod';
import { priceMinor } from '../cart-line-of.ts';
import { idText } from '../id-text.ts';
import { orderEventsOf } from '../order-events.ts';
import { orderMeaningOf } from '../order-meaning.ts';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { whoOf } from '../who.ts';
import { anonymousIdOf, cartAliasesOf, cartIdOf } from './cart-key.ts';
import { buyerConsents, customerConsents } from './consents.ts';
import { currencySchema } from './currency.ts';
import { happenedText } from './happened.ts';
import { shopifyIdentified } from './identified.ts';
import { lineItemsSchema, shopifyLines } from './lines.ts';
import { shopifyOrderStatuses, statusOf } from './order-statuses.ts';
import { customerOf, personOf } from './person.ts';
import { refundOf } from './refund.ts';
import type { ShopifyContext } from './shopify-context.ts';

const orderSchema = z.looseObject({
  // A subscription may leave fields out; without its lines an order took the whole cart.
  line_items: lineItemsSchema.optional(),
  currency: currencySchema,
  total_price: z.union([z.string(), z.number()]),
});

/** `orders/*` of whatever kind: the body is the whole order, and its state says what has happened. */
export function translateOrder(
  body: unknown,
  context: ShopifyContext,
  { paidNow = false }: { readonly paidNow?: boolean } = {},
): Translation {
  const read = readAs(orderSchema, body);
  if (!read.ok) return read.refused;
  const order = read.value;
  const { currency } = order;
  const orderId = idText(order['id']);
  if (orderId === undefined) return { kind: 'refused', path: 'id', message: 'an order without its id' };
  const totalMinor = priceMinor(order.total_price, currency);
  if (totalMinor === null) return { kind: 'refused', path: 'total_price', message: 'an amount of money' };
  const cartId = cartIdOf(order['cart_token'], order['checkout_token']);
  const who = whoOf({ ...personOf(order), anonymousId: anonymousIdOf(cartId, order['note_attributes']) });
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const meaning = orderMeaningOf(statusOf(order), context.settings, shopifyOrderStatuses);
  if (meaning === 'ignored') return { kind: 'ignored', reason: 'not_needed' };
  const changedAt = happenedText(order['updated_at'], context);
  const orderedAt = timeText(order['processed_at'] ?? order['created_at']) ?? changedAt;
  const events = orderEventsOf({
    platform: 'shopify',
    orderId,
    who,
    meaning,
    cartId,
    ...cartAliasesOf(order['cart_token'], order['checkout_token']),
    lines: order.line_items && shopifyLines(order.line_items, currency),
    totalMinor,
    currency,
    orderedAt,
    // No field tells when an order was paid; the topic of its payment does.
    boughtAt: paidNow ? changedAt : null,
    paidAt: paidNow || order['financial_status'] === 'paid' ? changedAt : null,
    changedAt: timeText(order['cancelled_at']) ?? changedAt,
    version: timeText(order['updated_at']) ?? undefined,
    refunds: refundsOf(order['refunds'], currency),
  });
  const told = { who, occurredAt: orderedAt };
  return {
    kind: 'events',
    events: [
      ...events,
      ...shopifyIdentified(order, told),
      ...buyerConsents(order, { ...told, of: `order:${orderId}` }),
      ...customerConsents(customerOf(order), told),
    ],
  };
}

function refundsOf(refunds: unknown, currency: string) {
  return Array.isArray(refunds) ? refunds.flatMap((refund) => refundOf(refund, currency) ?? []) : [];
}
