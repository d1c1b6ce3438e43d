/**
 * Ids are opaque UUIDs, so that one kind is never taken for another and none carries personal data.
 * A shop's own ids ("external ids") stay in columns of their own and never leave their store.
 */
export type CartId = string & { readonly __id: 'cart' };
export type CustomerId = string & { readonly __id: 'customer' };
export type OrderId = string & { readonly __id: 'order' };

/** A UUID as every id is written here, in lower case, and nothing else. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
