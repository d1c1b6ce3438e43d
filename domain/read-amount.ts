import { minorUnitsOf } from './minor-units.ts';
import { minorUnitDigitsOf, shownDigitsOf } from './money.ts';
import { isLocale } from './place.ts';

/**
 * An amount as people write it (`1.299,00 €`, `Rp 150.000`, `CHF 1'299.–`), in minor units of `currency`. Null wherever
 * a customer could read it in two ways, and where the text says something else than one price: two amounts, a discount, a
 * price by weight, another currency. A cart without a price is better than one with a wrong price.
 *
 * `price-parser`, `parse-price` and `parse-money` of npm were tried: they guess the currency instead of being told, read
 * `12.500` as twelve thousand in every currency, and make one number out of two.
 *
 * @param locale BCP 47 tag of the shop, if it is known: `1.234 €` is clear only with it.
 */
export function readAmount(text: string, currency: string, locale?: string): number | null {
  if (text.length > amountLengthMax || /\p{No}/u.test(text)) return null;
  const plain = asciiDigits(text).replace(invisible, '').replace(/\s+/g, ' ').trim();
  const [number, ...others] = plain.match(numbers) ?? [];
  if (number === undefined || others.length > 0) return null;
  const [before = '', after = ''] = plain.split(number);
  const noCents = /^ ?([.,:]) ?[-–—]{1,2}/.exec(after);
  const words = `${before} ${after.slice(noCents?.[0].length ?? 0)}`;
  // A separator that belongs to no digits: `$.99`.
  if (/(?:^|\p{Sc}) ?[.,]$/u.test(before) || notThePrice.test(words) || namesOtherCurrency(words, currency))
    return null;
  const amount = decimalOf(number, currency, { locale, decimalMark: noCents?.[1] });
  return amount === null ? null : minorUnitsOf(amount, currency);
}

/** An amount in a platform's message: a number, a plain decimal text (`1234.500`), or one that was written for people. */
export function amountOf(value: unknown, currency: string): number | null {
  if (typeof value === 'number') return minorUnitsOf(value, currency);
  if (typeof value !== 'string') return null;
  return minorUnitsOf(value, currency) ?? readAmount(value, currency);
}

const amountLengthMax = 64;

/** Marks of direction and joiners, which pages put around amounts. */
const invisible = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Digits with separators between them; a space is one only before exactly three digits. */
const numbers = /\d+(?:(?:[.,'’٬٫]| (?=\d{3}(?!\d)))\d+)*/g;
/** Discounts, ranges, prices of a measure, and prices that nobody pays now. */
const notThePrice =
  /[-−–—%/×*+~]|(?<!\p{L})(?:from|starting|per|pro|each|was|rrp|msrp|uvp|statt|instead|off|save|up to|ab|bis|desde|hasta|dès|vanaf|från|fra|od|от)(?!\p{L})/iu;

/** The number as a plain decimal; null: it can be read in two ways, or in none. */
function decimalOf(
  number: string,
  currency: string,
  { locale, decimalMark }: { readonly locale: string | undefined; readonly decimalMark: string | undefined },
): string | null {
  const groups = number.split(/[^\d]/);
  const separators: readonly string[] = number.match(/[^\d]/g) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return number;
  const fraction = groups.at(-1) ?? '';
  const grouped = () =>
    isGrouped(groups, separators) && !separators.includes(decimalMark ?? '') ? groups.join('') : null;
  const decimal = () => {
    const wholes = groups.slice(0, -1);
    const fits = fraction.length <= minorUnitDigitsOf(currency) || /^0+$/.test(fraction);
    return fits && decimalMark === undefined && isGrouped(wholes, separators.slice(0, -1))
      ? `${wholes.join('')}.${fraction}`
      : null;
  };
  if (last === '٫') return decimal();
  if (neverDecimal.test(last)) return grouped();
  if (separators.length > 1) return separators.every((one) => one === last) ? grouped() : decimal();
  if (fraction.length !== 3 || groups[0] === '0' || (groups[0]?.length ?? 0) > 3) return decimal();
  if (decimalMark !== undefined) return grouped();
  return isThousands(last, currency, locale) ? grouped() : isDecimals(last, currency) ? decimal() : null;
}

const neverDecimal = /[ '’٬]/;

/**
 * One separator before three digits: in a currency without decimals it can be nothing else. In one with two, three
 * decimals are no price of a shop, so that either place that groups by this mark decides.
 */
function isThousands(separator: string, currency: string, locale: string | undefined): boolean {
  const digits = shownDigitsOf(currency);
  if (digits !== 2) return digits === 0;
  return [locale, homeOf(currency)].some((place) => separatorsOf(place)?.group === separator);
}

/** Of currencies with three digits only their own country tells, because pages of other languages write both. */
function isDecimals(separator: string, currency: string): boolean {
  if (minorUnitDigitsOf(currency) !== 3) return false;
  return (separatorsOf(homeOf(currency))?.decimal ?? '.') === separator;
}

/** Thousands everywhere, or as in India: 12,34,567. All by one mark. */
function isGrouped(groups: readonly string[], separators: readonly string[]): boolean {
  if (groups.length === 1) return true;
  if (new Set(separators).size > 1) return false;
  return /^(?!0)(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3})$/.test(groups.join(','));
}

/** The language of the country that a currency is named after (`CLP`: Chile); null: it is of no one country. */
function homeOf(currency: string): string | undefined {
  const region = currency.slice(0, 2);
  if (region === 'EU' || region.startsWith('X')) return undefined;
  const { language } = new Intl.Locale(`und-${region}`).maximize();
  return `${language}-${region}`;
}

/** Those of money: Austria groups other numbers by spaces. */
function separatorsOf(locale: string | undefined) {
  if (locale === undefined || !isLocale(locale)) return undefined;
  const money = { style: 'currency', currency: 'EUR', minimumFractionDigits: 1 } as const;
  const parts = new Intl.NumberFormat(new Intl.Locale(locale, { numberingSystem: 'latn' }), money).formatToParts(
    12_345.6,
  );
  const markOf = (type: string) => parts.find((part) => part.type === type)?.value;
  return { group: markOf('group'), decimal: markOf('decimal') };
}

/** `US$ 25` in a cart of euros: neither 25 euros nor known in euros. */
function namesOtherCurrency(words: string, currency: string): boolean {
  const codes = words.match(/(?<![A-Z])[A-Z]{3}(?![A-Z])/g) ?? [];
  if (codes.some((code) => code !== currency && codesKnown.has(code))) return true;
  return (words.match(/\p{Sc}/gu) ?? []).some((sign) => currenciesBySign.get(sign)?.has(currency) === false);
}

const codesKnown: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
/** `$` → USD, CLP, … */
const currenciesBySign = signs();

function signs(): ReadonlyMap<string, ReadonlySet<string>> {
  const bySign = new Map<string, Set<string>>();
  for (const currency of codesKnown) {
    const shown = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
      1,
    );
    for (const sign of shown.match(/\p{Sc}/gu) ?? []) {
      const known = bySign.get(sign);
      if (known) known.add(currency);
      else bySign.set(sign, new Set([currency]));
    }
  }
  return bySign;
}

/** `١٢` and `१२` are `12`: the digits of a script stand in one run, from nought to nine. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return digit <= '9' ? digit : String(code - zero);
  });
}
