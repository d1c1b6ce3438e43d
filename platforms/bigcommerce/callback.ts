import { z } from 'zod';
import { printed } from '../../domain/printed.ts';
import { eventIdOf } from '../event-id.ts';
import { idText } from '../fields.ts';
import type { FetchedResource, Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { anonymousIdOf } from './person.ts';

const callbackSchema = z.looseObject({ scope: z.string(), data: z.looseObject({}) });

type Callback = z.infer<typeof callbackSchema>;
type Translate = (callback: Callback, receivedAt: number) => Translation;

const cart = fetches('cart', 'id');
const cartOfLine = fetches('cart', 'cartId');
const order = fetches('order', 'id');
const customer = fetches('customer', 'id');

const scopes: Readonly<Record<string, Translate>> = {
  'store/cart/created': cart,
  'store/cart/updated': cart,
  'store/cart/couponApplied': cart,
  'store/cart/abandoned': cart,
  'store/cart/lineItem/created': cartOfLine,
  'store/cart/lineItem/updated': cartOfLine,
  'store/cart/lineItem/deleted': cartOfLine,
  'store/cart/deleted': emptiedCart,
  // By now the cart cannot be asked for any more; the order names it and says what was in it.
  'store/cart/converted': fetches('order', 'orderId'),
  'store/order/created': order,
  'store/order/updated': order,
  'store/order/statusUpdated': order,
  'store/order/refund/created': order,
  'store/order/transaction/created': order,
  'store/order/transaction/updated': order,
  'store/customer/created': customer,
  'store/customer/updated': customer,
  'store/customer/deleted': deletedCustomer,
  'store/app/uninstalled': () => ({ kind: 'uninstalled' }),
};

export const understoodScopes: readonly string[] = Object.keys(scopes);

/** What BigCommerce also tells, and no cart needs. */
const notNeeded =
  /^store\/(order|customer|subscriber|product|sku|shipment|information|category|channel|metafield|priceList|inventory|script|modifier|option|variant|brand)\//;

/** A callback says what changed and never how: nearly always the thing itself has to be asked for. */
export function translateCallback(body: unknown, receivedAt: number): Translation {
  const read = readAs(callbackSchema, body);
  if (!read.ok) return read.refused;
  const { scope, data } = read.value;
  if (isOfAnotherKind(scope, data['type']))
    return { kind: 'refused', path: 'data.type', message: `a callback of ${scope} that is about something else` };
  const translate = Object.hasOwn(scopes, scope) ? scopes[scope] : undefined;
  if (translate) return translate(read.value, receivedAt);
  return { kind: 'ignored', reason: notNeeded.test(scope) ? 'not_needed' : 'unknown_topic' };
}

const kindsOfThings = /^(?:store\/)?(cart|order|customer)(?:[/_]|$)/;

/** The scope promises a kind of thing, and the body says another: one of the two is not what was signed up for. */
function isOfAnotherKind(scope: string, type: unknown): boolean {
  const [promised, told] = [scope, printed(type)].map((name) => kindsOfThings.exec(name)?.[1]);
  return promised !== undefined && told !== undefined && promised !== told;
}

/** Nothing is left to be asked for: whom it is about is known by this number only. */
function deletedCustomer({ data }: Callback): Translation {
  const customerId = idText(data['id']);
  if (customerId === undefined)
    return { kind: 'refused', path: 'data.id', message: 'a callback that names no customer' };
  return { kind: 'privacy', request: 'customer_redact', subject: { customerId, email: null, phone: null } };
}

function fetches(resource: FetchedResource, key: 'id' | 'cartId' | 'orderId'): Translate {
  return ({ data }) => {
    const id = idText(data[key]);
    return id === undefined
      ? { kind: 'refused', path: `data.${key}`, message: `a callback that names no ${resource}` }
      : { kind: 'fetch', resource, id };
  };
}

/** The one change that needs no question: nothing is left. */
function emptiedCart({ data, ...callback }: Callback, receivedAt: number): Translation {
  const cartId = idText(data['id']);
  if (cartId === undefined) return { kind: 'refused', path: 'data.id', message: 'a callback that names no cart' };
  const occurredAt = timeText(callback['created_at']) ?? new Date(receivedAt).toISOString();
  const who = { anonymousId: anonymousIdOf(cartId) };
  const id = eventIdOf('bigcommerce', 'cart', cartId, 'deleted');
  return { kind: 'events', events: [{ id, type: 'cart_updated', occurredAt, who, cartId, lines: [] }] };
}
