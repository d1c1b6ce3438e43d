/** Text as an event can carry it: no NUL, no broken character, cut to a length. Undefined: there is none. */
export function plainText(value: unknown, lengthMax: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.replaceAll('\0', '').toWellFormed().trim();
  if (text.length === 0) return undefined;
  // Never half of a character: a lone first half would be no text.
  return text.length <= lengthMax ? text : text.slice(0, lengthMax).replace(/[\uD800-\uDBFF]$/, '');
}
