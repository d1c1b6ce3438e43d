import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDuration, writeDuration } from './parse-duration.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

describe('a length of time in a field of text', () => {
  test.each(['en', 'de-DE', 'de-CH', 'de-AT'])('comes back as it was written, in %s', (tag) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * day }), (ms) => {
        expect(readDuration(writeDuration(ms, tag), tag)).toBe(ms);
      }),
    );
  });

  test.for([
    ['en', '2 h 30 min', 2 * hour + 30 * minute],
    ['en', '2h30min', 2 * hour + 30 * minute],
    ['en', '1.5 h', 1.5 * hour],
    ['en', '1 day and 2 hours', day + 2 * hour],
    ['en', '90m', 90 * minute],
    ['de-DE', '1,5 Std.', 1.5 * hour],
    ['de-DE', '2 Tage, 3 Stunden', 2 * day + 3 * hour],
    ['de-AT', '1 Tag und 30 Minuten', day + 30 * minute],
    ['en', '0 min', 0],
  ] as const)('%s: %s', ([tag, text, ms]) => {
    expect(readDuration(text, tag)).toBe(ms);
  });

  test.for([
    ['en', ''],
    ['en', '90'],
    ['en', 'soon'],
    ['en', '1 h 2 h'],
    ['en', '1 fortnight'],
    ['en', '-1 h'],
    ['de-DE', '1.5 Std'],
    ['en', '1 h later'],
  ] as const)('%s: %s is not guessed at', ([tag, text]) => {
    expect(readDuration(text, tag)).toBeNull();
  });
});
