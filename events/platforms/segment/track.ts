import { eventIdOf } from '../event-id.ts';
import type { Translation } from '../platform.ts';
import { cartOperation } from './cart.ts';
import { deletionOf } from './deletion.ts';
import type { SegmentMessage } from './message.ts';
import { orderCancelled, orderCompleted, orderRefunded } from './order.ts';
import { productViewed } from './product.ts';

type Translate = (message: SegmentMessage) => Translation;

const notNeeded: Translate = () => ({ kind: 'ignored', reason: 'not_needed' });

/** The events of the e-commerce spec by `eventKey`. */
const events: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['product viewed', productViewed],
  ['product added', cartOperation.added],
  ['wishlist product added to cart', cartOperation.added],
  ['product removed', cartOperation.removed],
  ['cart viewed', cartOperation.viewed],
  ['cart updated', cartOperation.viewed],
  ['checkout started', cartOperation.checkoutStarted],
  ['user deleted', deletionOf],
  ['unsubscribed', emailRefused],
  ['email marked as spam', emailRefused],
  ...[
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
  ].map((name): [string, Translate] => [name, notNeeded]),
]);

/** An order needs no person: it may name its cart, and what becomes of it later is told by its number. */
const orderEvents: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['order completed', orderCompleted],
  ['order refunded', orderRefunded],
  ['order cancelled', orderCancelled],
  ['order canceled', orderCancelled],
]);

/** A `track` call by the name of its event; shops write the names in many ways. */
export function translateTrack(message: SegmentMessage): Translation {
  const key = eventKey(message.body['event']);
  const ofOrder = orderEvents.get(key);
  if (ofOrder) return ofOrder(message);
  const translate = events.get(key);
  if (!translate) return { kind: 'ignored', reason: 'unknown_topic' };
  return Object.keys(message.who).length === 0 ? { kind: 'ignored', reason: 'no_person' } : translate(message);
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
