import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSendPlaces, placesPerAccount } from './places.ts';

const slow = { channel: 'email', provider: 'slow' } as const;
const quick = { channel: 'email', provider: 'quick' } as const;
const all = 20;

describe('the places of a process', () => {
  test('an account whose messages never end leaves places for the others (field 6)', () => {
    const places = createSendPlaces({ placesOf: () => placesPerAccount(all, 2), now: () => 0 });
    const takenBy = (key: typeof slow | typeof quick) =>
      Array.from({ length: 100 }, () => places.hold().take(key)).filter((waitMs) => waitMs === null).length;
    expect(takenBy(slow)).toBe(12);
    expect(takenBy(quick)).toBeGreaterThanOrEqual(all - 12);
  });

  test('the only account has all of them', () => {
    expect([placesPerAccount(all, 1), placesPerAccount(all, 2), placesPerAccount(1, 5)]).toEqual([20, 12, 1]);
  });

  test('whatever comes and goes, no account has more than its own, and each is given back once (field 6)', () => {
    const step = fc.record({ message: fc.nat(9), key: fc.constantFrom(slow, quick), ends: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const places = createSendPlaces({ placesOf: () => 3, now: () => 0 });
        const held = Array.from({ length: 10 }, () => places.hold());
        const at = new Map<number, string>();
        for (const { message, key, ends } of steps) {
          const hold = held[message];
          if (ends) hold?.release();
          const isIn = !ends && hold?.take(key) === null;
          if (isIn) at.set(message, key.provider);
          else at.delete(message);
          for (const { provider } of [slow, quick])
            expect([...at.values()].filter((one) => one === provider).length).toBeLessThanOrEqual(3);
        }
        for (const hold of held) hold.release();
        const free = Array.from({ length: 4 }, () => places.hold().take(slow)).filter((waitMs) => waitMs === null);
        expect(free).toHaveLength(3);
      }),
    );
  });

  test('who is sent away is told to come back one after the other', () => {
    let nowMs = 0;
    const places = createSendPlaces({ placesOf: () => 1, now: () => nowMs });
    const first = places.hold();
    first.take(slow);
    nowMs = 20_000;
    first.release();
    places.hold().take(slow);
    const waits = Array.from({ length: 5 }, () => places.hold().take(slow) ?? 0);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(new Set(waits).size).toBe(5);
  });
});
