/** What a language writes numbers with. */
interface Separators {
  readonly decimal: string;
  readonly groups: ReadonlySet<string>;
}

/** Spaces and apostrophes that keyboards have in place of the ones that languages print. */
const spaces = [' ', '\u00a0', '\u2009', '\u202f'];
const apostrophes = ["'", '’'];

const known = new Map<string, Separators>();

function separatorsOf(tag: string): Separators {
  const found = known.get(tag);
  if (found) return found;
  const plain = new Intl.NumberFormat(tag, { minimumFractionDigits: 1 }).formatToParts(1_234_567.5);
  // Austria writes 1 234,5 and € 1.234,50.
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR' }).formatToParts(1_234_567.5);
  const of = (parts: readonly Intl.NumberFormatPart[], type: string) =>
    parts.filter((part) => part.type === type).map(({ value }) => value);
  const decimal = of(plain, 'decimal')[0] ?? '.';
  const printed = [...of(plain, 'group'), ...of(money, 'group')].filter((sign) => sign !== decimal);
  const typed = printed.flatMap((sign) => [sign, ...[spaces, apostrophes].filter((set) => set.includes(sign)).flat()]);
  const separators = { decimal, groups: new Set(typed) };
  known.set(tag, separators);
  return separators;
}

/**
 * A number as people of a language write it, as plain decimal text: `1.234,5` in German is `1234.5`. Null: it is none, or
 * it could mean two things, as `1.5` does where the point groups thousands.
 */
export function readDecimal(text: string, tag: string): string | null {
  const { decimal, groups } = separatorsOf(tag);
  const trimmed = text.trim();
  const sign = /^[-−]/.test(trimmed) ? '-' : '';
  const [whole = '', fraction = '', ...more] = trimmed.slice(sign.length).split(decimal);
  const endsInSeparator = trimmed.endsWith(decimal);
  if (more.length > 0 || endsInSeparator || !/^\d*$/.test(fraction)) return null;
  const digits = withoutGroups(whole, groups);
  return digits === null ? null : `${sign}${digits}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A group has three digits, and one number is grouped by one sign only. */
function withoutGroups(whole: string, groups: ReadonlySet<string>): string | null {
  if (/^\d+$/.test(whole)) return whole;
  const used = [...new Set(whole.replaceAll(/\d/g, ''))];
  const [group] = used;
  if (used.length !== 1 || group === undefined || !groups.has(group)) return null;
  const [first = '', ...rest] = whole.split(group);
  const isGrouped = /^\d{1,3}$/.test(first) && rest.length > 0 && rest.every((part) => /^\d{3}$/.test(part));
  return isGrouped ? [first, ...rest].join('') : null;
}

/** The same as a number; null: it is none. */
export function readNumber(text: string, tag: string): number | null {
  const decimal = readDecimal(text, tag);
  return decimal === null ? null : Number(decimal);
}

/** A number for a field of text: `readNumber` reads the same number back. */
export function writeNumber(value: number, tag: string, digitsMax = 10): string {
  return new Intl.NumberFormat(tag, { maximumFractionDigits: digitsMax }).format(value);
}

/** An amount in minor units; null: it is none, or finer than the currency. */
export function readAmount(text: string, tag: string, currency: string): number | null {
  const digits = digitsOf(currency);
  const [whole = '', fraction = ''] = (readDecimal(text, tag) ?? '-').split('.');
  if (whole.startsWith('-') || fraction.length > digits) return null;
  const minor = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor) ? minor : null;
}

export function writeAmount(minor: number, tag: string, currency: string): string {
  const digits = digitsOf(currency);
  return new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    minor / 10 ** digits,
  );
}

/** JPY has no smaller unit, KWD a thousandth. */
function digitsOf(currency: string): number {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    return maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}
