import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redisKeys } from './keys.ts';

/** Of the installation: what they lead to names its store itself, or belongs to none. */
const ofNoStore: ReadonlySet<string> = new Set(['liveTicket', 'liveGaps', 'liveTold', 'liveControl', 'liveWake']);

const ofStores = Object.entries(redisKeys).flatMap(([name, make]) =>
  ofNoStore.has(name) || typeof make === 'string' ? [] : [{ name, make: make as (...parts: string[]) => string }],
);

describe('a key in Redis', () => {
  test('is of a store, or is named here as one that is not', () => {
    const strings = Object.entries(redisKeys).filter(([, make]) => typeof make === 'string');
    expect(strings.filter(([name]) => !ofNoStore.has(name))).toEqual([]);
    expect(ofStores.map(({ name }) => name).toSorted()).toEqual(
      ['activity', 'live', 'livePlaces', 'livePlacesOf', 'prediction'].toSorted(),
    );
  });

  test.for(ofStores)('$name of one store is never that of another, whatever else it names', ({ make }) => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.string(), fc.string(), (one, other, first, second) => {
        fc.pre(one !== other);
        expect(make(one, first)).not.toBe(make(other, second));
        // The hash tag: on a cluster all keys of a store lie together, and none of another store beside them by its name.
        expect(make(one, first).startsWith(`{${one}}:`)).toBe(true);
      }),
    );
  });
});
