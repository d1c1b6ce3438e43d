/** Names of fields and words of closed lists that are longer are neither: nothing is looked for in them. */
export const nameLengthMax = 100;

/** The words of a name, in lower case: `lineItems`, `line_items`, `Line-Items` and `LINE ITEMS` are all line, items. */
export function wordsOfName(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** A name without what shops differ in: case and separators. */
export function plainName(name: string): string {
  return wordsOfName(name).join('');
}

/** The ways in which names are written, by what they are called. */
export const nameStyles = {
  snake: (words: readonly string[]) => words.join('_'),
  kebab: (words: readonly string[]) => words.join('-'),
  dotted: (words: readonly string[]) => words.join('.'),
  spaced: (words: readonly string[]) => words.join(' '),
  slashed: (words: readonly string[]) => words.join('/'),
  camel: (words: readonly string[]) => words.map((word, index) => (index === 0 ? word : capital(word))).join(''),
  pascal: (words: readonly string[]) => words.map(capital).join(''),
  title: (words: readonly string[]) => words.map(capital).join(' '),
  sentence: (words: readonly string[]) => capital(words.join(' ')),
  upper_snake: (words: readonly string[]) => words.join('_').toUpperCase(),
  upper_kebab: (words: readonly string[]) => words.join('-').toUpperCase(),
  upper_spaced: (words: readonly string[]) => words.join(' ').toUpperCase(),
  title_snake: (words: readonly string[]) => words.map(capital).join('_'),
  joined: (words: readonly string[]) => words.join(''),
} as const satisfies Readonly<Record<string, (words: readonly string[]) => string>>;

export type NameStyle = keyof typeof nameStyles;

/** The style in which `name` writes these words; null: in none. */
export function styleOf(name: string, words: readonly string[]): NameStyle | null {
  const styles = Object.keys(nameStyles) as NameStyle[];
  return styles.find((style) => nameStyles[style](words) === name) ?? null;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
