import { type Fields, idText } from '../fields.ts';

/** Where the storefront snippet's plug-in leaves the cart and the shopper's anonymous id in an order or customer. */
export const cartIdMeta = '_cart_id';
export const anonymousIdMeta = '_anonymous_id';

/** A value of `meta_data` (a list of `{ key, value }`) that can be an id. */
export function metaId(metaData: unknown, key: string): string | undefined {
  if (!Array.isArray(metaData)) return undefined;
  const meta = metaData.find((one) => typeof one === 'object' && one !== null && one.key === key);
  return idText(meta?.value);
}

/**
 * Whether an order was made by a subscription that goes on (WooCommerce Subscriptions): the plug-in marks it with the
 * subscription's id, and says who made it.
 */
export function isRenewal({ meta_data: metaData, created_via: createdVia }: Fields): boolean {
  return createdVia === 'subscription' || metaId(metaData, '_subscription_renewal') !== undefined;
}
