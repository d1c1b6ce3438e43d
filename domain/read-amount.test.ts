import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney, minorUnitDigitsOf } from './money.ts';
import { amountOf, readAmount } from './read-amount.ts';

describe('an amount as people write it', () => {
  test.for([
    ['24,50 €', 'EUR', 2_450],
    ['€ 2.450,00', 'EUR', 245_000],
    ['2,450.00 EUR', 'EUR', 245_000],
    ['19.9', 'EUR', 1_990],
    ['3.456.789 €', 'EUR', 345_678_900],
    ['US$2,450', 'USD', 245_000],
    ['$15.490', 'CLP', 15_490],
    ['₫320.000', 'VND', 320_000],
    ['Rp 85.000', 'IDR', 8_500_000],
    ['$ 45.500', 'COP', 4_550_000],
    ['2 450 Ft', 'HUF', 245_000],
    ['2 450,00 kr', 'SEK', 245_000],
    ["CHF 2'450.–", 'CHF', 245_000],
    ['2.450,-', 'EUR', 245_000],
    ['349:-', 'SEK', 34_900],
    ['₹ 2,34,567.50', 'INR', 23_456_750],
    ['₹ 12,34,567', 'INR', 123_456_700],
    ['٢٤٫٥٠ €', 'EUR', 2_450],
    ['۲٬۴۵۰٬۰۰۰ ریال', 'IRR', 245_000_000],
    ['\u200f٢٤٫٥٠٠ د.ك.\u200f', 'KWD', 24_500],
    ['24.500 KD', 'KWD', 24_500],
    ['24,500 DT', 'TND', 24_500],
    ['45,000 IQD', 'IQD', 45_000_000],
    ['￥２４５０', 'JPY', 2_450],
    ['Sale price $24.50', 'USD', 2_450],
    ['0', 'EUR', 0],
  ] as const)('%s in %s is %d', ([text, currency, minor]) => {
    expect(readAmount(text, currency)).toBe(minor);
  });

  test.for([
    ['2.450 €', 'EUR'],
    ['2,450 €', 'EUR'],
    ['2.450', 'USD'],
    ['2.450', 'TND'],
    ['0.990', 'CLP'],
    ['24.50', 'JPY'],
    ['1.2.3', 'EUR'],
    ['24.5012', 'EUR'],
    ['12,345,67.00', 'USD'],
    ['Before 35.00, today 29.00', 'EUR'],
    ['35.00 29.00', 'EUR'],
    ['35.00–49.00', 'EUR'],
    ['from 35.00', 'EUR'],
    ['ab 35,00 €', 'EUR'],
    ['-15%', 'EUR'],
    ['15% off', 'EUR'],
    ['-5.00', 'EUR'],
    ['2,49 € / 100 g', 'EUR'],
    ['2,49 €/kg', 'EUR'],
    ['3 × 8.00', 'EUR'],
    ['US$ 24.50', 'EUR'],
    ['24.50 SEK', 'NOK'],
    ['19⁹⁹', 'EUR'],
    ['$.99', 'USD'],
    ['price on request', 'EUR'],
    ['', 'EUR'],
    ['9'.repeat(100), 'EUR'],
  ] as const)('%s in %s is none that is sure', ([text, currency]) => {
    expect(readAmount(text, currency)).toBeNull();
  });

  test('is read by the language of the shop, where that makes it clear', () => {
    expect(readAmount('2.450 €', 'EUR', 'de-AT')).toBe(245_000);
    expect(readAmount('2.450 €', 'EUR', 'en')).toBeNull();
    expect(readAmount('2,450 €', 'EUR', 'en-IE')).toBe(245_000);
    expect(readAmount('2.450 €', 'EUR', 'no language')).toBeNull();
  });

  test('that we wrote ourselves is read back as what it was, or not at all, in any language and currency', () => {
    const locales = [
      'en-US',
      'en-IN',
      'de-DE',
      'de-CH',
      'fr-FR',
      'es-CL',
      'pt-BR',
      'id-ID',
      'ar-EG',
      'fa-IR',
      'he-IL',
      'sv-SE',
    ];
    const currencies = ['EUR', 'USD', 'CLP', 'IDR', 'JPY', 'KWD', 'INR', 'CHF', 'HUF', 'TND', 'IQD', 'ILS', 'BRL'];
    let read = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.constantFrom(...currencies),
        fc.integer({ min: 0, max: 9_999_999_999 }),
        fc.boolean(),
        (locale, currency, minor, toldLocale) => {
          const amount = readAmount(
            formatMoney({ amountMinor: minor, currency }, locale),
            currency,
            toldLocale ? locale : undefined,
          );
          if (amount !== null) read += 1;
          expect([null, minor]).toContain(amount);
          if (toldLocale && minorUnitDigitsOf(currency) === 2) expect(amount).toBe(minor);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(read).toBeGreaterThan(800);
  });
});

test.for([
  ['1234.500', 'EUR', 123_450],
  [19.9, 'EUR', 1_990],
  ['24.50 EUR', 'EUR', 2_450],
  ['2,450.00', 'EUR', 245_000],
  ['2.450,00', 'EUR', 245_000],
  ['-3.00', 'EUR', -300],
  ['2,450', 'EUR', null],
  ['12.50 / 19.00', 'EUR', null],
  [null, 'EUR', null],
  [{ amount: '3.00' }, 'EUR', null],
] as const)('%j in the message of a platform is %j %j', ([value, currency, minor]) => {
  expect(amountOf(value, currency)).toBe(minor);
});
