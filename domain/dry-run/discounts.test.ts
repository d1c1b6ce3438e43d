import { expect, test } from 'vitest';
import type { OfferTerms } from '../offers/offer.ts';
import type { RehearsedCart, RehearsedMessage, RehearsedRecovery } from '../rehearse.ts';
import { createDiscounts, type TriedOffer } from './discounts.ts';

const terms: OfferTerms = {
  ...{ kind: 'percent', value: 10, currency: 'EUR', cartMinorMin: 3_000, discountMinorMax: null, validDays: 7 },
  ...{ messagesBefore: 1, marginPercent: 60, floorMarginPercent: 0, upliftPoints: 10 },
  ...{ monthlyCodesMax: null, monthlyMinorMax: null, lockoutRecoveries: 1, lockoutDays: 30 },
};
const offer: TriedOffer = { key: 'ten', isActive: true, terms, codesLeft: null, month: { codes: 0, minor: 0 } };
const recorded = { recoveries: 100, recovered: 20, orders: { currency: 'EUR', count: 20, meanMinor: 5_000 } };
const cartOf = (customerId: string, valueMinor: number | null, currency = 'EUR') =>
  ({ customerId, prediction: { kind: 'unavailable' }, snapshot: { cart: { valueMinor, currency } } }) as RehearsedCart;
const recoveryOf = (...sent: readonly RehearsedMessage[]) => ({ sent }) as unknown as RehearsedRecovery;
const message = (
  stepId: string,
  offered?: string,
  channel: RehearsedMessage['channel'] = 'email',
): RehearsedMessage => ({
  ...{ stepId, channel, at: 0 },
  ...(offered && { offer: offered }),
});
const both = recoveryOf(
  message('one', 'ten'),
  message('two', 'ten'),
  message('two', 'ten', 'sms'),
  message('three', 'ten'),
);

test('a recovery gets one code, in the first message that may carry it, and what all come to is said beside what is expected', () => {
  const discounts = createDiscounts([offer]);
  discounts.add(cartOf('a', 10_000), both);
  discounts.add(cartOf('b', 20_000), recoveryOf(message('one', 'ten')));
  discounts.add(cartOf('c', 1_000), both);
  discounts.add(cartOf('d', 30_000), both);
  expect(discounts.expected('EUR', recorded)).toEqual({ codes: 2, mostMinor: 4_000, expectedMinor: 800 });
});

test('nobody gets a code in more recoveries than the offer allows, nor beyond its month or its imported codes', () => {
  const codesOf = (change: Partial<TriedOffer>, customers: readonly string[]) => {
    const discounts = createDiscounts([{ ...offer, ...change }]);
    for (const customer of customers) discounts.add(cartOf(customer, 10_000), both);
    return discounts.expected('EUR', recorded)?.codes;
  };
  expect(codesOf({}, ['a', 'a', 'b'])).toBe(2);
  expect(codesOf({ codesLeft: 1 }, ['a', 'b'])).toBe(1);
  expect(codesOf({ terms: { ...terms, monthlyCodesMax: 5 }, month: { codes: 4, minor: 0 } }, ['a', 'b'])).toBe(1);
  expect(codesOf({ isActive: false }, ['a', 'b'])).toBe(0);
});

test('a flow without offers has no discounts, and too little data expects nothing of them', () => {
  const none = createDiscounts([offer]);
  none.add(cartOf('a', 10_000), recoveryOf(message('one'), message('two')));
  expect(none.expected('EUR', recorded)).toBeNull();
  const few = createDiscounts([offer]);
  few.add(cartOf('a', 10_000), both);
  expect(few.expected('EUR', { ...recorded, recoveries: 10 })).toEqual({
    codes: 1,
    mostMinor: 1_000,
    expectedMinor: null,
  });
});
