import { type Conversion, certain } from './conversion.ts';

/** `de_AT`, as POSIX writes a locale. */
export const localeSeparator: Conversion = {
  name: 'locale_separator',
  kinds: ['locale'],
  formOf: (value) => (typeof value === 'string' && /^[a-z]{2,3}_[A-Z]{2}$/.test(value) ? 'underscore' : null),
  convert: (value) => (typeof value === 'string' ? value.replace('_', '-') : undefined),
  invert: (value) => (typeof value === 'string' ? value.replace('-', '_') : undefined),
  confidence: () => certain,
};
