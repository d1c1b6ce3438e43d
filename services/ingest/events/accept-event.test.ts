import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventSchema } from '../../../events/event.ts';
import { validEvent } from '../../../test/valid-event.ts';
import { acceptEvent } from './accept-event.ts';
import { checkEvent } from './check-event.ts';

const receivedAt = Date.UTC(2026, 4, 1, 12);
const options = { receivedAt, searchHostile: true };
const order = {
  id: 'e-1',
  type: 'order_placed',
  occurredAt: '2026-05-01T11:00:00Z',
  who: { customerId: 'c-1' },
  orderId: 'o-1',
  lines: [{ productId: 'desk', quantity: 1, unitPriceMinor: 12_000 }],
  totalMinor: 12_000,
  currency: 'EUR',
};

function accepted(item: unknown) {
  const result = acceptEvent(item, options);
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`);
  return result;
}

describe('a purchase is accepted', () => {
  const odd = fc.oneof(
    fc.constantFrom(
      null,
      undefined,
      '',
      '1.299,00',
      -5,
      0.5,
      1e300,
      2_000_000,
      true,
      [],
      {},
      [null],
      'eur',
      'x'.repeat(9_000),
    ),
    fc.string({ unit: 'binary' }),
  );
  const details = ['occurredAt', 'lines', 'totalMinor', 'currency', 'linesOmitted', 'incomplete'] as const;

  test('whatever its details look like, and says which of them it lacks', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...details), odd, { minKeys: 1 }), (spoilt) => {
        const { event, mended } = accepted({ ...order, ...spoilt });
        expect(event).toMatchObject({ type: 'order_placed', orderId: 'o-1', who: { customerId: 'c-1' } });
        if (mended.length > 0) expect(event).toMatchObject({ incomplete: expect.arrayContaining([mended[0]]) });
      }),
      { numRuns: 300 },
    );
  });

  test('with the lines that can be read, and counts the others', () => {
    const lines = [
      { productId: 'desk', quantity: 2, unitPriceMinor: 'twelve' },
      { quantity: 1 },
      null,
      'lamp',
      { productId: 'chair', quantity: -1 },
    ];
    const { event } = accepted({ ...order, lines });
    expect(event).toMatchObject({ lines: [{ productId: 'desk', quantity: 2 }], linesOmitted: 3 });
  });

  test('with every line that can be read, wherever the others stand', () => {
    const readable = fc.integer({ min: 1, max: 99 }).map((quantity) => ({ productId: `p-${quantity}`, quantity }));
    const unreadable = fc.constantFrom<unknown>({}, { quantity: 1 }, { productId: 'desk' }, 'lamp', { name: 'Lamp' });
    const line = fc.oneof(
      readable.map((told) => ({ told, kept: true })),
      unreadable.map((told) => ({ told, kept: false })),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const { event } = accepted({ ...order, lines: lines.map(({ told }) => told) });
        const kept = lines.flatMap((one) => (one.kept ? [one.told] : []));
        expect(event).toMatchObject({ lines: kept });
        expect('linesOmitted' in event ? event.linesOmitted : 0).toBe(lines.length - kept.length);
      }),
    );
  });

  test('with as many lines as an event has room for', () => {
    const lines = Array.from({ length: 400 }, (_, index) => ({ productId: `p-${index}`, quantity: 1 }));
    expect(accepted({ ...order, lines }).event).toMatchObject({ linesOmitted: 150 });
  });

  test('as one of now, when its time cannot be read', () => {
    expect(accepted({ ...order, occurredAt: '-0001-11-30T00:00:00' }).event.occurredAt).toBe(
      new Date(receivedAt).toISOString(),
    );
  });

  test('of a cart without a person, and of nobody’s cart not at all', () => {
    expect(accepted({ ...order, who: null, cartId: 'cart-9' }).event).toMatchObject({ who: {}, cartId: 'cart-9' });
    expect(acceptEvent({ ...order, who: { email: 'none' } }, options)).toMatchObject({
      ok: false,
      error: { path: 'who.email' },
    });
    expect(acceptEvent({ ...order, orderId: null }, options)).toMatchObject({ ok: false });
  });
});

describe('a cart is accepted', () => {
  const cart = {
    id: 'e-2',
    type: 'cart_updated',
    occurredAt: '2026-05-01T11:00:00Z',
    who: { email: 'mira@shop.example' },
    cartId: 'cart-2',
    currency: 'EUR',
    lines: [{ productId: 'desk', quantity: 1, unitPriceMinor: 12_000, name: 'Desk' }],
  };
  const withLine = (change: object) => ({ ...cart, lines: [{ ...cart.lines[0], ...change }] });

  test('without a picture or link that nobody can open, and with a title cut at a character', () => {
    const { event, mended } = accepted(
      withLine({ imageUrl: 'data:image/png;base64,AAAA', name: `${'n'.repeat(299)}🪑🪑` }),
    );
    expect(event).toMatchObject({ lines: [{ productId: 'desk', unitPriceMinor: 12_000, name: 'n'.repeat(299) }] });
    expect(mended.toSorted()).toEqual(['lines.0.imageUrl', 'lines.0.name']);
  });

  test('with the value of all its lines, when it has more than an event has room for', () => {
    const lines = Array.from({ length: 300 }, (_, index) => ({
      productId: `p-${index}`,
      quantity: 2,
      unitPriceMinor: 100,
    }));
    expect(accepted({ ...cart, lines }).event).toMatchObject({ valueMinor: 60_000, linesOmitted: 50 });
  });

  test('but never with goods or prices that are guessed', () => {
    for (const change of [{ quantity: -1 }, { unitPriceMinor: 12.5 }, { productId: '' }])
      expect(acceptEvent(withLine(change), options).ok).toBe(false);
  });

  test('when a clock runs ahead', () => {
    expect(acceptEvent({ ...cart, occurredAt: '2026-05-02T03:00:00Z' }, options).ok).toBe(true);
  });
});

test('what is right is taken as it is', () => {
  const good = fc.oneof(...eventSchema.options.map((option) => validEvent(option.shape.type.value)));
  fc.assert(
    fc.property(good, (item) => {
      const checked = checkEvent(item, options);
      if (checked.ok) expect(acceptEvent(item, options)).toEqual({ ...checked, mended: [] });
    }),
    { numRuns: 200 },
  );
});
