import type { JsonValue } from '../json-value.ts';
import { type Conversion, certain } from './conversion.ts';

const longestWrap = 4;
/** What copies and exports leave at the ends of a value: byte order marks, zero-width and other blanks, quotes. */
const blank = String.raw`[\s\u00a0\u200b\u200c\u200d\u2060\ufeff]`;
const inBlanks = new RegExp(`^(${blank}{0,${longestWrap}})(.*?)(${blank}{0,${longestWrap}})$`, 's');
const inQuotes = /^(["'])(.+)\1$/s;

/** A value with blanks around it that nobody sees, or in quotes of its own. */
export const wrappedText: Conversion = {
  name: 'wrapped_text',
  kinds: [
    'external_id',
    'moment',
    'whole_number',
    'minor_units',
    'currency',
    'word',
    'url',
    'email',
    'phone',
    'country',
    'locale',
  ],
  formOf(value) {
    if (typeof value !== 'string') return null;
    const [, before = '', inner = '', after = ''] = inBlanks.exec(value) ?? [];
    if (inner !== '' && before + after !== '') return JSON.stringify([before, after]);
    const [, quote = '', quoted] = inQuotes.exec(value) ?? [];
    return quoted === undefined || quoted.includes(quote) ? null : JSON.stringify([quote, quote]);
  },
  convert(value, form) {
    const [before, after] = wrapOf(form);
    if (typeof value !== 'string' || value.length <= before.length + after.length) return undefined;
    if (!value.startsWith(before) || !value.endsWith(after)) return undefined;
    return value.slice(before.length, value.length - after.length);
  },
  invert(value, form) {
    const [before, after] = wrapOf(form);
    return typeof value === 'string' ? `${before}${value}${after}` : undefined;
  },
  confidence: () => certain,
};

function wrapOf(form: string): readonly [string, string] {
  const parsed = JSON.parse(form) as JsonValue;
  const [before, after] = Array.isArray(parsed) ? parsed : [];
  return [String(before ?? ''), String(after ?? '')];
}
