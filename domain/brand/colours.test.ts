import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkColours, type Palette, palettesOf, plainColours, plainPalettes } from './colours.ts';
import { contrastMin, contrastOf, inkOn, mixed, nearestReadable } from './contrast.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const colours = fc.record({ primary: colour, background: colour, text: colour, link: colour });

describe('contrast', () => {
  test('is what the recommendation gives as examples', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  test('is the same from both sides, 1 of a colour with itself, and never more than 21', () => {
    fc.assert(
      fc.property(colour, colour, (one, other) => {
        expect(contrastOf(one, other)).toBe(contrastOf(other, one));
        expect(contrastOf(one, one)).toBe(1);
        expect(contrastOf(one, other)).toBeGreaterThanOrEqual(1);
        expect(contrastOf(one, other)).toBeLessThanOrEqual(21.000_001);
      }),
    );
  });

  test('of black or white on any colour is enough for a text', () => {
    fc.assert(fc.property(colour, (face) => contrastOf(inkOn(face), face) >= contrastMin.text));
  });

  test('the nearest readable colour can be read, and one that can be read is its own nearest', () => {
    fc.assert(
      fc.property(colour, colour, fc.constantFrom(...Object.values(contrastMin)), (wanted, ground, ratio) => {
        const nearest = nearestReadable(wanted, [ground], ratio);
        expect(nearest).not.toBeNull();
        expect(contrastOf(nearest ?? wanted, ground)).toBeGreaterThanOrEqual(ratio);
        if (contrastOf(wanted, ground) >= ratio) expect(nearest).toBe(wanted);
      }),
    );
  });

  test('a mixture ends at its two colours', () => {
    fc.assert(
      fc.property(colour, colour, (one, other) => mixed(one, other, 0) === one && mixed(one, other, 1) === other),
    );
  });
});

describe('the colours of a brand', () => {
  test('are refused below 4.5 to 1 for texts and 3 to 1 for buttons, and what is offered instead is taken', () => {
    fc.assert(
      fc.property(colours, (chosen) => {
        const findings = checkColours(chosen);
        const offered = { ...chosen, ...Object.fromEntries(findings.map((one) => [one.colour, one.nearest])) };
        expect(checkColours(offered)).toEqual([]);
        for (const { ratio, ratioMin } of findings) expect(ratio).toBeLessThan(ratioMin);
      }),
    );
  });

  test('give pages and mails on which everything can be read, in both themes', () => {
    fc.assert(
      fc.property(colours, (chosen) => {
        const offered = {
          ...chosen,
          ...Object.fromEntries(checkColours(chosen).map((one) => [one.colour, one.nearest])),
        };
        for (const palette of Object.values(palettesOf(offered))) expectReadable(palette);
      }),
    );
  });

  test('that come with the engine can be read, and without a choice they are what is shown', () => {
    expect(checkColours(plainColours)).toEqual([]);
    for (const palette of Object.values(plainPalettes)) expectReadable(palette);
    expect(palettesOf(null)).toBe(plainPalettes);
  });

  test('of a dark brand are the same in both themes', () => {
    const { light, dark } = palettesOf({
      ...{ primary: '#ffd166', background: '#101828', text: '#f2f4f7', link: '#9ec5ff' },
    });
    expect(dark).toBe(light);
  });
});

function expectReadable({ page, background, text, quiet, link, primary, onPrimary }: Palette): void {
  for (const ground of [page, background]) {
    for (const written of [text, quiet, link])
      expect(contrastOf(written, ground)).toBeGreaterThanOrEqual(contrastMin.text);
    expect(contrastOf(primary, ground)).toBeGreaterThanOrEqual(contrastMin.control);
  }
  expect(contrastOf(onPrimary, primary)).toBeGreaterThanOrEqual(contrastMin.text);
}
