import { type Fields, idText } from '../fields.ts';
import { isNobody, type KnownCustomer } from '../who.ts';

/**
 * The cart of an event. Where the shop names none, a device has one cart, and so has a customer without a device:
 * addresses name nothing, because ids hold no personal data. Null: the shopper is known by an address only.
 */
export function cartIdOf(properties: Fields, who: KnownCustomer): string | null {
  const named = idText(properties['cart_id']) ?? idText(properties['cartId']);
  if (named !== undefined) return named;
  if (who.anonymousId !== undefined) return idText(`anonymous:${who.anonymousId}`) ?? null;
  return who.customerId === undefined ? null : (idText(`customer:${who.customerId}`) ?? null);
}

/**
 * The cart of a checkout. The spec gives `Checkout Started` no `cart_id` and calls the checkout `order_id`; `Order
 * Completed` calls the same one `checkout_id`. A checkout that names no cart is a cart of its own, which its order takes;
 * the one that it grew out of ends by its person.
 */
export function checkoutCartIdOf(properties: Fields, who: KnownCustomer): string | null {
  if (idText(properties['cart_id']) ?? idText(properties['cartId'])) return cartIdOf(properties, who);
  const checkout = idText(properties['checkout_id']) ?? idText(properties['order_id']);
  return checkout === undefined ? cartIdOf(properties, who) : (idText(`checkout:${checkout}`) ?? null);
}

/**
 * The cart of an order: the one that it names. Its own number names a checkout only where nothing else says whose it is;
 * else what its buyer's carts hold of it is found by the buyer.
 */
export function orderCartIdOf(properties: Fields, who: KnownCustomer): string | undefined {
  const named = idText(properties['cart_id']) ?? idText(properties['cartId']);
  if (named !== undefined) return named;
  const checkout = idText(properties['checkout_id']) ?? (isNobody(who) ? idText(properties['order_id']) : undefined);
  return checkout === undefined ? undefined : idText(`checkout:${checkout}`);
}
