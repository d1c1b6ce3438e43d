import { cartContentsOf, sumOf } from '../cart-contents.ts';
import { cartLinesOf, type PlatformLine, priceMinor } from '../cart-line-of.ts';
import { currencyOf } from '../currency-of.ts';
import { digestOf, eventIdOf } from '../event-id.ts';
import { type Fields, fields, fieldsOfEach, idText } from '../fields.ts';
import { orderDetailsOf } from '../order-details.ts';
import { orderEventsOf, refunded } from '../order-events.ts';
import type { PlatformSettings, Translation } from '../platform.ts';
import { timeText } from '../time-text.ts';
import { webUrl } from '../web-url.ts';
import type { KnownCustomer } from '../who.ts';
import { brazePerson } from './person.ts';

interface BrazeEvent {
  readonly properties: Fields;
  /** Empty: nobody is named. */
  readonly who: KnownCustomer;
  readonly occurredAt: string;
  readonly currency: string | null;
  /** The currency of the store, where the event names none. */
  readonly ofStore: string | null;
  /** Where the shop's pages are. */
  readonly siteUrl: string | null;
  /** Braze's events have no id: what they say is their id, and the how-manieth they are that say it. */
  readonly digest: string;
  /** Whether `occurredAt` is the event's own time, and not that of its arrival. */
  readonly isDated: boolean;
}

type Translate = (event: BrazeEvent) => Translation;

const noOrder: Translation = { kind: 'refused', path: 'properties.order_id', message: 'the order is not named' };

const names: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['ecommerce.product_viewed', productViewed],
  ['ecommerce.cart_updated', cartUpdated],
  ['ecommerce.checkout_started', checkoutStarted],
]);

/** An order needs no person: it may name its cart, and what becomes of it later is told by its number. */
const ofOrders: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['ecommerce.order_placed', (event) => orderOf(event, 'bought')],
  ['ecommerce.order_cancelled', (event) => orderOf(event, 'cancelled')],
  ['ecommerce.order_refunded', refundOf],
]);

/** The names of the events that are understood. */
export const translatedEvents: readonly string[] = [...names.keys(), ...ofOrders.keys()];

export interface BrazeContext {
  readonly settings: PlatformSettings;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** As many equal ones stand before this one in its request: whoever puts a thing in twice has two of it. */
  readonly equalsBefore: number;
}

/** One of Braze's recommended events; the events that a shop made up itself mean nothing here. */
export function translateBrazeEvent(item: Fields, { settings, receivedAt, equalsBefore }: BrazeContext): Translation {
  const name = typeof item['name'] === 'string' ? item['name'] : '';
  const ofOrder = ofOrders.get(name);
  const translate = ofOrder ?? names.get(name);
  if (!translate) return { kind: 'ignored', reason: 'unknown_topic' };
  const person = brazePerson(item);
  if (!person && !ofOrder) return { kind: 'ignored', reason: 'no_person' };
  const who = person ?? {};
  const properties = fields(item['properties']);
  const toldAt = timeText(item['time']);
  const digest = digestOf([item['name'], who, item['time'], properties]);
  return translate({
    properties,
    who,
    occurredAt: toldAt ?? new Date(receivedAt).toISOString(),
    isDated: toldAt !== null,
    currency: currencyOf(properties['currency'], settings.currency),
    ofStore: settings.currency,
    siteUrl: settings.siteUrl ?? null,
    digest: equalsBefore === 0 ? digest : digestOf([digest, equalsBefore]),
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
  const told = linesIn(properties) ?? [];
  const lines = cartLinesOf(told, currency, event.siteUrl);
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
      return made(event, [
        { type: 'cart_updated', cartId, ...cartContentsOf(told, { currency, siteUrl: event.siteUrl }) },
      ]);
  }
}

function checkoutStarted(event: BrazeEvent): Translation {
  const { properties, currency } = event;
  const cartId = cartIdOf(properties);
  if (cartId === undefined)
    return { kind: 'refused', path: 'properties.checkout_id', message: 'neither cart nor checkout is named' };
  const restoreUrl =
    webUrl(fields(properties['metadata'])['checkout_url'], event.siteUrl) ??
    webUrl(properties['checkout_url'], event.siteUrl);
  return made(event, [
    {
      type: 'checkout_started',
      cartId,
      ...cartContentsOf(linesIn(properties) ?? [], {
        currency,
        told: properties['total_value'],
        siteUrl: event.siteUrl,
      }),
      ...(restoreUrl !== undefined && { restoreUrl }),
    },
  ]);
}

function orderOf(
  { properties, who, occurredAt, isDated, ofStore, digest }: BrazeEvent,
  meaning: 'bought' | 'cancelled',
): Translation {
  const orderId = idText(properties['order_id']);
  if (orderId === undefined) return noOrder;
  const told = { total: properties['total_value'], currency: properties['currency'], lines: linesIn(properties) };
  const events = orderEventsOf({
    ...orderDetailsOf(told, ofStore),
    platform: 'braze',
    orderId,
    who,
    meaning,
    cartId: cartIdOf(properties),
    orderedAt: occurredAt,
    paidAt: null,
    changedAt: occurredAt,
    version: isDated ? undefined : digest,
    refunds: [],
  });
  return events.length === 0 ? { kind: 'ignored', reason: 'no_person' } : { kind: 'events', events };
}

/** Says its own amount, not the order's: it places nothing. */
function refundOf({ properties, who, occurredAt, currency, digest }: BrazeEvent): Translation {
  const orderId = idText(properties['order_id']);
  if (orderId === undefined) return noOrder;
  if (currency === null) return { kind: 'refused', path: 'properties.currency', message: 'an amount in no currency' };
  const lines = linesIn(properties);
  const amountMinor = priceMinor(properties['total_value'], currency) ?? (lines && sumOf(lines, currency));
  if (amountMinor === null) return { kind: 'refused', path: 'properties.total_value', message: 'an amount of money' };
  const refunds = [{ id: digest, at: occurredAt, amountMinor }];
  const events = refunded({ platform: 'braze', orderId, who, currency, refunds });
  return events.length === 0 ? { kind: 'ignored', reason: 'not_needed' } : { kind: 'events', events };
}

function cartIdOf(properties: Fields): string | undefined {
  const checkout = idText(properties['checkout_id']);
  return idText(properties['cart_id']) ?? (checkout === undefined ? undefined : idText(`checkout:${checkout}`));
}

/** Null: it is no list. */
function linesIn({ products }: Fields): readonly PlatformLine[] | null {
  if (!Array.isArray(products)) return null;
  return fieldsOfEach(products).map((product) => ({
    ids: productIdsOf(product),
    quantity: product['quantity'] ?? 1,
    unitPrice: product['price'],
    name: product['product_name'],
    url: product['product_url'],
    imageUrl: product['image_url'],
  }));
}

function productIdsOf(product: Fields): readonly unknown[] {
  return [product['variant_id'], product['product_id']];
}

function made({ digest, occurredAt, who }: BrazeEvent, said: readonly Fields[]): Translation {
  const events = said.map((one, index) => ({ id: eventIdOf('braze', digest, index), occurredAt, who, ...one }));
  return { kind: 'events', events };
}
