import { z } from 'zod';
import { priceMinor } from '../cart-line-of.ts';
import { digestOf, eventIdOf } from '../event-id.ts';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { webUrl } from '../web-url.ts';
import { whoOf } from '../who.ts';
import { anonymousIdOf, cartAliasesOf, cartIdOf } from './cart-key.ts';
import { buyerConsents, customerConsents } from './consents.ts';
import { currencySchema } from './currency.ts';
import { occurredAtText } from './happened.ts';
import { shopifyIdentify } from './identified.ts';
import { lineItemsSchema, shopifyLines } from './lines.ts';
import { customerOf, personOf } from './person.ts';
import type { ShopifyContext } from './shopify-context.ts';

const checkoutSchema = z.looseObject({ line_items: lineItemsSchema, currency: currencySchema });

/** `checkouts/*`: the cart again, with whatever the shopper has typed so far. */
export function translateCheckout(
  body: unknown,
  context: ShopifyContext,
  type: 'checkout_started' | 'checkout_updated',
): Translation {
  const read = readAs(checkoutSchema, body);
  if (!read.ok) return read.refused;
  const checkout = read.value;
  // Completed means ordered: the order tells it, and a touch after it would make the cart a new wish.
  if (isSet(checkout['completed_at'])) return { kind: 'ignored', reason: 'not_needed' };
  const cartId = cartIdOf(checkout['cart_token'], checkout['token'] ?? checkout['id']);
  if (cartId === undefined) return { kind: 'refused', path: 'token', message: 'a checkout without its token' };
  const { currency } = checkout;
  const lines = shopifyLines(checkout.line_items, currency);
  const who = whoOf({
    ...personOf(checkout, context.settings.country),
    anonymousId: anonymousIdOf(cartId, checkout['note_attributes']),
  });
  const occurredAt = occurredAtText(checkout['updated_at'] ?? checkout['created_at'], context);
  const valueMinor = priceMinor(checkout['subtotal_price'], currency);
  const restoreUrl = webUrl(checkout['abandoned_checkout_url']);
  // What it is called and looks like is told by some sources only; the same checkout has to be the same event in all.
  const contents = lines.map(({ productId, quantity, unitPriceMinor }) => [productId, quantity, unitPriceMinor]);
  const state = digestOf([contents, valueMinor, who]);
  return {
    kind: 'events',
    events: [
      {
        // The instant and not its text: webhooks write the shop's zone, the API UTC.
        id: eventIdOf('shopify', 'checkout', cartId, timeText(checkout['updated_at']) ?? '', state),
        type,
        occurredAt,
        who,
        cartId,
        ...cartAliasesOf(checkout['cart_token'], checkout['token'] ?? checkout['id']),
        lines,
        currency,
        ...(valueMinor !== null && { valueMinor }),
        ...(restoreUrl !== undefined && { restoreUrl }),
      },
      ...shopifyIdentify(checkout, { who, occurredAt }),
      ...buyerConsents(checkout, {
        who,
        occurredAt: timeText(checkout['created_at']) ?? occurredAt,
        of: `checkout:${cartId}`,
      }),
      ...customerConsents(customerOf(checkout), { who, occurredAt }),
    ],
  };
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}
