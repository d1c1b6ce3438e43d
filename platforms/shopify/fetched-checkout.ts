import { z } from 'zod';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { translateCheckout } from './checkout.ts';
import { fetchedSchema, moneyBagSchema, webhookParts } from './fetched-parts.ts';
import type { ShopifyContext } from './shopify-context.ts';
import { tokensInRecoveryLink } from './tokens-in-recovery-link.ts';

const checkoutSchema = fetchedSchema.extend({ abandonedCheckoutUrl: z.string(), subtotalPriceSet: moneyBagSchema });

/**
 * An `AbandonedCheckout` of the GraphQL Admin API, said in the words of `checkouts/*`: the same checkout is the same
 * cart and, while nothing was changed in between, the same event.
 */
export function translateFetchedCheckout(node: unknown, context: ShopifyContext): Translation {
  const read = readAs(checkoutSchema, node);
  if (!read.ok) return read.refused;
  const { abandonedCheckoutUrl, subtotalPriceSet, ...rest } = read.value;
  const link = tokensInRecoveryLink(abandonedCheckoutUrl);
  if (!link) return { kind: 'refused', path: 'abandonedCheckoutUrl', message: 'a recovery link without a known token' };
  const body = {
    ...webhookParts(rest),
    completed_at: rest['completedAt'],
    cart_token: link.cartToken,
    token: link.checkoutToken,
    customer_locale: link.locale,
    abandoned_checkout_url: abandonedCheckoutUrl,
    currency: subtotalPriceSet.shopMoney.currencyCode,
    subtotal_price: subtotalPriceSet.shopMoney.amount,
  };
  return translateCheckout(body, context, 'checkout_updated');
}
