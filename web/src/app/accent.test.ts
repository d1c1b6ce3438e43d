import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast } from '../lib/colour.ts';
import { accentTokens, paleThemes, themeSurfaces } from './accent.ts';

const steps = Array.from({ length: 18 }, (_, index) => (index * 15).toString(16).padStart(2, '0'));
const colours = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)));

function mixed(colour: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) =>
    Math.round(
      Number.parseInt(colour.slice(at, at + 2), 16) * share +
        Number.parseInt(other.slice(at, at + 2), 16) * (1 - share),
    ),
  );
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

test('text on any accent has 4.5 to 1, also under the pointer', () => {
  const low = colours.filter((colour) => {
    const { '--on-accent': ink, '--accent-shade': shade } = accentTokens(colour);
    return contrast(ink, colour) < 4.5 || contrast(ink, mixed(colour, shade, 0.88)) < 4.5;
  });
  expect(low).toEqual([]);
});

test.each([
  ['#ffff00', '#000000', ['light']],
  ['#777777', '#000000', []],
  ['#101418', '#ffffff', ['dark']],
  ['#1d4ed8', '#ffffff', ['dark']],
] as const)('%s has the ink %s, and an outline where it is pale: %j', (colour, ink, pale) => {
  const tokens = accentTokens(colour);
  expect([tokens['--on-accent'], paleThemes(colour)]).toEqual([ink, pale]);
  expect(tokens['--accent-edge']).toBe(pale.length > 0 ? 'var(--line-strong)' : colour);
});

test('the surfaces are those of the themes', () => {
  const css = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8');
  const surfaces = [...css.matchAll(/--surface: (#[0-9a-f]{6});/g)].map(([, value]) => value);
  expect(surfaces).toEqual([themeSurfaces.light, themeSurfaces.dark]);
});
