import { cartValueMinor } from '../cart-line-of.ts';
import { currencyOf } from '../currency-of.ts';
import { eventIdOf } from '../event-id.ts';
import { fieldsOfEach } from '../fields.ts';
import type { Translation } from '../platform.ts';
import { webUrl } from '../web-url.ts';
import { cartIdOf, checkoutCartIdOf } from './cart-key.ts';
import { lineOf, linesOf, productsOf } from './line.ts';
import type { SegmentMessage } from './message.ts';

const noProduct: Translation = { kind: 'refused', path: 'properties.product_id', message: 'the product is not named' };
const noCart: Translation = { kind: 'ignored', reason: 'no_person' };

/** What the cart events of the spec do. */
export const cartOperation = { added, removed, viewed, checkoutStarted };

function added(message: SegmentMessage): Translation {
  const { properties, who, settings } = message;
  const cartId = cartIdOf(properties, who);
  if (cartId === null) return noCart;
  const currency = currencyOf(properties['currency'], settings.currency);
  const line = lineOf(properties, currency);
  if (!line) return noProduct;
  return event(message, { type: 'line_added', cartId, line, ...(currency !== null && { currency }) });
}

function removed(message: SegmentMessage): Translation {
  const { properties, who } = message;
  const cartId = cartIdOf(properties, who);
  if (cartId === null) return noCart;
  const line = lineOf(properties, null);
  if (!line) return noProduct;
  return event(message, { type: 'line_removed', cartId, productId: line.productId, quantity: line.quantity });
}

/** The whole cart, if it tells how many of each; else somebody looked at it, and nothing more is known. */
function viewed(message: SegmentMessage): Translation {
  const { properties, who, settings } = message;
  const cartId = cartIdOf(properties, who);
  if (cartId === null) return noCart;
  const products = fieldsOfEach(properties['products']);
  const currency = currencyOf(properties['currency'], settings.currency);
  const lines = linesOf(products, currency);
  if (Array.isArray(properties['products']) && products.every(({ quantity }) => quantity !== undefined)) {
    const valueMinor = cartValueMinor(undefined, productsOf(products), currency);
    return event(message, {
      type: 'cart_updated',
      cartId,
      lines,
      ...(currency !== null && { currency }),
      ...(valueMinor !== null && { valueMinor }),
    });
  }
  const [first] = lines;
  if (!first) return { kind: 'ignored', reason: 'not_needed' };
  return event(message, { type: 'product_viewed', cartId, productId: first.productId });
}

function checkoutStarted(message: SegmentMessage): Translation {
  const { properties, who, settings } = message;
  const cartId = checkoutCartIdOf(properties, who);
  if (cartId === null) return noCart;
  if (!Array.isArray(properties['products']))
    return { kind: 'refused', path: 'properties.products', message: 'a checkout has to say what is in it' };
  const currency = currencyOf(properties['currency'], settings.currency);
  const valueMinor = cartValueMinor(properties['revenue'], productsOf(properties['products']), currency);
  const restoreUrl = webUrl(properties['checkout_url']) ?? webUrl(properties['cart_url']);
  return event(message, {
    type: 'checkout_started',
    cartId,
    lines: linesOf(properties['products'], currency),
    ...(currency !== null && { currency }),
    ...(valueMinor !== null && { valueMinor }),
    ...(restoreUrl !== undefined && { restoreUrl }),
  });
}

function event({ messageId, occurredAt, who }: SegmentMessage, said: Readonly<Record<string, unknown>>): Translation {
  return { kind: 'events', events: [{ id: eventIdOf('segment', messageId), occurredAt, who, ...said }] };
}
