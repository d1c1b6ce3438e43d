import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanProductName, personName } from './told-name.ts';

describe('the name of a product from a browser', () => {
  test.for([
    ['Domain www.mein-laden.at for a year', 'Domain for a year'],
    ['Gift card (spend it at shop-more.example)', 'Gift card (spend it at)'],
    ['Claim at prize.example/claim, now', 'Claim at, now'],
    ['Sofa – HTTPS://prize.example/?a=1', 'Sofa'],
    ['Lamp or prize.com', 'Lamp or'],
    ['Lamp or PRIZE.COM!', 'Lamp or!'],
    ['Lamp|prize.xyz', 'Lamp'],
    ['Lamp via t.me/prize', 'Lamp via'],
    ['Lamp и приз.рф', 'Lamp и'],
    ['Lamp pri\u200bze.example', 'Lamp'],
    ['Lamp prize。com', 'Lamp'],
    ['Lamp 192.0.2.17/claim', 'Lamp'],
    ['Lamp, ask win@prize.example', 'Lamp, ask'],
    ['You won, call +43 1 555 0100', 'You won'],
    ['You won: 0900/555 01 00', 'You won'],
    ['Won (tel. 555-0100)', 'Won'],
  ] as const)('loses what a reader could follow: %s', ([told, shown]) => {
    expect(cleanProductName(told)).toBe(shown);
  });

  test.for([
    'WWW. A short history',
    'Node.js in practice',
    'Dr.Becker cleaner',
    'T.REX figure',
    'Spice, 250.ml',
    'Bottle 1.5l',
    'ISBN 978-3-16-148410-0',
    'EAN 4006381333931',
    'Calendar 2027-01-01',
    'M4 x 20 screws, 100 pieces',
    'Nikon Z 24-70 mm f/2.8',
    '台所用品。使いやすい',
    'and/or sign',
    'R.E.M. – Out of Time',
  ])('stays whole where nothing in it leads anywhere: %s', (name) => {
    expect(cleanProductName(name)).toBe(name);
  });

  test.for(['www.prize.example', '(https://prize.example)', '+1 900 555 0100', '   ', '—'])(
    'is none where nothing readable is left: %s',
    (name) => {
      expect(cleanProductName(name)).toBeUndefined();
    },
  );

  test('holds no address, however it is wrapped in words', () => {
    const address = fc
      .tuple(fc.stringMatching(/^[a-z]{2,12}$/), fc.constantFrom('example', 'com', 'at', 'shop', 'ninja', 'unheardof'))
      .map((labels) => labels.join('.'));
    const wrap = fc.constantFrom(' ', '(', '"', '|', '→', ' www.', ' https://', '/', ' a@', ',', '\u200b');
    fc.assert(
      fc.property(fc.lorem(), wrap, address, fc.constantFrom('', ' ', ')', '/claim', '!', '?x=1', '.'), (...parts) => {
        const [words, before, site, after] = parts;
        expect(cleanProductName(`${words.replaceAll('.', '')}${before}${site}${after}`) ?? '').not.toContain(site);
      }),
    );
  });
});

describe('the first name of a customer', () => {
  test.for([
    ['Zoë', 'Zoë'],
    ['  Mary  Ann ', 'Mary Ann'],
    ['María del Carmen', 'María del Carmen'],
    ['J.R.', 'J.R.'],
    ["D'Arcy", "D'Arcy"],
    ['William 3rd', 'William 3rd'],
    ['王', '王'],
  ] as const)('%s is one', ([told, name]) => {
    expect(personName(told)).toBe(name);
  });

  test.for([
    '',
    'NULL',
    'undefined',
    'None',
    'N/A',
    '--',
    '[object Object]',
    '{{ customer.first_name }}',
    '*|FNAME|*',
    'GET 750 USD',
    'get 50 euro',
    '$$$',
    'visit prize.example',
    'prize.xyz',
    'zoe@home.example',
    'call 0900555',
    'Zoe1992',
    'You were chosen to receive a parcel from us today',
  ])('%s is none', (told) => {
    expect(personName(told)).toBeUndefined();
  });
});
