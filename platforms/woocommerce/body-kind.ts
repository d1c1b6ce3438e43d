import type { Fields } from '../fields.ts';

/** Fields of WooCommerce's REST API that bodies of one kind have and those of the other have not. */
const ofOrders = ['line_items', 'order_key', 'total', 'currency', 'payment_method', 'customer_id', 'date_paid_gmt'];
const ofCustomers = ['username', 'role', 'is_paying_customer', 'avatar_url'];

/**
 * What a body is, whatever its topic says: the header with the topic is not signed. An order that lost some of its fields
 * on the way is an order still, and what could be both is what its topic says.
 */
export function bodyKindOf(body: Fields): 'order' | 'customer' | null {
  const has = (name: string) => body[name] !== undefined;
  if (ofCustomers.some(has)) return 'customer';
  if (ofOrders.some(has) || (has('status') && has('billing'))) return 'order';
  return has('email') ? 'customer' : null;
}
