const idLengthMax = 128;

/** A platform's id as an event carries it: numbers as text. Undefined: there is none. */
export function idText(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text.length > 0 && text.length <= idLengthMax ? text : undefined;
}
