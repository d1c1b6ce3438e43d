import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LostWindow, mayHaveBeenSent } from './lost-window.ts';

const moment = fc.integer({ min: 0, max: 1_000 });
const message = fc.record({
  abandonedAt: moment,
  lastActivityAt: moment,
  delayMs: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
});
const lostTime = fc
  .tuple(moment, moment)
  .map(([a, b]): LostWindow => ({ from: Math.min(a, b), until: Math.max(a, b) }));

test('a message that is due after the lost time cannot have gone out in it, and any other may have (operations T11)', () => {
  fc.assert(
    fc.property(message, fc.array(lostTime, { maxLength: 3 }), (one, lost) => {
      const dueAt = Math.min(one.abandonedAt, one.lastActivityAt) + (one.delayMs ?? 0);
      const end = Math.max(-1, ...lost.map(({ until }) => until));
      expect(mayHaveBeenSent(one, lost)).toBe(dueAt <= end);
    }),
  );
});

test('nothing is in doubt where nothing was lost', () => {
  fc.assert(fc.property(message, (one) => !mayHaveBeenSent(one, [])));
});

test('without a known delay every message of a recovery that had begun is in doubt', () => {
  const lost = [{ from: 0, until: 100 }];
  expect(mayHaveBeenSent({ abandonedAt: 100, lastActivityAt: 90, delayMs: null }, lost)).toBe(true);
  expect(mayHaveBeenSent({ abandonedAt: 90, lastActivityAt: 101, delayMs: null }, lost)).toBe(true);
  expect(mayHaveBeenSent({ abandonedAt: 101, lastActivityAt: 101, delayMs: null }, lost)).toBe(false);
});
