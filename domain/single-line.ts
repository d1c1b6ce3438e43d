/**
 * A value as it may stand in a message: one line, without control characters and without the marks that reorder what
 * stands between or after them (an "invisible" U+202E turns `gpj.exe` around). Letters of every script stay, and so do the
 * joiners that they need and the marks U+200E, U+200F and U+061C, which are letters without a shape: they hold the sign of
 * an amount, or the bracket of a Hebrew name, on its side, and turn nothing around.
 */
export function toSingleLine(value: string): string {
  return value
    .replace(/[\r\n\t\u0085\u2028\u2029]+/g, ' ')
    .replace(reorderingOrControl, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const reorderingOrControl = /[\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** First letter or digit of a name, for a place without a picture; the mark that a Hebrew name begins with is none. */
export function initialOf(name: string): string {
  return /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? '';
}

/** Cuts at a whole character and marks the cut. */
export function shorten(value: string, lengthMax: number): string {
  const characters = [...value];
  return characters.length <= lengthMax
    ? value
    : `${characters
        .slice(0, lengthMax - 1)
        .join('')
        .trimEnd()}…`;
}
