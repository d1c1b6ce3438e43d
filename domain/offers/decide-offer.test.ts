import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideOffer, type OfferFacts } from './decide-offer.ts';
import { costOf, discountOf, grantOf, type OfferTerms } from './offer.ts';

const terms: OfferTerms = {
  ...{ kind: 'percent', value: 10, currency: 'EUR', cartMinorMin: 0, discountMinorMax: null, validDays: 7 },
  ...{ messagesBefore: 1, marginPercent: 40, floorMarginPercent: 20, upliftPoints: 5 },
  ...{ monthlyCodesMax: null, monthlyMinorMax: null, lockoutRecoveries: 2, lockoutDays: 180 },
};
const facts: OfferFacts = {
  isActive: true,
  cart: { valueMinor: 10_000, currency: 'EUR' },
  probability: 0.05,
  messagesBefore: 1,
  discountedRecoveries: 0,
  month: { codes: 0, minor: 0 },
};

const anyTerms: fc.Arbitrary<OfferTerms> = fc.record({
  kind: fc.constantFrom('percent' as const, 'amount' as const, 'free_shipping' as const),
  value: fc.integer({ min: 1, max: 90 }),
  currency: fc.constant('EUR'),
  cartMinorMin: fc.integer({ min: 0, max: 20_000 }),
  discountMinorMax: fc.option(fc.integer({ min: 1, max: 5_000 })),
  validDays: fc.constant(7),
  messagesBefore: fc.integer({ min: 0, max: 3 }),
  marginPercent: fc.integer({ min: 0, max: 100 }),
  floorMarginPercent: fc.integer({ min: 0, max: 100 }),
  upliftPoints: fc.integer({ min: 1, max: 100 }),
  monthlyCodesMax: fc.option(fc.integer({ min: 0, max: 5 })),
  monthlyMinorMax: fc.constant(null),
  lockoutRecoveries: fc.option(fc.integer({ min: 1, max: 3 })),
  lockoutDays: fc.constant(180),
});
const anyFacts: fc.Arbitrary<OfferFacts> = fc.record({
  isActive: fc.constant(true),
  cart: fc.record({ valueMinor: fc.integer({ min: 1, max: 200_000 }), currency: fc.constant('EUR') }),
  probability: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  messagesBefore: fc.integer({ min: 0, max: 4 }),
  discountedRecoveries: fc.integer({ min: 0, max: 4 }),
  month: fc.record({ codes: fc.integer({ min: 0, max: 6 }), minor: fc.constant(0) }),
});
const scaled = (kind: OfferTerms['kind'], value: number) => (kind === 'percent' ? value : value * 50);

describe('an offer (I10)', () => {
  test('never leaves less than the floor margin, and never takes off more than its most', () => {
    fc.assert(
      fc.property(anyTerms, anyFacts, (any, known) => {
        const asked = { ...any, value: scaled(any.kind, any.value) };
        const valueMinor = known.cart.valueMinor ?? 0;
        if (decideOffer(asked, known).kind === 'withheld') return;
        const off = discountOf(asked, valueMinor);
        expect((asked.marginPercent * valueMinor) / 100 - off).toBeGreaterThanOrEqual(
          (asked.floorMarginPercent * valueMinor) / 100,
        );
        if (asked.kind === 'percent' && asked.discountMinorMax !== null) {
          expect(off).toBeLessThanOrEqual(asked.discountMinorMax);
          const made = grantOf(asked, valueMinor);
          const cost = made.kind === 'percent' ? (valueMinor * made.value) / 100 : made.value;
          expect(cost).toBeLessThanOrEqual(asked.discountMinorMax);
        }
      }),
    );
  });

  test('that a cart gets, a cart of more value gets too, where all else is the same and no money runs out', () => {
    fc.assert(
      fc.property(anyTerms, anyFacts, fc.integer({ min: 0, max: 500_000 }), (any, known, more) => {
        const asked = { ...any, value: scaled(any.kind, any.value) };
        if (decideOffer(asked, known).kind === 'withheld') return;
        const larger = { ...known, cart: { ...known.cart, valueMinor: (known.cart.valueMinor ?? 0) + more } };
        // What is exactly even may fall to either side of zero by the last bit of a number.
        const decided = decideOffer({ ...asked, floorMarginPercent: asked.floorMarginPercent - 1e-9 }, larger);
        expect(decided.kind === 'given' || isEven(asked, larger)).toBe(true);
      }),
    );
  });

  test.each([
    ['offer_off', { isActive: false }],
    ['cart_value_unknown', { cart: { valueMinor: null, currency: 'EUR' } }],
    ['cart_value_unknown', { cart: { valueMinor: 10_000, currency: 'USD' } }],
    ['first_message', { messagesBefore: 0 }],
    ['locked_out', { discountedRecoveries: 2 }],
    ['does_not_pay', { probability: 0.5 }],
  ] as const)('is withheld as %s', (reason, change) => {
    expect(decideOffer(terms, { ...facts, ...change })).toEqual({ kind: 'withheld', reason });
  });

  test.each([
    ['cart_too_small', { cartMinorMin: 10_001 }],
    ['margin_floor', { floorMarginPercent: 31 }],
    ['budget_codes', { monthlyCodesMax: 3 }],
    ['budget_money', { monthlyMinorMax: 3_999 }],
  ] as const)('is withheld as %s', (reason, change) => {
    const month = { codes: 3, minor: 3_000 };
    expect(decideOffer({ ...terms, ...change }, { ...facts, month })).toEqual({ kind: 'withheld', reason });
  });

  test('is given to somebody who would hardly buy without it, at its cost and what it is expected to bring', () => {
    // 0.1 · (40 − 10) € − 0.05 · 40 € of a cart of 100 €.
    expect(decideOffer(terms, facts)).toEqual({ kind: 'given', costMinor: 1_000, gainMinor: expect.closeTo(100, 6) });
  });

  test('costs the store whole minor units, rounded up', () => {
    expect(costOf({ ...terms, value: 15 }, 1_999)).toBe(300);
  });
});

function isEven(asked: OfferTerms, { cart, probability }: OfferFacts): boolean {
  const without = probability ?? 0.1;
  const value = cart.valueMinor ?? 0;
  const uplift = Math.min(1 - without, asked.upliftPoints / 100);
  return Math.abs((uplift * asked.marginPercent * value) / 100 - (without + uplift) * discountOf(asked, value)) < 1e-6;
}
