import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Identity, identitiesOf, type KnownAs } from '../identity.ts';
import { keepOut, type SaidOfSomebody } from './keep-out.ts';

interface Said extends SaidOfSomebody {
  /** A yes of then; null: something else. */
  readonly agreedAt: number | null;
}

const storeId = 'store';
const erasedAtMs = 1_000;
const values = ['a', 'b', 'c'] as const;
const value = fc.option(fc.constantFrom(...values), { nil: undefined });
const someone: fc.Arbitrary<KnownAs> = fc.record({ customerId: value, email: value, anonymousId: value });
const said: fc.Arbitrary<Said> = fc.record({
  storeId: fc.constant(storeId),
  who: someone,
  agreedAt: fc.option(fc.integer({ min: 0, max: 2_000 })),
});

/** Everybody called `a` was erased, under whatever kind. */
const tombstoneOf = (_: Said, identity: Identity) =>
  identity.value === 'a' ? { erasureId: 'erasure-a', erasedAtMs } : undefined;
const ask = (events: readonly Said[]) => keepOut(events, { tombstoneOf, agreedAt: ({ agreedAt }) => agreedAt });
const names = (who: KnownAs) => identitiesOf(who).map((identity) => identity.value);

describe('whoever was erased', () => {
  test('is named by no event until they agree at a later moment, and nobody else is touched (operations T17)', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 8 }), (events) => {
        const { events: kept } = ask(events);
        const yes = events.findIndex(
          ({ who, agreedAt }) => names(who).includes('a') && agreedAt !== null && agreedAt > erasedAtMs,
        );
        const until = yes === -1 ? events.length : yes;
        for (const [index, event] of events.entries()) {
          const expected = index < until ? names(event.who).filter((name) => name !== 'a') : names(event.who);
          expect(names(kept[index]?.who ?? {})).toEqual(expected);
        }
      }),
    );
  });

  test('is counted once for each event that named them', () => {
    const one = { storeId, who: { customerId: 'a', email: 'a' }, agreedAt: null };
    expect(ask([one, one, { ...one, who: { email: 'b' } }]).counts).toEqual(new Map([['erasure-a', 2]]));
  });

  test('is not let in by a yes from before their erasure', () => {
    const { events, lifted } = ask([{ storeId, who: { email: 'a' }, agreedAt: erasedAtMs }]);
    expect([events[0]?.who, lifted.size]).toEqual([{}, 0]);
  });
});
