import { expect, test } from 'vitest';
import { brandOf, nothingSaid, plainBrand } from './brand.ts';
import { plainColours, plainPalettes } from './colours.ts';
import { shownBrand } from './shown-brand.ts';

const installation = {
  ...nothingSaid,
  ...{ name: 'Agency', colours: plainColours, supportEmail: 'help@agency.example', madeWith: true },
  logos: { light: 'a', dark: 'b' },
};

test('a store is shown as it said, else as the installation did', () => {
  const store = { ...nothingSaid, name: 'Lamps', madeWith: false };
  expect(brandOf({ store, installation })).toMatchObject({
    ...{ name: 'Lamps', madeWith: false, supportEmail: 'help@agency.example' },
    ...{ colours: plainColours, logos: { light: 'a', dark: 'b' } },
  });
});

test('logos are never put together from two brands', () => {
  const store = { ...nothingSaid, logos: { light: 'own', dark: null } };
  const { logo } = shownBrand(brandOf({ store, installation }), 'https://x.example');
  expect(logo).toEqual({
    light: 'https://x.example/v1/brand/logo/own',
    dark: 'https://x.example/v1/brand/logo/own',
  });
});

test('where nothing was said it is as it comes, and nothing says by what it was made', () => {
  expect(shownBrand(plainBrand, '')).toEqual({
    ...{ name: null, palettes: plainPalettes, ownColours: false, logo: null },
    ...{ supportEmail: null, supportUrl: null, madeWith: null },
  });
});
