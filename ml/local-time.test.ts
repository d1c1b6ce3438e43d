import { expect, test } from 'vitest';
import { localTime } from './local-time.ts';

test.each([
  ['UTC', '2026-01-04T00:00:00Z', { hour: 0, weekday: 0 }],
  ['Asia/Kathmandu', '2026-01-03T18:14:59Z', { hour: 23, weekday: 6 }],
  ['Asia/Kathmandu', '2026-01-03T18:15:00Z', { hour: 0, weekday: 0 }],
  ['America/New_York', '2026-03-08T06:59:59Z', { hour: 1, weekday: 0 }],
  ['America/New_York', '2026-03-08T07:00:00Z', { hour: 3, weekday: 0 }],
])('in %s it is at %s what the wall clock shows', (zone, at, expected) => {
  expect(localTime(Date.parse(at), zone)).toEqual(expected);
  expect(localTime(Date.parse(at), zone)).toEqual(expected);
});

test('a zone that nobody knows has no wall clock', () => {
  expect(localTime(0, 'Mars/Olympus')).toBeUndefined();
});
