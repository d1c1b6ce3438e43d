import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shopperOf } from './shopper-key.ts';

const hasher = (address: string): string => createHmac('sha256', 'a key').update(address).digest('hex');

describe('the name of a shopper outside of PostgreSQL', () => {
  test('never holds an address, whichever field it came in', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.constantFrom('anonymousId', 'customerId', 'email'), (address, field) => {
        const name = shopperOf({ [field]: address }, hasher);
        expect(name).toMatch(/^h:[0-9a-f]{32}$/);
        expect(shopperOf({ email: address }, hasher)).toBe(name);
      }),
    );
  });

  test('is the id that the shop gave where that is none of an address', () => {
    expect(shopperOf({ anonymousId: 'device-7', customerId: '12' }, hasher)).toBe('a:device-7');
    expect(shopperOf({ customerId: '12' }, hasher)).toBe('c:12');
  });

  test('is the same for a number that stands as customer id and as phone', () => {
    const [customerId, phone] = ['+4366012345678', '+4366012345678'];
    expect(shopperOf({ customerId }, hasher)).toBe(shopperOf({ phone }, hasher));
  });
});
