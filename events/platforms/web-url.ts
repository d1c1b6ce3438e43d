const urlLengthMax = 2_048;

/** An address as an event can carry it: absolute, http or https. Undefined: there is none that could be opened. */
export function webUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > urlLengthMax || !URL.canParse(value)) return undefined;
  const { protocol } = new URL(value);
  return protocol === 'https:' || protocol === 'http:' ? value : undefined;
}
