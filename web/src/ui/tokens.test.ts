import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split(':root[data-theme="dark"]');

/** The colours of a theme, by the name of their token. */
function colours(block: string): ReadonlyMap<string, string> {
  return new Map([...block.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index]!, 0);
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright! + 0.05) / (dim! + 0.05);
}

const texts = ['--text', '--quiet', '--link', '--good', '--bad', '--warn'];
const surfaces = ['--page', '--surface', '--raised', '--sunken'];
const lines = [
  ...['--chart-email', '--chart-sms', '--chart-push', '--chart-4', '--chart-5', '--chart-other', '--chart-before'],
  '--line-strong',
];

test.each([
  ['light', colours(light)],
  ['dark', colours(dark)],
] as const)('the %s theme can be read: text 4.5 to 1, lines of charts 3 to 1', (_theme, tokens) => {
  const low: string[] = [];
  const compare = (one: string, other: string, atLeast: number) => {
    const ratio = contrast(tokens.get(one)!, tokens.get(other)!);
    if (ratio < atLeast) low.push(`${one} on ${other}: ${ratio.toFixed(2)}`);
  };
  for (const surface of surfaces) for (const text of texts) compare(text, surface, 4.5);
  for (const tone of ['good', 'bad', 'warn']) compare(`--${tone}`, `--${tone}-soft`, 4.5);
  compare('--on-accent', '--accent', 4.5);
  compare('--text', '--accent-soft', 4.5);
  for (const line of lines) compare(line, '--surface', 3);
  expect(low).toEqual([]);
});
