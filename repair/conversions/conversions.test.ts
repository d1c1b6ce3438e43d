import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Field, fieldAt } from '../event-fields.ts';
import type { JsonValue } from '../json-value.ts';
import { conversions } from './index.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);

function field(path: string): Field {
  const found = fieldAt(path.split('.'));
  if (!found) throw new Error(`no field ${path}`);
  return found;
}

/** What the first conversion that knows the form makes of a value. */
function converted(path: string, value: JsonValue, document = {}): JsonValue | undefined {
  const context = { field: field(path), document, receivedAt };
  for (const conversion of conversions) {
    const form = conversion.kinds.includes(context.field.kind) ? conversion.formOf(value, context) : null;
    const made = form === null ? undefined : conversion.convert(value, form, context);
    if (made !== undefined) return made;
  }
  return undefined;
}

describe('a value in another form', () => {
  test.for([
    ['occurredAt', 1_795_342_500, '2026-11-22T10:15:00.000Z'],
    ['occurredAt', 1_795_342_500_000, '2026-11-22T10:15:00.000Z'],
    ['occurredAt', 1_795_342_500_000_000, '2026-11-22T10:15:00.000Z'],
    ['occurredAt', '1795342500', '2026-11-22T10:15:00.000Z'],
    ['occurredAt', '2026-11-22 10:15:00 UTC', '2026-11-22T10:15:00Z'],
    ['occurredAt', '2026-11-22 11:15:00 +01:00', '2026-11-22T11:15:00+01:00'],
    ['occurredAt', '2026-11-22T11:15:00.5+0100', '2026-11-22T11:15:00.5+01:00'],
    ['occurredAt', 'Sun, 22 Nov 2026 10:15:00 GMT', '2026-11-22T10:15:00Z'],
    ['occurredAt', 'Sun, 22 Nov 2026 11:15:00 +0100', '2026-11-22T11:15:00+01:00'],
    ['occurredAt', '/Date(1795342500000)/', '2026-11-22T10:15:00.000Z'],
    ['quantity', '2', 2],
    ['quantity', '2.00', 2],
    ['cartId', 1_042, '1042'],
    ['type', 'CartUpdated', 'cart_updated'],
    ['type', 'ORDER_PLACED', 'order_placed'],
    ['type', 'Product Added', 'line_added'],
    ['currency', 'eur', 'EUR'],
    ['locale', 'de_AT', 'de-AT'],
    ['cartId', '\ufeffcart-1', 'cart-1'],
    ['type', '"cart_updated"', 'cart_updated'],
    ['category', 'CafÃ©', 'Café'],
    ['category', 'Cafe\u0301', 'Café'],
    ['lines', '[{"productId":"p"}]', [{ productId: 'p' }]],
    ['lines', { 0: { productId: 'p' }, 1: { productId: 'q' } }, [{ productId: 'p' }, { productId: 'q' }]],
  ] as const)('of %s is understood: %j', ([path, value, wanted]) => {
    expect(converted(path, value as JsonValue)).toEqual(wanted);
  });

  test.for([
    ['occurredAt', '11/12/2026', 'the day and the month may be either'],
    ['occurredAt', 12, 'no unit makes it a time near now'],
    ['quantity', '1,000', 'a thousand or one'],
    ['quantity', 'several', 'no number'],
    ['type', 'cart_viewed', 'a type that does not exist'],
    ['category', 'Müller', 'right as it is'],
    ['totalMinor', '89.00', 'nobody knows the currency'],
    ['totalMinor', 89, 'cents or euros'],
  ] as const)('of %s is left alone where nobody can know: %j, %s', ([path, value]) => {
    expect(converted(path, value)).toBeUndefined();
  });

  test('of money shows its decimals and its currency', () => {
    expect(converted('totalMinor', '89.00', { currency: 'EUR' })).toBe(8_900);
    expect(converted('totalMinor', '89.000', { currency: 'TND' })).toBe(89_000);
    expect(converted('totalMinor', '89.00', { currency: 'JPY' })).toBeUndefined();
  });
});

describe('every conversion', () => {
  const values = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.integer({ min: 1_200_000_000, max: 1_795_000_000 }),
    fc.constantFrom('Eur', 'EUR', 'cartUpdated', ' cart_updated', '"x"', '02', '2.0', 'CafÃ©', '[]', '{"a":1}'),
    fc.json().map((text) => JSON.parse(text) as JsonValue),
  );
  const paths = [
    'id',
    'occurredAt',
    'type',
    'currency',
    'totalMinor',
    'quantity',
    'category',
    'locale',
    'lines',
    'who',
  ];

  test('never throws, and names the same form for the same value', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(...paths), (value, path) => {
        const context = { field: field(path), document: { currency: 'EUR' }, receivedAt };
        for (const conversion of conversions) {
          const form = conversion.formOf(value as JsonValue, context);
          expect(conversion.formOf(value as JsonValue, context)).toBe(form);
          if (form === null) continue;
          const made = conversion.convert(value as JsonValue, form, context);
          if (made !== undefined) conversion.invert(made, form, context);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
