/** The ISO 4217 code that a body names, else the store's; null: neither. */
export function currencyOf(named: unknown, ofStore: string | null): string | null {
  const code = typeof named === 'string' ? named.trim().toUpperCase() : '';
  return /^[A-Z]{3}$/.test(code) ? code : ofStore;
}
