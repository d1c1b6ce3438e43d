import { expect, test } from 'vitest';
import { dayMs, minuteMs } from './duration.ts';
import { dueWarningMs, secretDue } from './secret-due.ts';

const nowMs = 1_800_000_000_000;
const yearMs = 365 * dayMs;

test('a secret is due when it is old, and is told two weeks before', () => {
  const aged = (ageMs: number) => secretDue({ changedMs: nowMs - ageMs, endsMs: null }, yearMs, nowMs).state;
  expect(aged(yearMs - dueWarningMs - 1)).toBe('good');
  expect(aged(yearMs - dueWarningMs)).toBe('soon');
  expect(aged(yearMs)).toBe('late');
});

test('where no more than days are allowed, it is told at half of them', () => {
  const aged = (ageMs: number) => secretDue({ changedMs: nowMs - ageMs, endsMs: null }, 4 * dayMs, nowMs).state;
  expect(aged(2 * dayMs - 1)).toBe('good');
  expect(aged(2 * dayMs)).toBe('soon');
});

test('one whose age nobody tells is neither good nor due', () => {
  expect(secretDue({ changedMs: null, endsMs: null }, yearMs, nowMs)).toEqual({ dueMs: null, state: 'unknown' });
});

test('a login that ends is late once three quarters of its life are over, and nothing has taken its place (operations T1)', () => {
  const leased = (leftMs: number) =>
    secretDue({ changedMs: nowMs - (60 * minuteMs - leftMs), endsMs: nowMs + leftMs }, yearMs, nowMs).state;
  expect(leased(30 * minuteMs)).toBe('good');
  expect(leased(15 * minuteMs)).toBe('good');
  expect(leased(15 * minuteMs - 1)).toBe('late');
});
