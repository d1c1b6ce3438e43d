import { describe, expect, test } from 'vitest';
import { readBrowserItem } from './read-browser-item.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);
const punctual = { errorMs: 0, receivedAt };
const read = (item: unknown, clock = punctual) => readBrowserItem(item, clock);

describe('what a page said', () => {
  test('has prices in minor units of its currency, and quantities', () => {
    expect(
      read({
        currency: ' eur ',
        lines: [
          { productId: 7, quantity: '2', price: '1.234,50 €' },
          { productId: 'b', unitPriceMinor: 990, price: '1' },
        ],
      }),
    ).toEqual({
      currency: 'EUR',
      lines: [
        { productId: '7', quantity: 2, unitPriceMinor: 123_450 },
        { productId: 'b', quantity: 1, unitPriceMinor: 990 },
      ],
    });
  });

  test('without a currency has no prices, because their digits are unknown', () => {
    expect(read({ line: { productId: 'a', price: '5' }, currency: '€' })).toEqual({
      line: { productId: 'a', quantity: 1 },
    });
  });

  test('loses what makes no sense, and lines without a product', () => {
    expect(
      read({
        lines: [null, 'x', {}, { productId: 'a', quantity: -1 }, { productId: 'b', url: 'javascript:1', name: 'x\0y' }],
        valueMinor: 1.5,
        restoreUrl: '/cart',
      }),
    ).toEqual({ lines: [{ productId: 'b', quantity: 1, name: 'xy' }] });
  });

  test.for([
    [-3 * 3_600_000, '2026-11-22T10:00:00.000Z', '2026-11-22T07:00:00.000Z'],
    [3 * 3_600_000, '2026-11-22T08:00:00.000Z', '2026-11-22T11:00:00.000Z'],
    [3 * 3_600_000, '2026-11-22T11:00:00.000Z', '2026-11-22T12:00:00.000Z'],
    [59_000, '2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z'],
  ] as const)('by a clock that is %d ms off happened at the right time', ([errorMs, said, right]) => {
    expect(read({ occurredAt: said }, { errorMs, receivedAt })).toEqual({ occurredAt: right });
  });

  test.for([null, 'x', 7, [], { occurredAt: 'soon' }, { lines: 'none' }, { line: null }])(
    'that is no event stays what it is: %j',
    (item) => {
      expect(() => read(item, { errorMs: 1e15, receivedAt })).not.toThrow();
    },
  );
});

test('a price is read as the shop’s language writes it', () => {
  const item = { type: 'cart_updated', currency: 'EUR', lines: [{ productId: 'sofa', price: '1.750 €' }] };
  expect(readBrowserItem(item, punctual, 'de-DE')).toMatchObject({ lines: [{ unitPriceMinor: 175_000 }] });
  expect(readBrowserItem(item, punctual, 'en')).toEqual({ ...item, lines: [{ productId: 'sofa', quantity: 1 }] });
});
