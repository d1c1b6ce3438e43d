import { type KnownCustomer, type NamedPerson, whoOf } from '../who.ts';

/** A cart stands for its shopper until somebody says a name; its order names it again. */
export function anonymousIdOf(cartId: string): string {
  return `bigcommerce-cart:${cartId}`;
}

/** Customer 0 is a guest. */
export function personOf({
  cartId,
  customerId,
  ...named
}: Omit<NamedPerson, 'anonymousId'> & { readonly cartId?: string | undefined }): KnownCustomer | null {
  return whoOf({
    ...named,
    customerId: customerId === 0 || customerId === '0' ? undefined : customerId,
    anonymousId: cartId === undefined ? undefined : anonymousIdOf(cartId),
  });
}
