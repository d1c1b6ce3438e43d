import { z } from 'zod';
import { printed } from '../../domain/printed.ts';
import { cartLinesOf, type EventLine, priceMinor } from '../cart-line-of.ts';
import { currencyOf } from '../currency-of.ts';
import { digestOf, eventIdOf } from '../event-id.ts';
import { fields, fieldsOfEach, idText } from '../fields.ts';
import type { FetchedBody, Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { webUrl } from '../web-url.ts';
import { giftCertificate } from './gift-certificate.ts';
import { personOf } from './person.ts';

const cartSchema = z.looseObject({ line_items: z.looseObject({}) });

/** A cart of the V3 API, with `include=redirect_urls` where its link is wanted. */
export function translateCart({ id, body, fetchedAt }: Pick<FetchedBody, 'id' | 'body' | 'fetchedAt'>): Translation {
  const read = readAs(cartSchema, body);
  if (!read.ok) return read.refused;
  const cart = read.value;
  const cartId = idText(cart['id']) ?? id;
  const currency = currencyOf(fields(cart['currency'])['code'], null);
  const lines = linesOf(cart.line_items, currency);
  const who = personOf({ cartId, customerId: cart['customer_id'], emails: [cart['email']] });
  const valueMinor = currency === null ? null : priceMinor(cart['cart_amount'], currency);
  const urls = fields(cart['redirect_urls']);
  const restoreUrl = webUrl(urls['cart_url']) ?? webUrl(urls['checkout_url']);
  return {
    kind: 'events',
    // Told by the API and not by a browser: this is where the shop's carts are.
    ...(restoreUrl !== undefined && { siteUrl: new URL(restoreUrl).origin }),
    events: [
      {
        id: eventIdOf('bigcommerce', 'cart', cartId, printed(cart['updated_time']), digestOf([lines, valueMinor, who])),
        type: 'cart_updated',
        occurredAt: timeText(cart['updated_time'] ?? cart['created_time']) ?? new Date(fetchedAt).toISOString(),
        who,
        cartId,
        lines,
        ...(currency !== null && { currency }),
        ...(valueMinor !== null && { valueMinor }),
        ...(restoreUrl !== undefined && { restoreUrl }),
      },
    ],
  };
}

function linesOf(items: Readonly<Record<string, unknown>>, currency: string | null): EventLine[] {
  const goods = ['physical_items', 'digital_items', 'custom_items'].flatMap((kind) => fieldsOfEach(items[kind]));
  const lines = goods.map((item) => ({
    ids: [item['variant_id'], item['product_id'], `line:${printed(item['id'])}`],
    quantity: item['quantity'],
    unitPrice: item['sale_price'] ?? item['list_price'],
    name: item['name'],
    url: item['url'],
    imageUrl: item['image_url'],
  }));
  return cartLinesOf([...lines, ...fieldsOfEach(items['gift_certificates']).map(giftCertificate)], currency);
}
