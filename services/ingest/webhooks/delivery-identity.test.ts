import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliveryIdentity } from './delivery-identity.ts';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const of = (body: unknown, deliveryId: string | null = 'd-1', topic = 'order.updated') =>
  deliveryIdentity({ deliveryId, topic, body: bytes(body) });

describe('two deliveries', () => {
  test('are never one when their bytes differ, whatever ids they carry', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.string(), (one, other, deliveryId) => {
        fc.pre(one !== other);
        expect(of(one, deliveryId)).not.toBe(of(other, deliveryId));
      }),
    );
  });

  test('are never one under two topics', () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (body, deliveryId) => {
        expect(of(body, deliveryId, 'order.deleted')).not.toBe(of(body, deliveryId, 'order.restored'));
      }),
    );
  });
});

test('the same bytes under the same id are one delivery', () => {
  const body = { id: 723 };
  expect(of(body)).toEqual(expect.any(String));
  expect(of({ ...body })).toBe(of(body));
});

describe('the same bytes under another delivery id', () => {
  test.each([
    ['a moment in ISO 8601', { id: 5, date_modified_gmt: '2026-11-20T10:00:00' }],
    ['a moment as databases write it', { id: 5, changed: '2026-11-20 10:00' }],
    ['a moment in seconds', { data: { id: 'c-1' }, created_at: 1_795_000_000 }],
    ['a moment in milliseconds', { eventTimestamp: '1795000000123' }],
  ])('are the same delivery when they name %s', (_, body) => {
    expect(of(body, 'd-2')).toBe(of(body, 'd-1'));
    expect(of(body, null)).toBe(of(body, 'd-1'));
  });

  test.each([
    ['an id of ten digits', { id: 1_795_000_000 }],
    ['a date alone', { id: 5, birthday: '2026-11-20' }],
    ['nothing but an id', { id: 723 }],
  ])('are another one when they name %s: an order may be deleted twice', (_, body) => {
    expect(of(body, 'd-2')).not.toBe(of(body, 'd-1'));
  });

  test('are never taken for each other when the platform names neither moment nor delivery', () => {
    expect(of({ id: 723 }, null)).toBeNull();
  });
});
