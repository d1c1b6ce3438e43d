import { numberAtEnd, numberAtStart } from './number-words.ts';
import { skeletonOf } from './plain-text.ts';

/** Something that a text promises or leads to, which has to be true. */
export interface Claim {
  readonly kind: ClaimKind;
  /** Two claims that say the same have the same value, however they are written; null: it cannot be read. */
  readonly value: string | null;
  /** As it stands there, about. */
  readonly found: string;
}

export const claimKinds = ['percent', 'amount', 'code', 'url', 'number', 'free'] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** Of a text. What is longer is refused before. */
export const claimTextLengthMax = 4_000;

/**
 * Every percentage, amount of money, discount code, address and number of a text, and whatever is said to cost nothing. When in
 * doubt it is a claim: a sentence that loses a number is better than a promise that nobody made.
 */
export function claimsOf(text: string): readonly Claim[] {
  let rest = skeletonOf(text.slice(0, claimTextLengthMax));
  const claims: Claim[] = [];
  /** What was read is not read again as something else. */
  const take = (kind: ClaimKind, from: number, to: number, value: string | null): void => {
    claims.push({ kind, value, found: rest.slice(from, to).trim() });
    rest = `${rest.slice(0, from)}${' '.repeat(to - from)}${rest.slice(to)}`;
  };
  for (const { from, to, token } of tokensOf(rest)) if (isAddress(token)) take('url', from, to, addressOf(token));
  for (const match of rest.matchAll(spelledAddress)) take('url', match.index, match.index + match[0].length, null);
  for (const { from, to, token } of tokensOf(rest)) if (hasDigits(token)) take('code', from, to, token.toUpperCase());
  for (const match of rest.matchAll(numbers)) {
    const [from, to] = [match.index, match.index + match[0].length];
    const [before, after] = [rest.slice(Math.max(0, from - aroundMax), from), rest.slice(to, to + aroundMax)];
    const value = numberOf(match[0]);
    const percent = signBeside({ before, after }, percentAfter, percentBefore);
    const money = signBeside({ before, after }, currencyAfter, currencyBefore);
    // The sign goes with its number, so that it is not taken for one without.
    if (percent) take('percent', from - percent.before, to + percent.after, value);
    else if (money) take('amount', from - money.before, to + money.after, `${value} ${currencyOf(money.sign)}`);
    else take('number', from, to, value);
  }
  for (const match of rest.matchAll(percentSign)) {
    const [from, to] = [match.index, match.index + match[0].length];
    const spelled =
      numberAtEnd(rest.slice(Math.max(0, from - aroundMax), from)) ?? numberAtStart(rest.slice(to, to + aroundMax));
    take('percent', from, to, spelled === null ? null : String(spelled));
  }
  for (const match of rest.matchAll(halfPrice)) take('percent', match.index, match.index + match[0].length, '50');
  for (const match of rest.matchAll(currencySign)) take('amount', match.index, match.index + match[0].length, null);
  for (const match of rest.matchAll(currencyWord)) {
    const spelled = numberAtEnd(rest.slice(Math.max(0, match.index - aroundMax), match.index));
    if (spelled !== null)
      take('amount', match.index, match.index + match[0].length, `${spelled} ${currencyOf(match[0])}`);
  }
  for (const { from, to, token, before } of tokensOf(rest))
    if (isInCapitals(token, before)) take('code', from, to, token.toUpperCase());
  for (const match of rest.matchAll(forNothing)) take('free', match.index, match.index + match[0].length, 'free');
  return claims;
}

/** Before and after a number, in characters: its sign stands close. */
const aroundMax = 40;

/** Digits with separators between them; a space is one only before exactly three digits. */
const numbers = /\d+(?:(?:[.,'’٬٫]| (?=\d{3}(?!\d)))\d+)*/g;

/** `1.234,50` and `1,234.5` are one number; one separator before three digits is taken for thousands. */
function numberOf(text: string): string {
  const groups = text.split(/\D/);
  const last = groups.at(-1) ?? '';
  const isFraction = groups.length > 1 && last.length < 3;
  const plain = isFraction ? `${groups.slice(0, -1).join('')}.${last}` : groups.join('');
  return String(Number(plain));
}

/** Words as `foldedText` writes them, without accents: the texts that they are looked for in are folded too. */
const percentWords =
  'percent|per cent|pct|prozent|pourcent|pour cent|por ciento|por cento|per cento|per cent|procent|prosent|prosenttia|процентов|процента|процент|відсотків|відсоток|szazalek|τοις εκατο|yuzde|ハーセント|퍼센트|परतशत|بالمية|في المية|بالماية|في الماية|אחוזים|אחוז|百分之|割引|phan tram|persen|เปอรเซนต';
const percentMark = `[%٪‰‱]|${percentWords}`;
const percentSign = new RegExp(percentMark, 'giu');
const percentAfter = new RegExp(`^[ -]?[ -]?(?:${percentMark})`, 'iu');
const percentBefore = new RegExp(`(?:${percentMark}) ?$`, 'iu');
const halfPrice =
  /half price|half-price|half off|half the price|halber preis|halben preis|halfte des preises|moitie prix|mitad de precio|meta prezzo|halve prijs|metade do preco|半額|半价|半價|五折|5折|五割/giu;

const currencyWords =
  'euros|euro|eur|dollars|dollar|usd|pounds|pound|gbp|pfund|franken|chf|francs|franc|yen|zloty|kronen|kroner|kronor|cents|cent|bucks|quid';
const currencyWord = new RegExp(`(?<!\\p{L})(?:${currencyWords})(?!\\p{L})`, 'giu');
const currencySign = /\p{Sc}/gu;
const isoCodes =
  'AED|AFN|ALL|AMD|ANG|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BGN|BHD|BIF|BMD|BND|BOB|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHF|CLP|CNY|COP|CRC|CUC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HRK|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SLL|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|UYU|UZS|VES|VND|VUV|WST|XAF|XCD|XCG|XDR|XOF|XPF|XSU|YER|ZAR|ZMW|ZWG|ZWL';
const currencyAfter = new RegExp(`^[ -]?(?:\\p{Sc}|(?:${currencyWords}|${isoCodes})(?!\\p{L}))`, 'iu');
const currencyBefore = new RegExp(`(?:\\p{Sc}|(?<!\\p{L})(?:${currencyWords}|${isoCodes})) ?$`, 'iu');
const currencies: Readonly<Record<string, string>> = {
  ...{ '€': 'EUR', euro: 'EUR', euros: 'EUR', $: 'USD', dollar: 'USD', dollars: 'USD', bucks: 'USD' },
  ...{ '£': 'GBP', pound: 'GBP', pounds: 'GBP', pfund: 'GBP', quid: 'GBP', '¥': 'JPY', yen: 'JPY' },
  ...{ franken: 'CHF', francs: 'CHF', franc: 'CHF', zloty: 'PLN', '₹': 'INR', '₺': 'TRY' },
};

function currencyOf(sign: string): string {
  const bare = sign.replace(/[ -]/g, '').toLowerCase();
  return currencies[bare] ?? bare.toUpperCase();
}

interface SignBeside {
  readonly sign: string;
  /** How many characters of it stand on each side of the number. */
  readonly before: number;
  readonly after: number;
}

function signBeside(
  { before, after }: { readonly before: string; readonly after: string },
  follows: RegExp,
  precedes: RegExp,
): SignBeside | null {
  const [sign] = follows.exec(after) ?? [];
  if (sign !== undefined) return { sign, before: 0, after: sign.length };
  const [first] = precedes.exec(before) ?? [];
  return first === undefined ? null : { sign: first, before: first.length, after: 0 };
}

const forNothing =
  /(?<!\p{L}|-|feel )(?:for free|free|gratis|kostenlos|kostenfrei|versandkostenfrei|umsonst|gratuite|gratuit|gratuita|gratuito|gratis|無料|免费|免費)(?!\p{L})/giu;

interface Token {
  readonly from: number;
  readonly to: number;
  readonly token: string;
  /** What stands before it. */
  readonly before: string;
}

/** Words with what hangs on them, without the punctuation around. */
function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(/[^ \n]+/g)].flatMap((match) => {
    const signs = [...match[0]];
    const first = signs.findIndex((sign) => /[\p{L}\p{N}@/]/u.test(sign));
    const last = signs.findLastIndex((sign) => /[\p{L}\p{N}/]/u.test(sign));
    if (first < 0 || last < first) return [];
    const token = signs.slice(first, last + 1).join('');
    const from = match.index + signs.slice(0, first).join('').length;
    return [{ from, to: from + token.length, token, before: text.slice(Math.max(0, from - aroundMax), from) }];
  });
}

function isAddress(token: string): boolean {
  if (token.includes('://') || token.includes('@') || /^www\./i.test(token)) return true;
  return token.split(/[^\p{L}\p{N}.。-]/u).some((host) => {
    const labels = host.split(/[.。]/);
    return labels.length > 1 && !labels.includes('') && /^\p{L}{2,}$/u.test(labels.at(-1) ?? '');
  });
}

/** "shop dot com" leads somewhere as well, as does "shop [.] com". */
const spelledAddress =
  /[ ([](?:\.|dot|punkt|point|punto)[ )\]] ?(?:com|net|org|shop|store|io|co|de|at|ch|fr|es|it|nl|uk)(?!\p{L})/giu;

function addressOf(token: string): string {
  let address = token
    .toLowerCase()
    .replace(/^[a-z][a-z+.-]*:\/\//, '')
    .replace(/^www\./, '');
  while (address.endsWith('/')) address = address.slice(0, -1);
  return address;
}

const codeBefore =
  /(?:code|codes|coupon|gutschein|gutscheincode|rabattcode|voucher|promo|promocode|codigo|cupon|codice|kod)[:]? ?["'“”„«»‘’:]? ?$/iu;

function withoutLastDigits(token: string): string {
  let end = token.length;
  while (end > 0 && /\d/.test(token.charAt(end - 1))) end -= 1;
  return token.slice(0, end > 0 && token.charAt(end - 1) === '-' ? end - 1 : end);
}

/** Letters with digits behind them name a discount, unless the letters are a currency. */
function hasDigits(token: string): boolean {
  return (
    token.length >= 4 && /^\p{L}/u.test(token) && /\d/.test(token) && !currencyBefore.test(withoutLastDigits(token))
  );
}

/** Capitals only are a code too, and behind the word "code" a capital or two. */
function isInCapitals(token: string, before: string): boolean {
  const letters = token.match(/\p{L}/gu)?.length ?? 0;
  const capitals = token.match(/\p{Lu}/gu)?.length ?? 0;
  if (capitals === letters && capitals >= 4) return true;
  return letters >= 3 && codeBefore.test(before) && (capitals >= 2 || /["'“”„«»‘’:] ?$/.test(before));
}
