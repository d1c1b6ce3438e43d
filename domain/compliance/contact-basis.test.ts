import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channels } from '../channel.ts';
import { type BasisFacts, type BasisRules, contactBasis } from './contact-basis.ts';

const offeredSince = '2026-06-01';
const rules: BasisRules = {
  softOptIn: { countries: ['DE', 'IT'], objectionOfferedSince: offeredSince },
  doubleOptInCountries: ['IT'],
};
const nobody: BasisFacts = {
  ...{ channel: 'email', country: 'DE', standing: null },
  ...{ refusedAt: null, confirmedAt: null, orderedAt: null },
};
const since = Date.parse(offeredSince);
const buyer: BasisFacts = { ...nobody, orderedAt: since };

const moment = fc.option(fc.integer({ min: since - 10, max: since + 10 }), { nil: null });
const anyFacts = fc.record({
  channel: fc.constantFrom(...channels),
  country: fc.constantFrom('DE', 'IT', 'US', null),
  standing: fc.constantFrom('granted' as const, 'denied' as const, 'unasked' as const, null),
  ...{ refusedAt: moment, confirmedAt: moment, orderedAt: moment },
});
const anyRules = fc.record({
  softOptIn: fc.constantFrom(rules.softOptIn, null),
  doubleOptInCountries: fc.constantFrom([], ['IT'], ['DE', 'IT']),
});

describe('the basis of a message', () => {
  test.for([
    ['somebody of Germany with an address and a cart, and no order', nobody],
    ['a buyer from before the shop offered to object', { ...buyer, orderedAt: since - 1 }],
    ['a buyer of a country that the store did not choose', { ...buyer, country: 'FR' }],
    ['a buyer whose country nobody knows', { ...buyer, country: null }],
    ['a buyer who refused', { ...buyer, standing: 'denied' as const, refusedAt: 1 }],
    ['a buyer whose shop has a no on record', { ...buyer, standing: 'unasked' as const, refusedAt: 1 }],
    ['a buyer of Italy, by text', { ...buyer, country: 'IT', channel: 'sms' as const }],
    ['somebody of Italy whose yes was not confirmed', { ...nobody, country: 'IT', standing: 'granted' as const }],
    [
      'somebody of Italy who confirmed and refused later',
      { ...nobody, country: 'IT', standing: 'granted' as const, confirmedAt: 5, refusedAt: 6 },
    ],
  ] as const)('is missing for %s', ([, facts]) => {
    expect(contactBasis(facts, rules)).toBeNull();
  });

  test.for([
    ['soft_opt_in', 'a buyer of Germany by e-mail', buyer],
    ['consent', 'a buyer who agreed', { ...buyer, standing: 'granted' as const }],
    ['consent', 'somebody of Germany whose yes was not confirmed', { ...nobody, standing: 'granted' as const }],
    [
      'consent',
      'somebody of Italy who confirmed',
      { ...nobody, country: 'IT', standing: 'granted' as const, confirmedAt: 5 },
    ],
    [
      'soft_opt_in',
      'a buyer of Italy whose yes was not confirmed',
      { ...buyer, country: 'IT', standing: 'granted' as const },
    ],
    [
      'consent',
      'a text to somebody of Italy who agreed',
      { ...nobody, country: 'IT', standing: 'granted' as const, channel: 'sms' as const },
    ],
  ] as const)('is %s for %s', ([basis, , facts]) => {
    expect(contactBasis(facts, rules)).toBe(basis);
  });

  test('is never anything but consent for texts and push messages, and there only what was agreed (field 38)', () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (facts, chosen) => {
        const basis = contactBasis(facts, chosen);
        if (facts.channel !== 'email') expect(basis).toBe(facts.standing === 'granted' ? 'consent' : null);
      }),
    );
  });

  test('is gone after a refusal, whatever was bought and whatever the store chose', () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (facts, chosen) => {
        expect(contactBasis({ ...facts, standing: 'denied' }, chosen)).toBeNull();
      }),
    );
  });

  test('is consent alone for a store that chose nothing', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const basis = contactBasis(facts, { softOptIn: null, doubleOptInCountries: [] });
        expect(basis).toBe(facts.standing === 'granted' ? 'consent' : null);
      }),
    );
  });
});
