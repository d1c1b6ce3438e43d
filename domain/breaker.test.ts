import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered, ask, type Breaker, closedBreaker } from './breaker.ts';

const limits = { failuresMax: 3, openMsMin: 1_000, openMsMax: 60_000 };

function failing(times: number, now: number, from: Breaker = closedBreaker): Breaker {
  let breaker = from;
  for (let nth = 0; nth < times; nth++) breaker = answered(breaker, { ok: false, now }, limits);
  return breaker;
}

describe('a breaker', () => {
  test('lets everything be asked until failures follow each other', () => {
    expect(ask(failing(2, 0), 0)).not.toBeNull();
    expect(ask(failing(3, 0), 0)).toBeNull();
  });

  test('counts from the start after an answer', () => {
    const again = answered(failing(2, 0), { ok: true, now: 0 }, limits);
    expect(ask(failing(2, 0, again), 0)).not.toBeNull();
  });

  test('lets one question through when its time is over, and no second beside it', () => {
    const open = failing(3, 0);
    expect(ask(open, 999)).toBeNull();
    const trying = ask(open, 1_000);
    expect(trying).toMatchObject({ kind: 'trying' });
    expect(ask(trying as Breaker, 5_000)).toBeNull();
  });

  test('closes with the first answer', () => {
    const trying = ask(failing(3, 0), 1_000) as Breaker;
    expect(answered(trying, { ok: true, now: 1_200 }, limits)).toEqual(closedBreaker);
  });

  test('stays open for twice as long after each try that failed, up to a limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (tries) => {
        let breaker = failing(3, 0);
        let now = 0;
        for (let nth = 0; nth < tries; nth++) {
          if (breaker.kind !== 'open') throw new Error(`it is ${breaker.kind}`);
          expect(breaker.until - now).toBe(Math.min(60_000, 1_000 * 2 ** nth));
          now = breaker.until;
          breaker = failing(1, now, ask(breaker, now) as Breaker);
        }
      }),
    );
  });

  test('is not opened for longer by questions that were under way when it opened', () => {
    const open = failing(3, 0);
    expect(failing(5, 500, open)).toEqual(open);
  });
});
