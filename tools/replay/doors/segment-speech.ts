import { createHmac } from 'node:crypto';
import type { StorefrontEvent } from '../../../events/event.ts';
import { amountText } from './amount-text.ts';
import { createCartClock } from './cart-clock.ts';
import type { EncodedEvent } from './transport.ts';
import type { Encoder } from './webhook-transport.ts';

type Line = Extract<StorefrontEvent, { type: 'line_added' }>['line'];

/** The trace as Segment's calls of its e-commerce spec. It has no words for consent. */
export function createSegmentEncoder(): Encoder {
  const clock = createCartClock();

  function speak(event: StorefrontEvent): EncodedEvent | null {
    switch (event.type) {
      case 'product_viewed':
        return track(event, 'Product Viewed', { product_id: event.productId, category: event.category });
      case 'line_added':
        return track(event, 'Product Added', { ...product(event.line, event.currency), currency: event.currency });
      case 'line_removed':
        return track(event, 'Product Removed', { product_id: event.productId, quantity: event.quantity });
      case 'cart_updated':
        return track(event, 'Cart Viewed', contents(event));
      case 'checkout_started':
        return track(event, 'Checkout Started', contents(event));
      case 'order_placed':
        return track(event, 'Order Completed', {
          ...contents(event),
          order_id: event.orderId,
          total: amountText(event.totalMinor, event.currency),
        });
      case 'customer_identified': {
        const { email, phone } = event.who;
        return call(event, Date.parse(event.occurredAt), {
          type: 'identify',
          traits: { email, phone, firstName: event.firstName, locale: event.locale },
        });
      }
      default:
        return null;
    }
  }

  function track(event: StorefrontEvent, name: string, properties: object): EncodedEvent {
    const cartId = 'cartId' in event ? event.cartId : undefined;
    const at = cartId === undefined ? Date.parse(event.occurredAt) : clock(cartId, event.occurredAt);
    return call(event, at, { type: 'track', event: name, properties: { ...properties, cart_id: cartId } });
  }

  return {
    platform: 'segment',
    integration: {},
    speak,
    headers: ({ body }, secret) => ({ 'x-signature': createHmac('sha1', secret).update(body).digest('hex') }),
  };
}

function call(
  event: StorefrontEvent,
  at: number,
  said: { readonly type: string; readonly [name: string]: unknown },
): EncodedEvent {
  const { anonymousId, customerId, email, phone } = event.who;
  const body = {
    ...said,
    messageId: event.id,
    anonymousId,
    userId: customerId,
    context: { traits: { email, phone } },
    timestamp: new Date(at).toISOString(),
  };
  const meant = { ...event, occurredAt: body.timestamp };
  return { deliveryId: event.id, topic: said.type, at, body: JSON.stringify(body), meant };
}

function contents({ lines, currency }: { readonly lines?: readonly Line[]; readonly currency?: string }) {
  return { products: lines?.map((line) => product(line, currency)), currency };
}

function product({ productId, quantity, unitPriceMinor, name, category }: Line, currency: string | undefined) {
  return {
    product_id: productId,
    quantity,
    name,
    category,
    ...(unitPriceMinor !== undefined && currency !== undefined && { price: amountText(unitPriceMinor, currency) }),
  };
}
