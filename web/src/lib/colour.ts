/** `#rrggbb` in lower case, or null for a text that is no colour. */
export function parseColour(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  return /^#[0-9a-f]{6}$/.test(trimmed) ? trimmed : null;
}

/** WCAG 2.2: from 1 for the same colour to 21 for black on white. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const weights = [0.2126, 0.7152, 0.0722] as const;

function luminance(colour: string): number {
  return weights.reduce((sum, weight, index) => {
    const part = Number.parseInt(colour.slice(1 + index * 2, 3 + index * 2), 16) / 255;
    return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0);
}

/** Black or white, whichever can be read better on the colour: one of them always has 4.5 to 1. */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  return contrast(colour, '#000000') >= contrast(colour, '#ffffff') ? '#000000' : '#ffffff';
}
