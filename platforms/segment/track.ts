import { eventIdOf } from '../event-id.ts';
import type { Translation } from '../platform.ts';
import { isNobody } from '../who.ts';
import { cartOperation } from './cart.ts';
import { deletionOf } from './deletion.ts';
import { orderCancelled, orderCompleted, orderRefunded } from './order.ts';
import { productViewed } from './product.ts';
import type { SegmentMessage } from './segment-message.ts';

type Translate = (message: SegmentMessage) => Translation;

/** The events of the e-commerce spec. */
const events: readonly (readonly [string, Translate])[] = [
  ['Product Viewed', productViewed],
  ['Product Added', cartOperation.added],
  ['Wishlist Product Added to Cart', cartOperation.added],
  ['Product Removed', cartOperation.removed],
  ['Cart Viewed', cartOperation.viewed],
  ['Cart Updated', cartOperation.viewed],
  ['Checkout Started', cartOperation.checkoutStarted],
  ['User Deleted', deletionOf],
  ['Unsubscribed', emailRefused],
  ['Email Marked as Spam', emailRefused],
];

/** An order needs no person: it may name its cart, and what becomes of it later is told by its number. */
const orderEvents: readonly (readonly [string, Translate])[] = [
  ['Order Completed', orderCompleted],
  ['Order Refunded', orderRefunded],
  ['Order Cancelled', orderCancelled],
  ['Order Canceled', orderCancelled],
];

/** What the spec has beside them, and no cart needs; by `eventKey`. */
const others: ReadonlySet<string> = new Set([
  'cart shared',
  'checkout step viewed',
  'checkout step completed',
  'payment info entered',
  'order updated',
  'coupon entered',
  'coupon applied',
  'coupon denied',
  'coupon removed',
  'product added to wishlist',
  'product removed from wishlist',
  'product clicked',
  'product list filtered',
  'product list viewed',
  'product reviewed',
  'product shared',
  'products searched',
  'promotion clicked',
  'promotion viewed',
]);

/** The names of the events that are understood. */
export const translatedEvents: readonly string[] = [...events, ...orderEvents].map(([name]) => name);

const byKey: ReadonlyMap<string, Translate> = new Map(events.map(([name, translate]) => [eventKey(name), translate]));
const ordersByKey: ReadonlyMap<string, Translate> = new Map(
  orderEvents.map(([name, translate]) => [eventKey(name), translate]),
);

/** A `track` call by the name of its event; shops write the names in many ways. */
export function translateTrack(message: SegmentMessage): Translation {
  const key = eventKey(message.body['event']);
  const ofOrder = ordersByKey.get(key);
  if (ofOrder) return ofOrder(message);
  const translate = byKey.get(key);
  if (!translate) return { kind: 'ignored', reason: others.has(key) ? 'not_needed' : 'unknown_topic' };
  return isNobody(message.who) ? { kind: 'ignored', reason: 'no_person' } : translate(message);
}

/** What its e-mail tool told the shop of somebody who wants no more. */
function emailRefused({ who, occurredAt, messageId }: SegmentMessage): Translation {
  const said = { channel: 'email', status: 'denied', source: 'segment' };
  return {
    kind: 'events',
    events: [{ id: eventIdOf('segment', messageId), type: 'consent_updated', occurredAt, who, ...said }],
  };
}

/** `Product Added`, `product_added` and `productAdded` are one event. */
function eventKey(name: unknown): string {
  if (typeof name !== 'string') return '';
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase();
}
