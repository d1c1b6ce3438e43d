import { nameLengthMax, nameStyles, plainName, wordsOfName } from '../words.ts';
import { type Conversion, usual } from './conversion.ts';

/**
 * What widely used vocabularies call the same events: the e-commerce events of Google Analytics 4 and of Segment's
 * specification, and the webhook topics of shop systems. Those that mean nearly the same are not here.
 */
const known: Readonly<Record<string, readonly string[]>> = {
  product_viewed: ['view_item', 'product viewed', 'viewed product', 'view content', 'product view'],
  cart_updated: ['carts/update', 'update cart', 'cart update', 'cart changed', 'basket updated'],
  line_added: ['add_to_cart', 'product added', 'added to cart', 'item added', 'cart item added'],
  line_removed: ['remove_from_cart', 'product removed', 'removed from cart', 'item removed', 'cart item removed'],
  checkout_started: ['begin_checkout', 'checkout started', 'started checkout', 'initiate checkout', 'checkouts/create'],
  checkout_updated: ['checkouts/update', 'checkout update', 'checkout changed'],
  order_placed: ['purchase', 'order completed', 'placed order', 'order created', 'orders/create', 'checkout completed'],
  order_paid: ['orders/paid', 'order payment received', 'payment captured'],
  order_cancelled: ['order canceled', 'orders/cancelled', 'cancelled order', 'canceled order'],
  order_refunded: ['refund', 'refunded order', 'refunds/create'],
  customer_identified: ['identify', 'customer identify', 'identified customer'],
};

const meanings: ReadonlyMap<string, string> = new Map(
  Object.entries(known).flatMap(([type, names]) => names.map((name): [string, string] => [plainName(name), type])),
);

/** Names of events from other vocabularies. The form keeps the name itself, so the way back is exact. */
export const knownEventName: Conversion = {
  name: 'known_event_name',
  kinds: ['word'],
  formOf(value, { field }) {
    if (typeof value !== 'string' || value.length > nameLengthMax || field.path.join('.') !== 'type') return null;
    return meanings.has(plainName(value)) && isWritten(value) ? value : null;
  },
  convert: (value, form) => (value === form ? meanings.get(plainName(form)) : undefined),
  invert: (value, form) => (meanings.get(plainName(form)) === value ? form : undefined),
  confidence: () => usual,
};

/** Whether it is a name at all and no sentence with the same letters. */
function isWritten(value: string): boolean {
  const words = wordsOfName(value);
  return words.length <= 4 && Object.values(nameStyles).some((write) => write(words) === value);
}
