import { expect, test } from 'vitest';
import { erasureStages, erasureStuckMs, expiriesAfter, isStuck, leftovers, nextStage } from './stage.ts';

test('an erasure goes through every stage once and ends', () => {
  const passed: string[] = ['requested'];
  for (let stage = nextStage('requested'); stage !== null; stage = nextStage(stage)) passed.push(stage);
  expect(passed).toEqual(erasureStages);
});

test('an erasure that waits for long is an alarm, one that moves is none', () => {
  expect(isStuck({ waitsSinceMs: null, nowMs: 1e12 })).toBe(false);
  expect(isStuck({ waitsSinceMs: 0, nowMs: erasureStuckMs })).toBe(false);
  expect(isStuck({ waitsSinceMs: 0, nowMs: erasureStuckMs + 1 })).toBe(true);
});

test('a receipt names everything that is left to expire, each with an end or as the operator’s to set (operations T13)', () => {
  const expiries = expiriesAfter(1_000);
  expect(expiries.map(({ what }) => what)).toEqual(leftovers);
  for (const { endsAtMs } of expiries) expect(endsAtMs === null || endsAtMs > 1_000).toBe(true);
});
