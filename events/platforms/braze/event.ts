import { cartLinesOf, type EventLine, priceMinor } from '../cart-line-of.ts';
import { currencyOf } from '../currency-of.ts';
import { digestOf, eventIdOf } from '../event-id.ts';
import { type Fields, fields, fieldsOfEach } from '../fields.ts';
import { idText } from '../id-text.ts';
import { orderEventsOf, refunded } from '../order-events.ts';
import type { PlatformSettings, Translation } from '../platform.ts';
import { timeText } from '../time-text.ts';
import { webUrl } from '../web-url.ts';
import type { KnownPerson } from '../who.ts';
import { brazePerson } from './person.ts';

interface BrazeEvent {
  readonly properties: Fields;
  readonly who: KnownPerson;
  readonly occurredAt: string;
  readonly currency: string | null;
  /** Braze's events have no id: what they say is their id. */
  readonly digest: string;
}

type Translate = (event: BrazeEvent) => Translation;

const names: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['ecommerce.product_viewed', productViewed],
  ['ecommerce.cart_updated', cartUpdated],
  ['ecommerce.checkout_started', checkoutStarted],
  ['ecommerce.order_placed', (event) => orderOf(event, 'bought')],
  ['ecommerce.order_cancelled', (event) => orderOf(event, 'cancelled')],
  ['ecommerce.order_refunded', (event) => orderOf(event, 'refunded')],
]);

/** One of Braze's recommended events; the events that a shop made up itself mean nothing here. */
export function translateBrazeEvent(
  item: Fields,
  { settings, receivedAt }: { readonly settings: PlatformSettings; readonly receivedAt: number },
): Translation {
  const translate = names.get(typeof item['name'] === 'string' ? item['name'] : '');
  if (!translate) return { kind: 'ignored', reason: 'unknown_topic' };
  const who = brazePerson(item);
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const properties = fields(item['properties']);
  return translate({
    properties,
    who,
    occurredAt: timeText(item['time']) ?? new Date(receivedAt).toISOString(),
    currency: currencyOf(properties['currency'], settings.currency),
    digest: digestOf([item['name'], who, item['time'], properties]),
  });
}

function productViewed(event: BrazeEvent): Translation {
  const productId = productIdsOf(event.properties)
    .map(idText)
    .find((id) => id !== undefined);
  if (productId === undefined)
    return { kind: 'refused', path: 'properties.product_id', message: 'the product is not named' };
  return made(event, [{ type: 'product_viewed', productId }]);
}

/** The whole cart, or with an `action` what was put in or taken out. */
function cartUpdated(event: BrazeEvent): Translation {
  const { properties, currency } = event;
  const cartId = idText(properties['cart_id']);
  if (cartId === undefined) return { kind: 'refused', path: 'properties.cart_id', message: 'the cart is not named' };
  const lines = linesOf(properties['products'], currency);
  const priced = { ...(currency !== null && { currency }) };
  switch (properties['action']) {
    case 'add':
      return made(
        event,
        lines.map((line) => ({ type: 'line_added', cartId, line, ...priced })),
      );
    case 'remove':
      return made(
        event,
        lines.map(({ productId, quantity }) => ({ type: 'line_removed', cartId, productId, quantity })),
      );
    default:
      return made(event, [{ type: 'cart_updated', cartId, lines, ...priced }]);
  }
}

function checkoutStarted(event: BrazeEvent): Translation {
  const { properties, currency } = event;
  const cartId = cartIdOf(properties);
  if (cartId === undefined)
    return { kind: 'refused', path: 'properties.checkout_id', message: 'neither cart nor checkout is named' };
  const valueMinor = currency === null ? null : priceMinor(properties['total_value'], currency);
  const restoreUrl = webUrl(fields(properties['metadata'])['checkout_url']) ?? webUrl(properties['checkout_url']);
  return made(event, [
    {
      type: 'checkout_started',
      cartId,
      lines: linesOf(properties['products'], currency),
      ...(currency !== null && { currency }),
      ...(valueMinor !== null && { valueMinor }),
      ...(restoreUrl !== undefined && { restoreUrl }),
    },
  ]);
}

function orderOf(
  { properties, who, occurredAt, currency, digest }: BrazeEvent,
  meaning: 'bought' | 'cancelled' | 'refunded',
): Translation {
  const orderId = idText(properties['order_id']);
  if (orderId === undefined) return { kind: 'refused', path: 'properties.order_id', message: 'the order is not named' };
  if (currency === null) return { kind: 'refused', path: 'properties.currency', message: 'an amount in no currency' };
  const totalMinor = priceMinor(properties['total_value'], currency);
  if (totalMinor === null) return { kind: 'refused', path: 'properties.total_value', message: 'an amount of money' };
  const order = { platform: 'braze', orderId, who, currency };
  // A refund says its own amount, not the order's: it places nothing.
  if (meaning === 'refunded')
    return {
      kind: 'events',
      events: refunded({ ...order, refunds: [{ id: digest, at: occurredAt, amountMinor: totalMinor }] }),
    };
  const { products } = properties;
  const events = orderEventsOf({
    ...order,
    meaning,
    cartId: cartIdOf(properties),
    lines: Array.isArray(products) ? linesOf(products, currency) : undefined,
    totalMinor,
    orderedAt: occurredAt,
    paidAt: null,
    changedAt: occurredAt,
    refunds: [],
  });
  return { kind: 'events', events };
}

function cartIdOf(properties: Fields): string | undefined {
  const checkout = idText(properties['checkout_id']);
  return idText(properties['cart_id']) ?? (checkout === undefined ? undefined : idText(`checkout:${checkout}`));
}

function linesOf(products: unknown, currency: string | null): EventLine[] {
  return cartLinesOf(
    fieldsOfEach(products).map((product) => ({
      ids: productIdsOf(product),
      quantity: product['quantity'] ?? 1,
      unitPrice: product['price'],
      name: product['product_name'],
      url: product['product_url'],
      imageUrl: product['image_url'],
    })),
    currency,
  );
}

function productIdsOf(product: Fields): readonly unknown[] {
  return [product['variant_id'], product['product_id']];
}

function made({ digest, occurredAt, who }: BrazeEvent, said: readonly Fields[]): Translation {
  const events = said.map((one, index) => ({ id: eventIdOf('braze', digest, index), occurredAt, who, ...one }));
  return { kind: 'events', events };
}
