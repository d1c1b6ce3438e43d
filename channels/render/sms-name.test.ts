import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitsSms, smsNameOf, smsSegmentsMax } from './sms-name.ts';
import { smsSegments } from './sms-segments.ts';

const cyrillic = 'Магазин светильников и домашнего текстиля на Садовой';

test('a name in the SMS alphabet fits up to its full length, in another one up to 41 characters', () => {
  expect(
    fitsSms('Wool and Loom, makers of rugs since 1921, in the old spinning mill behind the station, Graz Austria'),
  ).toBe(true);
  expect([fitsSms('Ж'.repeat(41)), fitsSms('Ж'.repeat(42))]).toEqual([true, false]);
});

test('a store whose name is too long signs with its sender’s name, and without one with a shortened name', () => {
  expect(smsNameOf({ name: cyrillic, senderName: 'Светильники' })).toBe('Светильники');
  expect(smsNameOf({ name: 'Wool and Loom', senderName: 'Ada' })).toBe('Wool and Loom');
  expect(smsNameOf({ name: cyrillic, senderName: null })).toMatch(/^Магазин.*…$/);
});

test('whatever the names, the text around the one that is taken fits', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }),
      fc.option(fc.string({ unit: 'grapheme' })),
      (name, senderName) => {
        expect(smsSegments(smsNameOf({ name, senderName }) + 'x'.repeat(160))).toBeLessThanOrEqual(smsSegmentsMax);
      },
    ),
  );
});
