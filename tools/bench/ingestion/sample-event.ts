/** A cart of two lines, as a shop would send it: about 400 bytes of JSON. */
export function sampleEvent(id: string, occurredAt: string): object {
  return {
    id,
    type: 'cart_updated',
    occurredAt,
    who: { anonymousId: 'visitor-5f2d81', email: 'shopper-5f2d81@mail.example' },
    cartId: 'cart-5f2d81',
    currency: 'EUR',
    lines: [
      {
        productId: 'lamp-oak-40',
        quantity: 1,
        unitPriceMinor: 8_900,
        name: 'Oak lamp, 40 cm',
        url: 'https://shop.example/p/lamp-oak-40',
      },
      { productId: 'bulb-e27', quantity: 2, unitPriceMinor: 450, name: 'Bulb E27' },
    ],
  };
}
