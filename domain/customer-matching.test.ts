import { describe, expect, test } from 'vitest';
import { createCustomerDirectory } from './customer-matching.ts';
import type { KnownAs } from './identity.ts';

describe('matching of customers', () => {
  test('a device that someone signs in on was that customer all along', () => {
    const { see, changes } = matching();
    expect(see({ anonymousId: 'a' })).toBe(see({ anonymousId: 'a', customerId: 'c1', email: 'One@shop.example' }));
    expect(see({ email: 'one@shop.example' })).toBe(see({ anonymousId: 'a' }));
    expect(changes().merges).toEqual([]);
  });

  test('a device known before is merged into a customer known before, with the event that caused it', () => {
    const { see, current, changes } = matching({
      'anonymous:a': { id: 'device' },
      'customer:c1': { id: 'customer', externalId: 'c1' },
    });
    expect(see({ anonymousId: 'a', customerId: 'c1' })).toBe('customer');
    expect(current('device')).toBe('customer');
    expect(changes().merges).toEqual([{ fromId: 'device', intoId: 'customer', causeEventId: 'event-1' }]);
  });

  test('two customers on one device stay two, and the device goes to the newest', () => {
    const { see } = matching();
    const one = see({ anonymousId: 'a', customerId: 'c1' });
    const other = see({ anonymousId: 'a', customerId: 'c2' });
    expect(other).not.toBe(one);
    expect(see({ anonymousId: 'a' })).toBe(other);
    expect(see({ customerId: 'c1' })).toBe(one);
  });

  test('two guests with different addresses on one device stay two', () => {
    const { see } = matching();
    const one = see({ anonymousId: 'a', email: 'one@shop.example' });
    expect(see({ anonymousId: 'a', email: 'other@shop.example' })).not.toBe(one);
    expect(see({ email: 'one@shop.example' })).toBe(one);
  });

  test('a guest becomes the customer who is named together with the guest’s address', () => {
    const { see } = matching();
    const guest = see({ email: 'one@shop.example' });
    expect(see({ customerId: 'c1', email: 'one@shop.example' })).toBe(guest);
    expect(see({ customerId: 'c1' })).toBe(guest);
  });

  test('a guest does not become the customer who only used the same device', () => {
    const { see } = matching();
    const guest = see({ anonymousId: 'a', email: 'one@shop.example' });
    expect(see({ anonymousId: 'a', customerId: 'c1' })).not.toBe(guest);
    expect(see({ email: 'one@shop.example' })).toBe(guest);
  });

  test('an address of one customer named together with another customer stays where it is', () => {
    const { see } = matching();
    const one = see({ customerId: 'c1', email: 'shared@shop.example' });
    expect(see({ customerId: 'c2', email: 'shared@shop.example' })).not.toBe(one);
    expect(see({ email: 'shared@shop.example' })).toBe(one);
  });

  test('a customer may have several addresses and devices', () => {
    const { see } = matching();
    const one = see({ customerId: 'c1', email: 'one@shop.example', anonymousId: 'a' });
    expect(see({ customerId: 'c1', email: 'new@shop.example', anonymousId: 'b' })).toBe(one);
    expect(see({ email: 'new@shop.example' })).toBe(one);
    expect(see({ anonymousId: 'b' })).toBe(one);
  });

  test('a guest by phone and a guest by e-mail who are named together are one', () => {
    const { see, current } = matching({
      'phone:+4915112345678': { id: 'by-phone' },
      'email:one@shop.example': { id: 'by-email', emails: ['one@shop.example'] },
    });
    expect(see({ email: 'one@shop.example', phone: '+4915112345678' })).toBe('by-email');
    expect(current('by-phone')).toBe('by-email');
  });

  test('who only looks at products and is not known yet is not made a customer', () => {
    const { look } = matching();
    expect(look({ anonymousId: 'a' })).toBeNull();
  });
});

function matching(known: Record<string, { id: string; externalId?: string; emails?: string[] }> = {}) {
  const persons = Object.values(known).map(({ id, externalId, emails }) => ({
    id,
    isNew: false,
    externalId: externalId ?? null,
    emails: new Set(emails),
  }));
  let [ids, events] = [0, 0];
  const directory = createCustomerDirectory({
    persons,
    holders: new Map(Object.entries(known).map(([key, { id }]) => [key, id])),
    newId: () => `new-${++ids}`,
  });
  const resolve = (who: KnownAs, create: boolean) => directory.resolve({ id: `event-${++events}`, who }, { create });
  return {
    see: (who: KnownAs) => resolve(who, true),
    look: (who: KnownAs) => resolve(who, false),
    current: directory.current,
    changes: directory.changes,
  };
}
