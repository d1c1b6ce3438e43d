import fc from 'fast-check';
import type { StorefrontEvent } from '../../../events/event.ts';

const start = Date.UTC(2026, 10, 20, 10);

/** Any short trace of a few carts, with several events in one millisecond and products that come and go. */
export const anyTrace = fc
  .array(
    fc.record({
      kind: fc.constantFrom('add', 'add', 'add', 'remove', 'order', 'order all'),
      cart: fc.constantFrom('c1', 'c2'),
      product: fc.constantFrom('11', '12', '13'),
      quantity: fc.integer({ min: 1, max: 3 }),
      priceMinor: fc.option(fc.integer({ min: 1, max: 99_999 }), { nil: undefined }),
      pauseMs: fc.constantFrom(0, 0, 1, 400),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((steps) => {
    let at = start;
    return steps.map((step, index): StorefrontEvent => {
      at += step.pauseMs;
      const { cart, product: productId, quantity, priceMinor } = step;
      const base = {
        id: `run-${String(index).padStart(9, '0')}`,
        occurredAt: new Date(at).toISOString(),
        who: { anonymousId: `anon-${cart}`, ...(cart === 'c2' && { email: 'ada@shop.example', customerId: 'ada' }) },
        cartId: cart,
      };
      const line = { productId, quantity, unitPriceMinor: priceMinor };
      switch (step.kind) {
        case 'add':
          return { ...base, type: 'line_added', line, currency: 'USD' };
        case 'remove':
          return { ...base, type: 'line_removed', productId, quantity };
        default: {
          const lines = step.kind === 'order' ? [line] : undefined;
          return { ...base, type: 'order_placed', orderId: `o-${index}`, lines, totalMinor: 100, currency: 'USD' };
        }
      }
    });
  });
