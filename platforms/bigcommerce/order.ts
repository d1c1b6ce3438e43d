import { printed } from '../../domain/printed.ts';
import { type PlatformLine, priceMinor } from '../cart-line-of.ts';
import { type Fields, fields, fieldsOfEach, idText } from '../fields.ts';
import { identifyEvents } from '../identify-event.ts';
import { orderDetailsOf } from '../order-details.ts';
import { orderEventsOf, type PlatformRefund } from '../order-events.ts';
import { orderMeaningOf } from '../order-meaning.ts';
import type { FetchedBody, PlatformSettings, Translation } from '../platform.ts';
import { profileFields } from '../profile-fields.ts';
import { timeText } from '../time-text.ts';
import { giftCertificateId } from './gift-certificate.ts';
import { bigcommerceOrderStatuses, statusOf } from './order-statuses.ts';
import { personOf } from './person.ts';

/**
 * An order of the V2 API. Its products and refunds are resources of their own: where the asker put them in (`products`,
 * `refunds` as lists) they count, where not the order took the whole cart.
 */
export function translateOrder(
  { id, body, fetchedAt }: Pick<FetchedBody, 'id' | 'body' | 'fetchedAt'>,
  settings: PlatformSettings,
): Translation {
  const order = fields(body);
  if (order['id'] === undefined && order['status_id'] === undefined)
    return { kind: 'refused', path: 'id', message: 'an order of the V2 API' };
  if (isTest(order)) return { kind: 'ignored', reason: 'test_order' };
  const cartId = idText(order['cart_id']);
  const billing = fields(order['billing_address']);
  const who = personOf({
    cartId,
    customerId: order['customer_id'],
    emails: [billing['email']],
    phones: [billing['phone']],
    countries: [billing['country_iso2'], settings.country],
  });
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const meaning = orderMeaningOf(statusOf(order), settings, bigcommerceOrderStatuses);
  if (meaning === 'ignored') return { kind: 'ignored', reason: 'not_needed' };
  const details = orderDetailsOf(
    { total: order['total_inc_tax'], currency: order['currency_code'], lines: linesOf(order) },
    settings.currency,
  );
  const orderedAt = timeText(order['date_created']) ?? new Date(fetchedAt).toISOString();
  const changedAt = timeText(order['date_modified']) ?? orderedAt;
  const told = profileFields({
    firstNames: [billing['first_name']],
    locales: [order['customer_locale']],
    countries: [billing['country_iso2']],
  });
  return {
    kind: 'events',
    events: [
      ...orderEventsOf({
        ...details,
        platform: 'bigcommerce',
        orderId: idText(order['id']) ?? id,
        who,
        meaning,
        cartId,
        orderedAt,
        paidAt: null,
        changedAt,
        refunds: refundsOf(order, details.currency, changedAt),
      }),
      ...identifyEvents('bigcommerce', { who, told, occurredAt: orderedAt }),
    ],
  };
}

/** BigCommerce marks trials by the way of paying only: its own gateway that moves no money. */
function isTest({ payment_method: method }: Fields): boolean {
  return typeof method === 'string' && /^test payment gateway\b/i.test(method.trim());
}

function linesOf({ products }: Fields): readonly PlatformLine[] | null {
  if (!Array.isArray(products)) return null;
  return fieldsOfEach(products).map((product) => ({
    ids:
      product['type'] === 'giftcertificate'
        ? [giftCertificateId]
        : [unlessZero(product['variant_id']), unlessZero(product['product_id']), `line:${printed(product['id'])}`],
    quantity: product['quantity'],
    unitPrice: product['price_inc_tax'] ?? product['base_price'],
    name: product['name'],
  }));
}

/** Custom products have the number 0. */
function unlessZero(value: unknown): unknown {
  return value === 0 ? undefined : value;
}

function refundsOf(order: Fields, currency: string | null, changedAt: string): readonly PlatformRefund[] {
  if (currency === null) return [];
  return fieldsOfEach(order['refunds']).flatMap((refund) => {
    const id = idText(refund['id']);
    const amountMinor = priceMinor(refund['total_amount'], currency);
    return id === undefined || amountMinor === null
      ? []
      : [{ id, at: timeText(refund['created']) ?? changedAt, amountMinor }];
  });
}
