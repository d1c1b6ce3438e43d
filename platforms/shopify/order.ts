import { z } from 'zod';
import { fieldsOfEach, idText } from '../fields.ts';
import { orderDetailsOf } from '../order-details.ts';
import { orderEventsOf } from '../order-events.ts';
import { orderMeaningOf } from '../order-meaning.ts';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { whoOf } from '../who.ts';
import { anonymousIdOf, cartAliasesOf, cartIdOf } from './cart-key.ts';
import { buyerConsents, customerConsents } from './consents.ts';
import { occurredAtText } from './happened.ts';
import { shopifyIdentify } from './identified.ts';
import { shopifyLine } from './lines.ts';
import { shopifyOrderStatuses, statusOf } from './order-statuses.ts';
import { customerOf, personOf } from './person.ts';
import { refundOf } from './refund.ts';
import type { ShopifyContext } from './shopify-context.ts';

const orderSchema = z.looseObject({});

/**
 * `orders/*` of whatever kind: the body is the whole order, and its state says what has happened. Its id and a person or
 * a cart make it an order: a subscription may leave other fields out, and what cannot be read is named as incomplete.
 */
export function translateOrder(
  body: unknown,
  context: ShopifyContext,
  { paidNow = false, cancelledNow = false }: { readonly paidNow?: boolean; readonly cancelledNow?: boolean } = {},
): Translation {
  const read = readAs(orderSchema, body);
  if (!read.ok) return read.refused;
  const order = read.value;
  const orderId = idText(order['id']);
  if (orderId === undefined) return { kind: 'refused', path: 'id', message: 'an order without its id' };
  if (order['test'] === true) return { kind: 'ignored', reason: 'test_order' };
  const cartId = cartIdOf(order['cart_token'], order['checkout_token']);
  const who = whoOf({
    ...personOf(order, context.settings.country),
    anonymousId: anonymousIdOf(cartId, order['note_attributes']),
  });
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const meaning = orderMeaningOf(statusOf(order, { cancelledNow }), context.settings, shopifyOrderStatuses);
  if (meaning === 'ignored') return { kind: 'ignored', reason: 'not_needed' };
  const items = order['line_items'];
  const details = orderDetailsOf(
    {
      total: order['total_price'],
      currency: order['currency'],
      lines: Array.isArray(items) ? fieldsOfEach(items).map(shopifyLine) : null,
    },
    context.settings.currency,
  );
  const changedAt = occurredAtText(order['updated_at'], context);
  const orderedAt = timeText(order['processed_at'] ?? order['created_at']) ?? changedAt;
  const events = orderEventsOf({
    ...details,
    platform: 'shopify',
    orderId,
    who,
    meaning,
    cartId,
    ...cartAliasesOf(order['cart_token'], order['checkout_token']),
    orderedAt,
    // No field tells when an order was paid; the topic of its payment does.
    boughtAt: paidNow ? changedAt : null,
    paidAt: paidNow || order['financial_status'] === 'paid' ? changedAt : null,
    changedAt: timeText(order['cancelled_at']) ?? changedAt,
    version: timeText(order['updated_at']) ?? undefined,
    refunds: refundsOf(order['refunds'], details.currency),
  });
  const told = { who, occurredAt: orderedAt };
  return {
    kind: 'events',
    events: [
      ...events,
      ...shopifyIdentify(order, told),
      ...buyerConsents(order, { ...told, of: `order:${orderId}` }),
      ...customerConsents(customerOf(order), told),
    ],
  };
}

function refundsOf(refunds: unknown, currency: string | null) {
  if (currency === null) return [];
  return fieldsOfEach(refunds).flatMap((refund) => refundOf(refund, currency) ?? []);
}
