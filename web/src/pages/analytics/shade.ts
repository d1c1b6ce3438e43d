import type { CSSProperties } from 'react';

/** The most that a cell is tinted, in percent: text on it stays readable in both themes. */
const tintMax = 32;

/** A cell is tinted by its share of the largest; the figure in it says the same. */
export function shadeOf(value: number, most: number): CSSProperties {
  if (value <= 0 || most <= 0) return {};
  const tint = Math.max(4, Math.round((tintMax * value) / most));
  return { background: `color-mix(in srgb, var(--chart-email) ${tint}%, var(--surface))` };
}
