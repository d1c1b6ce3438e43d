import { describe, expect, test } from 'vitest';
import { emailOf, phoneOf, whoOf } from './who.ts';

describe('a telephone number', () => {
  test.each([
    ['+43 (0)660 1234567', [], '+436601234567'],
    ['+49 (0) 151 / 23456789', [], '+4915123456789'],
    ['0660 1234567', ['AT'], '+436601234567'],
    ['0660 1234567', [null, 'nowhere', 'at'], '+436601234567'],
    ['00 43 660 1234567', ['AT'], '+436601234567'],
    ['+43 660 1234567', ['DE'], '+436601234567'],
    ['(415) 555-2671', ['US'], '+14155552671'],
    ['+39 06 6982', ['IT'], '+39066982'],
  ])('%s of %j is %s', (written, countries, number) => {
    expect(phoneOf(written, countries)).toBe(number);
  });

  test.each([
    ['0660 1234567', []],
    ['1234567', ['AT', 'DE'].slice(2)],
    ['+49 170', ['DE']],
    ['+999 1234567', []],
    ['call me', ['AT']],
    ['+43 660 1234567 ext. 9', []],
    ['', ['AT']],
    [6601234567, ['AT']],
  ])('that is not sure is nobody’s: %s of %j', (written, countries) => {
    expect(phoneOf(written, countries)).toBeUndefined();
  });
});

test('an address is known by one form, and what is none names nobody', () => {
  expect(emailOf(' Mia@BÄCKEREI.example ')).toBe('mia@xn--bckerei-5wa.example');
  expect(whoOf({ emails: ['mia@', null], phones: ['12'] })).toBeNull();
});
