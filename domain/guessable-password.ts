/** Why a password is refused although it is long enough. */
export type PasswordFault =
  /** It is on the list of those that are tried first, alone or with digits and signs around it. */
  | 'common'
  /** It is little else than words that everybody knows of the product, the store or the person. */
  | 'own_words'
  /** It is made of a handful of characters, again and again. */
  | 'repeated';

/** Words of the product that nobody should need to guess. */
export const productWords = [
  'cart',
  'carts',
  'recovery',
  'cart recovery',
  'dashboard',
  'password',
  'passwort',
] as const;

const ownWordLengthMin = 3;
/** What has to be there beside the words that everybody knows, in letters and digits. */
const remainderLengthMin = 8;
const differentCharactersMin = 5;

/**
 * What is wrong with a password that is chosen, if anything. `words`: names of the person, the store and the product, an
 * e-mail address among them; they may stand in a password that has more to it (NIST SP 800-63B-4, section 3.1.1.2).
 */
export function passwordFault(
  password: string,
  { isCommon, words }: { readonly isCommon: (simplified: string) => boolean; readonly words: readonly string[] },
): PasswordFault | null {
  const simplified = simplify(password);
  if (new Set(simplified).size < differentCharactersMin) return 'repeated';
  if (isCommon(simplified) || isCommon(coreOf(simplified))) return 'common';
  const remainder = withoutWords(simplified, words);
  if (remainder !== simplified && lettersOf(remainder).length < remainderLengthMin) return 'own_words';
  return null;
}

/** The same for every way to write it that is tried anyway: capitals, and letters that keyboards write differently. */
export function simplify(password: string): string {
  return password.normalize('NFKC').toLowerCase();
}

/** Without the digits and signs that are put around a word to make it long. */
function coreOf(simplified: string): string {
  const characters = [...simplified];
  const isLetter = (character: string) => /\p{L}/u.test(character);
  return characters.slice(Math.max(0, characters.findIndex(isLetter)), characters.findLastIndex(isLetter) + 1).join('');
}

function withoutWords(simplified: string, words: readonly string[]): string {
  const known = [...new Set([...productWords, ...words].flatMap(partsOf))].sort((a, b) => b.length - a.length);
  return known.reduce((rest, word) => rest.replaceAll(word, ' '), simplified);
}

/** A name as a whole, run together, and each word of it. */
function partsOf(name: string): readonly string[] {
  const simplified = simplify(name);
  const words = simplified.split(/[^\p{L}\p{N}]+/u);
  return [simplified, words.join(''), ...words].filter((word) => lettersOf(word).length >= ownWordLengthMin);
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}
