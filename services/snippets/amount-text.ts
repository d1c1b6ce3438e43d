/**
 * A price as pages show it (`"19,90 €"`, `"$1,234.50"`, `"1.234"`) as a plain decimal number, for `minorUnitsOf`. The
 * last separator is the decimal one, unless it stands before three digits and is a comma or not the only one: markup
 * that follows its standard writes a point. Null: no number.
 */
export function amountText(price: unknown): string | null {
  if (typeof price === 'number') return Number.isFinite(price) && price >= 0 ? String(price) : null;
  if (typeof price !== 'string' || price.length > amountLengthMax || price.includes('-')) return null;
  const [, whole = '', separator = '', fraction = ''] =
    /^(.*?)(?:([.,])(\d*))?$/.exec(price.replace(/[^\d.,]/g, '')) ?? [];
  const grouped = fraction.length === 3 && (separator === ',' || /[.,]/.test(whole));
  const digits = whole.replace(/[.,]/g, '');
  if (digits + fraction === '') return null;
  return grouped || fraction === '' ? digits + fraction : `${digits || '0'}.${fraction}`;
}

const amountLengthMax = 64;
