import { z } from 'zod';
import { cartLinesOf, type EventLine, priceMinor } from '../cart-line-of.ts';
import { fields, fieldsOfEach } from '../fields.ts';
import { idText } from '../id-text.ts';
import { identifiedEvents } from '../identified-event.ts';
import { orderEventsOf, type PlatformRefund } from '../order-events.ts';
import { orderMeaningOf } from '../order-meaning.ts';
import type { FetchedBody, PlatformSettings, Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { toldOfPerson } from '../told-of-person.ts';
import { bigcommerceOrderStatuses, statusOf } from './order-statuses.ts';
import { personOf } from './person.ts';

const orderSchema = z.looseObject({
  total_inc_tax: z.union([z.string(), z.number()]),
  currency_code: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code'),
});

type Order = z.infer<typeof orderSchema>;

/**
 * An order of the V2 API. Its products and refunds are resources of their own: where the asker put them in (`products`,
 * `refunds` as lists) they count, where not the order took the whole cart.
 */
export function translateOrder(
  { id, body, fetchedAt }: Pick<FetchedBody, 'id' | 'body' | 'fetchedAt'>,
  settings: PlatformSettings,
): Translation {
  const read = readAs(orderSchema, body);
  if (!read.ok) return read.refused;
  const order = read.value;
  const currency = order.currency_code;
  const totalMinor = priceMinor(order.total_inc_tax, currency);
  if (totalMinor === null) return { kind: 'refused', path: 'total_inc_tax', message: 'an amount of money' };
  const cartId = idText(order['cart_id']);
  const billing = fields(order['billing_address']);
  const who = personOf({
    cartId,
    customerId: order['customer_id'],
    emails: [billing['email']],
    phones: [billing['phone']],
  });
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const meaning = orderMeaningOf(statusOf(order), settings, bigcommerceOrderStatuses);
  if (meaning === 'ignored') return { kind: 'ignored', reason: 'not_needed' };
  const orderedAt = timeText(order['date_created']) ?? new Date(fetchedAt).toISOString();
  const changedAt = timeText(order['date_modified']) ?? orderedAt;
  const told = toldOfPerson({
    firstNames: [billing['first_name']],
    locales: [order['customer_locale']],
    countries: [billing['country_iso2']],
  });
  return {
    kind: 'events',
    events: [
      ...orderEventsOf({
        platform: 'bigcommerce',
        orderId: idText(order['id']) ?? id,
        who,
        meaning,
        cartId,
        lines: linesOf(order, currency),
        totalMinor,
        currency,
        orderedAt,
        paidAt: null,
        changedAt,
        refunds: refundsOf(order, currency, changedAt),
      }),
      ...identifiedEvents('bigcommerce', { who, told, occurredAt: orderedAt }),
    ],
  };
}

function linesOf(order: Order, currency: string): EventLine[] | undefined {
  if (!Array.isArray(order['products'])) return undefined;
  return cartLinesOf(
    fieldsOfEach(order['products']).map((product) => ({
      ids: [unlessZero(product['variant_id']), unlessZero(product['product_id']), `line:${String(product['id'])}`],
      quantity: product['quantity'],
      unitPrice: product['price_inc_tax'] ?? product['base_price'],
      name: product['name'],
    })),
    currency,
  );
}

/** Custom products have the number 0. */
function unlessZero(value: unknown): unknown {
  return value === 0 ? undefined : value;
}

function refundsOf(order: Order, currency: string, changedAt: string): readonly PlatformRefund[] {
  return fieldsOfEach(order['refunds']).flatMap((refund) => {
    const id = idText(refund['id']);
    const amountMinor = priceMinor(refund['total_amount'], currency);
    return id === undefined || amountMinor === null
      ? []
      : [{ id, at: timeText(refund['created']) ?? changedAt, amountMinor }];
  });
}
