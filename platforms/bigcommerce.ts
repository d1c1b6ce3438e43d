import { printed } from '../domain/printed.ts';
import { translateCallback, understoodScopes } from './bigcommerce/callback.ts';
import { translateCart } from './bigcommerce/cart.ts';
import { translateCustomer } from './bigcommerce/customer.ts';
import { translateOrder } from './bigcommerce/order.ts';
import { fields, topicText } from './fields.ts';
import type { FetchedBody, Platform, Translation, WebhookHead } from './platform.ts';
import { readJson } from './read-json.ts';
import { verifyStandardWebhook } from './standard-webhooks.ts';

/**
 * BigCommerce: callbacks that name a cart, an order or a customer by its id and say no more, signed by the Standard
 * Webhooks scheme with the client secret of the API account.
 */
export const bigcommerce: Platform = {
  name: 'bigcommerce',
  topics: understoodScopes,
  numbersPerShop: true,
  verify: verifyStandardWebhook,
  describe({ body }): WebhookHead {
    const read = readJson(body);
    const callback = fields(read.ok ? read.value : null);
    const { scope, hash, created_at: createdAt } = callback;
    const topic = topicText(scope);
    // Something that fires twice has one hash; other scopes of the same moment may have it too.
    const deliveryId = typeof hash === 'string' && hash !== '' ? `${topic}:${hash}:${printed(createdAt)}` : null;
    return { deliveryId, topic };
  },
  translate(request): Translation {
    const read = readJson(request.body);
    return read.ok ? translateCallback(read.value, request.receivedAt) : read.refused;
  },
  translateFetched(fetched: FetchedBody, settings): Translation {
    // A cart that became an order is gone; the order names it.
    if (fetched.body === null) return { kind: 'ignored', reason: 'gone' };
    switch (fetched.resource) {
      case 'cart':
      case 'checkout':
        return translateCart(fetched);
      case 'order':
        return translateOrder(fetched, settings);
      case 'customer':
        return translateCustomer(fetched);
    }
  },
};
