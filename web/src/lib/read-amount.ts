/**
 * The minor units of an amount as a person of this language types it, null where it is none: `1.234,50` in German and
 * `1,234.50` in English are the same, and blanks group everywhere. A dot in German is a decimal only where it cannot group.
 */
export function readAmount(text: string, tag: string, fractionDigits: number): number | null {
  const { decimal, group } = signsOf(tag);
  const bare = text.replaceAll(/[\s\u00a0\u202f'’]/g, '');
  const grouped = new RegExp(`^\\d{1,3}(?:${escaped(group)}\\d{3})+(?:${escaped(decimal)}\\d*)?$`).test(bare);
  const plain = grouped ? bare.replaceAll(group, '') : bare;
  const match = /^(\d+)(?:[.,](\d*))?$/.exec(plain);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > fractionDigits) return null;
  const minor = Number(`${whole}${fraction.padEnd(fractionDigits, '0')}`);
  return Number.isSafeInteger(minor) ? minor : null;
}

/** The opposite, without a currency: what a field shows of a value of the address. */
export function writeAmount(minor: number, tag: string, fractionDigits: number): string {
  return new Intl.NumberFormat(tag, {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(minor / 10 ** fractionDigits);
}

/** How many digits a currency has behind its unit: two where it is not known. */
export function fractionDigitsOf(currency: string | undefined): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: currency ?? 'EUR' });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

function signsOf(tag: string): { readonly decimal: string; readonly group: string } {
  const parts = new Intl.NumberFormat(tag, { useGrouping: true }).formatToParts(1_234_567.5);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const decimal = of('decimal') || '.';
  const group = of('group');
  return { decimal, group: /[.,]/.test(group) ? group : decimal === ',' ? '.' : ',' };
}

function escaped(sign: string): string {
  return sign.replaceAll('.', '\\.');
}
