import { describe, expect, test } from 'vitest';
import { type CartLine, cartTokenOf, eventsOfPixel, type PixelEvent } from './events-of-pixel.ts';

const anonymousId = '0f2c7a52-9d0d-4a0e-9d2e-6f6f3b1a7c11';
const lamp = {
  id: '45737128657113',
  title: 'Oak',
  price: { amount: 89.5, currencyCode: 'EUR' },
  image: { src: '//cdn.shop.example/lamp.jpg' },
  product: { title: 'Oak lamp', type: 'lamps', url: '/products/lamp' },
};
const line = (quantity: number): CartLine => ({ quantity, merchandise: lamp });
const token = 'hWN2x4PqzLq7cCqXk1a2b3c4';
const cart = (...lines: CartLine[]) => ({ id: token, lines });
const event = (name: string, data: PixelEvent['data']): PixelEvent => ({ name, clientId: anonymousId, data });

describe('a Shopify pixel event', () => {
  test('of a viewed product names its variant, as carts do', () => {
    const { events } = eventsOfPixel(event('product_viewed', { productVariant: lamp }), { anonymousId, cart: cart() });
    expect(events).toEqual([{ type: 'product_viewed', productId: lamp.id, category: 'lamps', cartId: token }]);
  });

  test('of an added product tells the whole cart, with prices as they came', () => {
    const { events, cart: now } = eventsOfPixel(event('product_added_to_cart', { cartLine: line(2) }), {
      anonymousId,
      cart: cart(line(1)),
    });
    expect(events).toEqual([
      {
        type: 'cart_updated',
        cartId: token,
        currency: 'EUR',
        lines: [
          {
            productId: lamp.id,
            quantity: 3,
            price: 89.5,
            name: 'Oak lamp',
            imageUrl: 'https://cdn.shop.example/lamp.jpg',
          },
        ],
      },
    ]);
    expect(now.lines).toHaveLength(1);
  });

  test('of the last removed product tells an empty cart', () => {
    const { events } = eventsOfPixel(event('product_removed_from_cart', { cartLine: line(1) }), {
      anonymousId,
      cart: cart(line(1)),
    });
    expect(events).toMatchObject([{ type: 'cart_updated', lines: [] }]);
  });

  test('of a checkout says who it is and that they agreed, but takes no unticked box for a refusal', () => {
    const checkout = {
      token: 'c-1',
      email: 'ada@shopper.example',
      currencyCode: 'EUR',
      lineItems: [{ quantity: 1, title: 'Oak lamp', variant: lamp }],
    };
    const typesOf = (agreed: boolean) =>
      eventsOfPixel(
        event('checkout_contact_info_submitted', { checkout: { ...checkout, buyerAcceptsEmailMarketing: agreed } }),
        {
          anonymousId,
          cart: cart(),
        },
      ).events.map(({ type }) => type);
    expect(typesOf(true)).toEqual(['checkout_updated', 'customer_identified', 'consent_updated']);
    expect(typesOf(false)).toEqual(['checkout_updated', 'customer_identified']);
  });

  test('of a checkout without a cart goes by the checkout, as in Shopify’s webhooks', () => {
    const { events } = eventsOfPixel(event('checkout_started', { checkout: { token: 'c-1', lineItems: [] } }), {
      anonymousId,
      cart: { id: undefined, lines: [] },
    });
    expect(events).toMatchObject([{ type: 'checkout_started', cartId: 'checkout:c-1' }]);
  });

  test('of a purchase empties the cart and claims no order', () => {
    const { events, cart: now } = eventsOfPixel(
      event('checkout_completed', { checkout: { token: 'c-1', lineItems: [] } }),
      {
        anonymousId,
        cart: cart(line(1)),
      },
    );
    expect(events).toMatchObject([{ type: 'cart_updated', cartId: token, lines: [] }]);
    expect(now).toEqual({ id: undefined, lines: [] });
  });

  test.for(['product_viewed', 'product_added_to_cart', 'checkout_started', 'checkout_completed'])(
    'of %s without its data says nothing wrong',
    (name) => {
      const { events } = eventsOfPixel(event(name, {}), { anonymousId, cart: { id: undefined, lines: [] } });
      for (const { productId, lines } of events) expect([productId, lines]).toEqual([undefined, []]);
    },
  );
});

test('a cart is known by its token, however Shopify writes it', () => {
  expect(
    [`gid://shopify/Cart/${token}?key=abc`, `${token}?key=abc`, token, '', undefined].map((id) => cartTokenOf(id)),
  ).toEqual([token, token, token, undefined, undefined]);
});
