import { fields } from '../fields.ts';
import type { Translation } from '../platform.ts';

type Kind = 'order' | 'checkout' | 'cart' | 'customer' | 'refund' | 'shop' | 'compliance';

/** What Shopify's bodies show of themselves: the first that fits. Names that only one kind has at its top. */
const signs: readonly (readonly [Kind, readonly string[]])[] = [
  ['compliance', ['shop_id', 'shop_domain']],
  ['refund', ['refund_line_items']],
  ['checkout', ['abandoned_checkout_url']],
  ['order', ['financial_status']],
  ['order', ['order_number']],
  ['shop', ['myshopify_domain']],
  ['shop', ['shop_owner']],
  ['customer', ['orders_count']],
  ['customer', ['verified_email']],
];

const expected: readonly (readonly [RegExp, Kind])[] = [
  [/^orders_/, 'order'],
  [/^checkouts_/, 'checkout'],
  [/^carts_/, 'cart'],
  [/^refunds_/, 'refund'],
  [/^(customers_(data_request|redact)|shop_redact)$/, 'compliance'],
  [/^customers_/, 'customer'],
  [/^app_uninstalled$/, 'shop'],
];

/**
 * Shopify signs the body and not the topic beside it, so whoever has one signed body can send it under another topic: an
 * order as the end of the app, or as the deletion of its buyer. A body that shows that it is something else is refused;
 * one that shows nothing counts as what its topic says, because fields may be missing. That the shop is gone has to be
 * said by a body that shows a shop.
 */
export function refusalOfTopic(topicKey: string, body: unknown): Extract<Translation, { kind: 'refused' }> | null {
  const wanted = expected.find(([pattern]) => pattern.test(topicKey))?.[1];
  if (wanted === undefined) return null;
  const shown = kindOf(fields(body));
  const isUnshown = shown === null && wanted !== 'shop';
  if (shown === wanted || isUnshown) return null;
  const told = shown === null ? 'what is no shop' : `a ${shown === 'compliance' ? 'request of Shopify’s' : shown}`;
  return { kind: 'refused', path: '', message: `the topic is about a ${wanted}, and the body is ${told}` };
}

function kindOf(body: Readonly<Record<string, unknown>>): Kind | null {
  return signs.find(([, names]) => names.every((name) => Object.hasOwn(body, name)))?.[0] ?? null;
}
