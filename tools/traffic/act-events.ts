import type { StorefrontEvent, Who } from '../../events/event.ts';
import { type Product, shop } from './catalogue.ts';
import type { Act } from './plan-visit.ts';
import type { Shopper } from './shopper.ts';

/** One visit as it goes on: what lies in the cart and whether the shop knows who it is. */
export interface Visit {
  readonly shopper: Shopper;
  readonly cartId: string;
  introduced: boolean;
  readonly lines: Map<Product, number>;
}

export interface EventStamp {
  readonly newId: () => string;
  /** ISO 8601. */
  readonly occurredAt: string;
  /** Where the demo's pages are, without a slash at the end. */
  readonly demoUrl: string;
}

/** The events that the shop's pages send for one act; applies the act to the visit. */
export function actEvents(visit: Visit, act: Act, { newId, occurredAt, demoUrl }: EventStamp): StorefrontEvent[] {
  const { shopper, cartId, lines } = visit;
  const base = () => ({ id: newId(), occurredAt, who: whoIs(visit) });
  const contents = () => ({
    lines: [...lines].map(([product, quantity]) => lineOf(product, quantity, demoUrl)),
    currency: shop.currency,
    restoreUrl: `${demoUrl}/cart/${cartId}`,
  });

  switch (act.kind) {
    case 'view':
      return [{ ...base(), type: 'product_viewed', productId: act.product.id, category: act.product.category }];
    case 'add':
      lines.set(act.product, (lines.get(act.product) ?? 0) + act.quantity);
      return [{ ...base(), type: 'cart_updated', cartId, ...contents() }];
    case 'remove':
      lines.delete(act.product);
      return [{ ...base(), type: 'cart_updated', cartId, ...contents() }];
    case 'introduce': {
      const { known } = shopper;
      if (!known || visit.introduced) return [];
      visit.introduced = true;
      const { firstName, locale, country, timeZone } = known;
      return [
        { ...base(), type: 'customer_identified', firstName, locale, country, timeZone },
        ...known.consents.map(
          ({ channel, status }): StorefrontEvent => ({
            ...base(),
            type: 'consent_updated',
            channel,
            status,
            source: 'demo checkout',
            textVersion: '1',
          }),
        ),
      ];
    }
    case 'checkout':
      return [{ ...base(), type: 'checkout_started', cartId, ...contents() }];
    case 'buy': {
      const orderId = `order-${newId()}`;
      const totalMinor = [...lines].reduce((sum, [product, quantity]) => sum + product.priceMinor * quantity, 0);
      lines.clear();
      return [
        { ...base(), type: 'order_placed', orderId, cartId, totalMinor, currency: shop.currency },
        { ...base(), type: 'order_paid', orderId },
      ];
    }
  }
}

function whoIs({ shopper, introduced }: Visit): Who {
  return introduced && shopper.known ? shopper.known.who : { anonymousId: shopper.anonymousId };
}

function lineOf(product: Product, quantity: number, demoUrl: string) {
  return {
    productId: product.id,
    quantity,
    unitPriceMinor: product.priceMinor,
    name: product.name,
    category: product.category,
    url: `${demoUrl}#${product.id}`,
    imageUrl: `${demoUrl}/pictures/${product.id}.svg`,
  };
}
