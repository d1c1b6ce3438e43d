import { z } from 'zod';
import { printed } from '../../domain/printed.ts';
import type { EventLine } from '../cart-line-of.ts';
import { digestOf, eventIdOf } from '../event-id.ts';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { webUrl } from '../web-url.ts';
import { whoOf } from '../who.ts';
import { anonymousIdOf, cartTokenOf } from './cart-key.ts';
import { occurredAtText } from './happened.ts';
import { lineItemsSchema, shopifyLines } from './lines.ts';
import type { ShopifyContext } from './shopify-context.ts';

const cartSchema = z.looseObject({ line_items: lineItemsSchema });

/** `carts/*`: what lies in a cart, and nobody's name; not even its currency, which is the store's. */
export function translateCart(body: unknown, context: ShopifyContext): Translation {
  const read = readAs(cartSchema, body);
  if (!read.ok) return read.refused;
  const cart = read.value;
  const cartId = cartTokenOf(cart['token'] ?? cart['id']);
  if (cartId === undefined) return { kind: 'refused', path: 'token', message: 'a cart without its token' };
  const { currency } = context.settings;
  const lines = shopifyLines(cart.line_items, currency);
  const restoreUrl = cartLink(context.shopDomain, lines);
  return {
    kind: 'events',
    events: [
      {
        id: eventIdOf('shopify', 'cart', cartId, printed(cart['updated_at']), digestOf(lines)),
        type: 'cart_updated',
        occurredAt: occurredAtText(cart['updated_at'], context),
        who: whoOf({ anonymousId: anonymousIdOf(cartId, cart['note_attributes']) }),
        cartId,
        lines,
        ...(currency !== null && { currency }),
        ...(restoreUrl !== undefined && { restoreUrl }),
      },
    ],
  };
}

/** A cart link opens the same cart on any device; only variants can be named in it. */
function cartLink(shopDomain: string | null, lines: readonly EventLine[]): string | undefined {
  if (shopDomain === null || lines.length === 0) return undefined;
  if (!lines.every(({ productId }) => /^\d+$/.test(productId))) return undefined;
  const items = lines.map(({ productId, quantity }) => `${productId}:${quantity}`).join(',');
  return webUrl(`https://${shopDomain}/cart/${items}`);
}
