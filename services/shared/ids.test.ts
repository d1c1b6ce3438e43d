import { describe, expect, test } from 'vitest';
import { cartIdOf, orderIdOf, uuidV7 } from './ids.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  test('of carts and orders are UUID v5 as any other implementation makes them', () => {
    // Python: uuid.uuid5(uuid.UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8'), 'cart:42')
    expect(cartIdOf('6ba7b810-9dad-11d1-80b4-00c04fd430c8', '42')).toBe('42cd7260-1815-5baf-917a-8ad60897d0f0');
  });

  test('of the same cart in two stores, and of a cart and an order of the same name, differ', () => {
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
    expect(cartIdOf(one, '1')).toBe(cartIdOf(one, '1'));
    expect(cartIdOf(one, '1')).not.toBe(cartIdOf(other, '1'));
    expect(cartIdOf(one, '1')).not.toBe(orderIdOf(one, '1'));
  });

  test('of persons are UUID v7, in the order of their time', () => {
    expect(uuidV7().match(uuid)?.[1]).toBe('7');
    expect(uuidV7(1_000) < uuidV7(2_000)).toBe(true);
  });
});
