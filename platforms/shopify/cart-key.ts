import { idText } from '../fields.ts';

/** The note attribute in which a storefront may leave the shopper's anonymous id (hidden from the shopper by its `_`). */
export const anonymousIdAttribute = '_anonymous_id';

/**
 * Carts go by their token: `carts/*` names nothing else, and checkouts and orders repeat it. The Storefront API writes a
 * secret behind it (`…?key=…`), orders do not.
 */
export function cartTokenOf(token: unknown): string | undefined {
  return idText(typeof token === 'string' ? token.split('?', 1)[0] : token);
}

/** The cart behind a checkout or order; one that never had a cart (a buy-now button) goes by its checkout. */
export function cartIdOf(cartToken: unknown, checkoutToken: unknown): string | undefined {
  const checkout = idText(checkoutToken);
  return cartTokenOf(cartToken) ?? (checkout === undefined ? undefined : idText(`checkout:${checkout}`));
}

/**
 * The other id of a cart: a checkout that names its cart has a token of its own, and its order may name that one only
 * (`cart_token` of orders is deprecated).
 */
export function cartAliasesOf(
  cartToken: unknown,
  checkoutToken: unknown,
): { readonly cartAliases?: readonly string[] } {
  const alias = cartIdOf(undefined, checkoutToken);
  return alias === undefined || cartTokenOf(cartToken) === undefined ? {} : { cartAliases: [alias] };
}

/**
 * Whom a cart belongs to before anybody says a name: the storefront's anonymous id where it left one, else the cart
 * itself, so that its checkout and order find its person.
 */
export function anonymousIdOf(cartId: string | undefined, noteAttributes: unknown): string | undefined {
  const attribute = Array.isArray(noteAttributes)
    ? noteAttributes.find((one) => one?.name === anonymousIdAttribute)
    : undefined;
  return idText(attribute?.value) ?? (cartId === undefined ? undefined : idText(`shopify-cart:${cartId}`));
}
