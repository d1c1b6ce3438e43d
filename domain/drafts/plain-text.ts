/** Signs that nobody sees: joiners, marks of direction, fillers, variation selectors. */
const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Of them, those that words of some languages and emoji are written with. */
const unseenButNeeded = /\u200c|\u200d|\ufe0f/;
/** The Braille pattern without dots looks like a space, and control characters are none that a text needs. */
const asSpace = /[\p{Cc}\p{Zs}\u2800]+/gu;

/** A text of a model as it is kept: in one line a paragraph, without what nobody sees. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(unseen, (sign) => (unseenButNeeded.test(sign) ? sign : ''))
    .split('\n')
    .map((line) => line.replace(asSpace, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/**
 * A text reduced to what a reader takes it for: full-width and styled forms are plain, digits of every script are ASCII, and
 * accents and unseen signs are gone. The case stays.
 */
export function skeletonOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(unseen, '')
    .replace(/\p{M}/gu, '')
    .replace(/[^\P{Nd}\d]/gu, asciiDigit)
    .replace(asSpace, ' ');
}

/** The same without the case, for comparing words. */
export function foldedText(text: string): string {
  return skeletonOf(text).toLowerCase().replaceAll('ß', 'ss');
}

/** Unicode keeps the ten digits of a script in a row that begins with its zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}
