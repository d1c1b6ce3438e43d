import { cartContentsOf } from '../cart-contents.ts';
import { currencyOf } from '../currency-of.ts';
import { eventIdOf } from '../event-id.ts';
import { type Fields, fieldsOfEach } from '../fields.ts';
import type { Translation } from '../platform.ts';
import { webUrl } from '../web-url.ts';
import { cartIdOf, checkoutCartIdOf } from './cart-key.ts';
import { lineOf, linesIn } from './line.ts';
import type { SegmentMessage } from './segment-message.ts';

const noProduct: Translation = { kind: 'refused', path: 'properties.product_id', message: 'the product is not named' };
const noCart: Translation = { kind: 'ignored', reason: 'no_person' };

/** What the cart events of the spec do. */
export const cartOperation = { added, removed, viewed, checkoutStarted };

function added(message: SegmentMessage): Translation {
  const { properties, who, settings } = message;
  const cartId = cartIdOf(properties, who);
  if (cartId === null) return noCart;
  const currency = currencyOf(properties['currency'], settings.currency);
  const line = lineOf(properties, currency, settings.siteUrl);
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
  const lines = linesIn(properties);
  const currency = currencyOf(properties['currency'], settings.currency);
  const contents = cartContentsOf(lines ?? [], { currency, siteUrl: settings.siteUrl });
  if (lines && isCounted(properties)) return event(message, { type: 'cart_updated', cartId, ...contents });
  const [first] = contents.lines;
  if (!first) return { kind: 'ignored', reason: 'not_needed' };
  return event(message, { type: 'product_viewed', cartId, productId: first.productId });
}

function isCounted({ products }: Fields): boolean {
  return fieldsOfEach(products).every(({ quantity }) => quantity !== undefined);
}

function checkoutStarted(message: SegmentMessage): Translation {
  const { properties, who, settings } = message;
  const cartId = checkoutCartIdOf(properties, who);
  if (cartId === null) return noCart;
  const lines = linesIn(properties);
  if (lines === null)
    return { kind: 'refused', path: 'properties.products', message: 'a checkout has to say what is in it' };
  const currency = currencyOf(properties['currency'], settings.currency);
  const told = properties['revenue'] ?? properties['total'];
  const restoreUrl =
    webUrl(properties['checkout_url'], settings.siteUrl) ?? webUrl(properties['cart_url'], settings.siteUrl);
  return event(message, {
    type: 'checkout_started',
    cartId,
    ...cartContentsOf(lines, { currency, told, siteUrl: settings.siteUrl }),
    ...(restoreUrl !== undefined && { restoreUrl }),
  });
}

function event({ messageId, occurredAt, who }: SegmentMessage, said: Readonly<Record<string, unknown>>): Translation {
  return { kind: 'events', events: [{ id: eventIdOf('segment', messageId), occurredAt, who, ...said }] };
}
