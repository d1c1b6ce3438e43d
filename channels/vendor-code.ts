/**
 * A vendor's code as we keep it, in lower case; undefined for what does not look like one: a sentence may repeat the
 * address that it is about.
 */
export function vendorCode(value: unknown): string | undefined {
  const code = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return /^[A-Za-z0-9_.-]{1,64}$/.test(code) ? code.toLowerCase() : undefined;
}
