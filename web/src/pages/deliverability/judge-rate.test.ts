import { expect, test } from 'vitest';
import { judgeRate } from './judge-rate.ts';

const limit = { warn: 0.001, bad: 0.003, messagesMin: 1_000 };

test('a rate is judged from its limits on, and not before there are enough messages', () => {
  const judge = (count: number, all: number) => judgeRate({ count, all, reported: all }, limit);
  expect(judge(0, 0)).toBe('unknown');
  expect(judge(50, 999)).toBe('unknown');
  expect(judge(0, 1_000)).toBe('good');
  expect(judge(9, 10_000)).toBe('good');
  expect(judge(10, 10_000)).toBe('warn');
  expect(judge(29, 10_000)).toBe('warn');
  expect(judge(30, 10_000)).toBe('bad');
});

test('messages of which nothing is reported are never called fine', () => {
  expect(judgeRate({ count: 0, all: 50_000, reported: 0 }, limit)).toBe('unreported');
});
