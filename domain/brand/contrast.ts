/** `#rrggbb` in lower case: the one form in which colours are kept. */
export type Colour = string;

/** WCAG 2.2, success criteria 1.4.3 and 1.4.11: text, and large text or the edge of a control. */
export const contrastMin = { text: 4.5, control: 3 } as const;

const white: Colour = '#ffffff';
const black: Colour = '#000000';

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/.test(text);
}

/**
 * How well one colour is told from another, from 1 (the same) to 21 (black on white), whichever of them is the text.
 *
 * https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrastOf(one: Colour, other: Colour): number {
  const [bright, dark] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => b - a);
  return ((bright ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Black or white, whichever is read better on it: at least 4.58 to 1 on every colour. */
export function inkOn(colour: Colour): Colour {
  return contrastOf(colour, white) >= contrastOf(colour, black) ? white : black;
}

/** `share` of the second colour in the first, from 0 to 1. */
export function mixed(colour: Colour, into: Colour, share: number): Colour {
  const [from, to] = [channelsOf(colour), channelsOf(into)];
  return `#${from.map((value, at) => hex(value + ((to[at] ?? 0) - value) * share)).join('')}`;
}

const steps = 255;

/**
 * The colour nearest to a given one that is told from all of `against`: itself where it is, else the one with the least black
 * or white in it. Null: no colour is, which cannot be of one colour alone up to 4.58 to 1.
 */
export function nearestReadable(colour: Colour, against: readonly Colour[], ratio: number): Colour | null {
  const passes = (candidate: Colour) => against.every((other) => contrastOf(candidate, other) >= ratio);
  for (let step = 0; step <= steps; step++)
    for (const end of [black, white]) {
      const candidate = mixed(colour, end, step / steps);
      if (passes(candidate)) return candidate;
    }
  return null;
}

/** Relative luminance, from 0 (black) to 1 (white). */
export function luminanceOf(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function channelsOf(colour: Colour): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, '0');
}
