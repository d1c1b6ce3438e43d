import { cartContentsOf } from '../cart-contents.ts';
import { idText } from '../fields.ts';
import type { Translation } from '../platform.ts';
import { webUrl } from '../web-url.ts';
import { addedLine, itemLines } from './lines.ts';
import { cartIdOf } from './person.ts';
import { made, type TranslatedEvent } from './understood-event.ts';

export function viewedProduct(event: TranslatedEvent): Translation {
  const { properties } = event;
  const productId = ['VariantID', 'ProductID', 'ProductId', 'SKU']
    .map((name) => idText(properties[name]))
    .find((id) => id !== undefined);
  if (productId === undefined)
    return { kind: 'refused', path: 'properties.ProductID', message: 'the product is not named' };
  return made(event, { type: 'product_viewed', productId });
}

/** `Items` is the whole cart as it is now; without it only the added product is known. */
export function addedToCart(event: TranslatedEvent): Translation {
  const { properties, isoCurrency } = event;
  const cartId = cartIdOf(properties, event.who);
  const contents = cartContentsOf(itemLines(properties) ?? [], { currency: isoCurrency, siteUrl: event.siteUrl });
  if (contents.lines.length > 0) return made(event, { type: 'cart_updated', cartId, ...contents, ...linkIn(event) });
  const line = addedLine(properties, isoCurrency, event.siteUrl);
  if (!line) return { kind: 'refused', path: 'properties.Items', message: 'the cart names no product' };
  return made(event, {
    type: 'line_added',
    cartId,
    ...(isoCurrency !== null && { currency: isoCurrency }),
    line,
  });
}

export function startedCheckout(event: TranslatedEvent): Translation {
  const { properties, isoCurrency } = event;
  const contents = cartContentsOf(itemLines(properties) ?? [], {
    currency: isoCurrency,
    told: event.value,
    siteUrl: event.siteUrl,
  });
  if (contents.lines.length === 0)
    return { kind: 'refused', path: 'properties.Items', message: 'the checkout names no product' };
  return made(event, {
    type: 'checkout_started',
    cartId: cartIdOf(properties, event.who),
    ...contents,
    ...linkIn(event),
  });
}

function linkIn({ properties, siteUrl }: TranslatedEvent) {
  const restoreUrl = webUrl(properties['CheckoutURL'], siteUrl);
  return restoreUrl === undefined ? {} : { restoreUrl };
}
