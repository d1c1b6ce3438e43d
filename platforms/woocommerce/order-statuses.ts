import type { OrderMeaning } from '../platform.ts';

/** By WooCommerce's own status. What plug-ins add (`shipped`, `partial-shipped`) is past the payment: bought. */
export const wooOrderStatuses: Readonly<Record<string, OrderMeaning>> = {
  'checkout-draft': 'ignored',
  'auto-draft': 'ignored',
  draft: 'ignored',
  pending: 'payment_pending',
  // Waits for a bank transfer or a cheque.
  'on-hold': 'payment_pending',
  processing: 'bought',
  completed: 'bought',
  failed: 'failed',
  cancelled: 'cancelled',
  trash: 'cancelled',
  refunded: 'refunded',
};
