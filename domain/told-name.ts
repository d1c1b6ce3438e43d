import { isDomainName } from './domain-name.ts';

/** Longer than first names are; what is longer is a text. */
const personNameLengthMax = 40;
/** `X Æ A-12` is a name; more digits are a year, an amount or a number to call. */
const personNameDigitsMax = 2;

/** What forms, exports and templates write where there is no name. */
const noNames = new Set(['null', 'undefined', 'none', 'nil', 'n/a', 'nan', 'true', 'false', '(null)', '(none)']);

/** Marks of placeholders (`{{name}}`, `*|FNAME|*`), addresses and shouting; names of people hold none. */
const notOfNames = /[{}<>[\]|\\/@#$%^*=~_:;!?\p{Sc}]/u;

/**
 * The first name of a customer as it was told to the shop, if it can stand in a greeting. Anybody can type anything into
 * a form in somebody else's name, so a text that holds a link, an address, an amount of money, a number to call or a
 * placeholder is no name: the customer is then greeted without one.
 */
export function personName(text: string): string | undefined {
  const name = oneSpaced(text);
  if (name.length > personNameLengthMax || !/\p{L}/u.test(name) || noNames.has(name.toLowerCase())) return undefined;
  if (notOfNames.test(name) || countDigits(name) > personNameDigitsMax || holdsAmount(name)) return undefined;
  return withoutAddresses(name) === name ? name : undefined;
}

/**
 * The name of a product as a browser told it, without what a reader could follow: addresses of sites, e-mail addresses
 * and telephone numbers. The rest stays as it is: `Hosting for www.shop.example, 1 year` is `Hosting for, 1 year`.
 * Undefined: nothing readable is left.
 */
export function cleanProductName(text: string): string | undefined {
  const name = oneSpaced(text);
  const cleaned = withoutPhones(withoutAddresses(name));
  const kept = cleaned === name ? name : tidied(cleaned);
  return /[\p{L}\p{N}]/u.test(kept) ? kept : undefined;
}

/** Letters, digits and what may stand inside an address, in one run. */
const chunk = /[\p{L}\p{M}\p{N}\p{Cf}.。．｡@:/?#&=%+~_-]+/gu;

function withoutAddresses(text: string): string {
  return text.replace(chunk, (found) => (holdsAddress(found) ? (/[.:?]$/.exec(found)?.[0] ?? '') : found));
}

function holdsAddress(found: string): boolean {
  if (found.includes('://') || /^(?:mailto|tel|sms):./i.test(found)) return true;
  return found.split(/[/:?#&=%+~@]/).some(isDomainName);
}

/** Digits with what is written between those of a telephone number, and a word before them that tells to call it. */
const phoneLike = /(?:\b(?:call|tel|phone|mobile|whatsapp|sms)[.: ]{0,3})?\+?\(?\p{Nd}[\p{Nd} ()./-]{5,}\p{Nd}/giu;

function withoutPhones(text: string): string {
  return text.replace(phoneLike, (found) => (isPhone(found) ? '' : found));
}

/** From here on digits in groups are taken for a number to call: dates and sizes have fewer. */
const phoneDigitsMin = 9;
const plainPhoneDigitsMin = 7;

function isPhone(found: string): boolean {
  const digits = found.replace(/\P{Nd}/gu, '');
  if (/^(?:\+|\p{L}|\(?00)/u.test(found)) return digits.length >= plainPhoneDigitsMin;
  return digits.length >= phoneDigitsMin && !isArticleNumber(found, digits);
}

/** ISBN-13 with its hyphens, EAN-13 and GTIN-14 without. */
function isArticleNumber(found: string, digits: string): boolean {
  if (digits.length !== 13 && digits.length !== 14) return false;
  return found === digits || (/^97[89]/.test(digits) && /^[\d -]+$/.test(found));
}

function holdsAmount(name: string): boolean {
  const words = name.toUpperCase().match(/\p{L}+|\p{Nd}+/gu) ?? [];
  return words.some((word, at) => /\p{Nd}/u.test(word) && [words[at - 1], words[at + 1]].some(isCurrency));
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

function isCurrency(word: string | undefined): boolean {
  return (
    word !== undefined && (currencies.has(word) || word === 'EURO' || word === 'EUROS' || word.startsWith('DOLLAR'))
  );
}

function countDigits(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}

/** Characters without a width hide an address from a search, not from a reader. */
function oneSpaced(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Takes away what is left around something taken out: empty brackets, a space before a comma, a dash at an end. */
function tidied(text: string): string {
  return text
    .replace(/\(\s*\)|\[\s*\]|"\s*"|“\s*”|«\s*»/gu, '')
    .replace(/(?<! ) +(?=[,;.!?):\]])/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/^[ ,;:|–—-]+/u, '')
    .replace(/(?<![ ,;:|–—-])[ ,;:|–—-]+$/u, '');
}
