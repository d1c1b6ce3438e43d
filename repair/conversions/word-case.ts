import { type NameStyle, nameLengthMax, nameStyles, plainName, styleOf, wordsOfName } from '../words.ts';
import { type Conversion, certain } from './conversion.ts';

/** One word of a closed list in another case or with other separators: `CartUpdated`, `ORDER_PLACED`, `Email`. */
export const wordCase: Conversion = {
  name: 'word_case',
  kinds: ['word'],
  formOf(value, { field }) {
    if (typeof value !== 'string' || value.length > nameLengthMax) return null;
    const word = field.words.find((candidate) => plainName(candidate) === plainName(value));
    return word === undefined || word === value ? null : styleOf(value, wordsOfName(word));
  },
  convert(value, form, { field }) {
    const words = field.words.filter((word) => nameStyles[form as NameStyle]?.(wordsOfName(word)) === value);
    return words.length === 1 ? words[0] : undefined;
  },
  invert: (value, form) =>
    typeof value === 'string' ? nameStyles[form as NameStyle]?.(wordsOfName(value)) : undefined,
  confidence: () => certain,
};
