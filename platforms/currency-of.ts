/**
 * The ISO 4217 code that a body names; the store's where it names none. Null: neither, or a name that is no code. Money
 * in points, or under the sign of several currencies, is not taken for the store's.
 */
export function currencyOf(named: unknown, ofStore: string | null): string | null {
  if (named === undefined || named === null) return ofStore;
  const code = typeof named === 'string' ? named.trim().toUpperCase() : null;
  if (code === '') return ofStore;
  return code !== null && /^[A-Z]{3}$/.test(code) ? code : null;
}
