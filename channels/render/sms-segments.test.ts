import { describe, expect, test } from 'vitest';
import { smsSegments, toGsmLikeness } from './sms-segments.ts';

/** Fills an SMS of GSM-7 up to its last character: one character beyond the alphabet makes it three SMS. */
const fill = (text: string) => text + 'x'.repeat(160 - text.length);

describe('an SMS stays in its alphabet', () => {
  test.each(['fr-FR', 'de-CH', 'nb-NO', 'sv-SE', 'fi-FI', 'en-US'])(
    'with an amount as it is written in %s',
    (locale) => {
      const amount = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', currencyDisplay: 'code' });
      const text = toGsmLikeness(amount.format(12_345.6));
      expect(smsSegments(fill(text))).toBe(1);
    },
  );

  test.each([
    ['\u202f and \u00a0 of numbers', '12\u202f345,60\u00a0EUR', '12 345,60 EUR'],
    ['curly quotes', '“Ada’s” „Lampe“ «Lampe»', '"Ada\'s" "Lampe" "Lampe"'],
    ['dashes and dots', 'Ada – Shop ‑ now…', 'Ada - Shop - now...'],
    ['an accent beside its letter', 'A\u0308pfel', 'Äpfel'],
    ['what is not seen', 'Lamp\u00aden\u200bshop\ufeff', 'Lampenshop'],
  ])('with %s', (_, text, plain) => {
    expect(toGsmLikeness(text)).toBe(plain);
    expect(smsSegments(fill(plain))).toBe(1);
  });

  test('but a letter without a likeness keeps its own', () => {
    expect(toGsmLikeness('Магазин Łódź')).toBe('Магазин Łódź');
  });
});
