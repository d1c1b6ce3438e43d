import fc from 'fast-check';
import { v5 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { cartIdOf, orderIdOf, uuidV7, uuidV8 } from './ids.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  test('of carts and orders are UUID v5 as any other implementation makes them', () => {
    // Python: uuid.uuid5(uuid.UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8'), 'cart:42')
    expect(cartIdOf('6ba7b810-9dad-11d1-80b4-00c04fd430c8', '42')).toBe('42cd7260-1815-5baf-917a-8ad60897d0f0');
  });

  test('of carts and orders are those of the library, for any store and any well-formed name', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'grapheme' }), (store, name) => {
        expect(cartIdOf(store, name)).toBe(v5(`cart:${name}`, store));
        expect(orderIdOf(store, name)).toBe(v5(`order:${name}`, store));
      }),
    );
  });

  test('of decisions are UUID v8 of a SHA-256 hash, and stay what they are', () => {
    // Python: d = bytearray(sha256(b'store/key').digest()[:16]), then version 8 and the variant
    expect(uuidV8('store/key')).toBe('52e22c47-44a4-8818-b59b-d7661a372cfe');
  });

  test('of the same cart in two stores, and of a cart and an order of the same name, differ (I6)', () => {
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
    expect(cartIdOf(one, '1')).toBe(cartIdOf(one, '1'));
    expect(cartIdOf(one, '1')).not.toBe(cartIdOf(other, '1'));
    expect(cartIdOf(one, '1')).not.toBe(orderIdOf(one, '1'));
  });

  test('of persons are UUID v7, in the order in which they were made', () => {
    expect(uuidV7().match(uuid)?.[1]).toBe('7');
    const made = Array.from({ length: 10_000 }, uuidV7);
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});
