import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shopperOf } from './shopper-key.ts';

describe('the name of a shopper outside of PostgreSQL', () => {
  test('never holds an address, whichever field it came in', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.constantFrom('anonymousId', 'customerId', 'email'), (address, field) => {
        const name = shopperOf({ [field]: address });
        expect(name).toMatch(/^h:[0-9a-f]{32}$/);
        expect(shopperOf({ email: address })).toBe(name);
      }),
    );
  });

  test('is the id that the shop gave where that is none of an address', () => {
    expect(shopperOf({ anonymousId: 'device-7', customerId: '12' })).toBe('a:device-7');
    expect(shopperOf({ customerId: '12' })).toBe('c:12');
  });

  test('is the same for a number that stands as customer id and as phone', () => {
    expect(shopperOf({ customerId: '+4366012345678' })).toBe(shopperOf({ phone: '+4366012345678' }));
  });
});
