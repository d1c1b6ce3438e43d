/**
 * Whether a word is written like the name of a site (`shop.example`, `www.shop`, `BIT.LY`). Names of goods have dots too
 * (`Dr.Martens`, `Node.js`, `1.5l`, `T.Rex`): an ending has to be one of the internet's usual ones or of a country, or
 * to be written small as hardly anything but an address is.
 */
export function isDomainName(word: string): boolean {
  const labels = word
    .normalize('NFKC')
    .split(/[.。]/u)
    .filter((label) => label !== '');
  const ending = labels.at(-1);
  const before = labels.at(-2);
  if (ending === undefined || before === undefined) return false;
  if (/^www\d?$/i.test(labels[0] ?? '')) return true;
  if (!labels.every((label) => /^[\p{L}\p{M}\p{N}\p{Cf}_-]+$/u.test(label))) return false;
  if (isInternetAddress(labels)) return true;
  if (/^xn--/i.test(ending)) return true;
  if (!/^[\p{L}\p{M}]{2,}$/u.test(ending)) return false;
  return isUsualEnding(ending.toLowerCase(), before) || isWrittenSmall(ending, before);
}

/** IPv4. */
function isInternetAddress(labels: readonly string[]): boolean {
  return labels.length === 4 && labels.every((label) => /^\d{1,3}$/.test(label) && Number(label) <= 255);
}

function isUsualEnding(ending: string, before: string): boolean {
  if (usualEndings.has(ending)) return true;
  if (!countryEndings.has(ending)) return false;
  // `500.ml` is a quantity.
  return !(/^\p{N}+$/u.test(before) && units.has(ending));
}

/** Scripts without small letters are no sign of anything: their sentences have full stops without a space. */
function isWrittenSmall(ending: string, before: string): boolean {
  const lengthMin = /^[a-z]/i.test(ending) ? 3 : 2;
  if (ending.length < lengthMin || !/\p{L}{2}/u.test(before)) return false;
  return /^\p{Ll}+$/u.test(ending) || (/^\p{Ll}+$/u.test(before) && /^\p{L}\p{Ll}+$/u.test(ending));
}

/** The most registered ones, those that mail is abused with, and those kept for examples (RFC 2606, RFC 6761). */
const usualEndings = new Set(
  `academy agency app art asia audio beauty bet bid biz blog buzz cam care cards casa cash casino cat center chat cheap
  claims click cloud club codes com company cool coupons credit date deals delivery dev digital direct discount download
  edu email events example expert express fans finance fit flowers fun fund games gift gifts global gmbh gov group guru
  help homes host house icu immo info international invalid investments jobs kim kitchen land life link live loan local
  localhost lol love ltd market marketing media men mobi money monster moscow name net network news ninja one onion
  online org page party photos pics pizza plus press pro promo property pub quest racing reise rent rest review rocks
  run sale sbs school science services sex shop shopping site social software solutions space store stream studio style
  support systems tax team tech technology test tips today tokyo tools top tours town toys trade travel uno vip wang
  watch webcam website wien wiki win work world wtf xxx xyz zone 中国 中國 公司 网络 网址 한국 ไทย`.split(/\s+/),
);

const units = new Set(['ml', 'cl', 'kg', 'mg', 'gb', 'cm', 'gr', 'mm', 'st', 'pm']);

const countryEndings = countries();

function countries(): ReadonlySet<string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return new Set([...codes.filter((code) => names.of(code.toUpperCase()) !== undefined), 'eu', 'uk', 'su', 'ac']);
}
