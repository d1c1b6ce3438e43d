import type { JsonValue } from '../json-value.ts';
import { type Conversion, certain } from './conversion.ts';

/** Codes whose letters have the wrong case: `eur`, `Eur`, `at`. */
export const codeCase: Conversion = {
  name: 'code_case',
  kinds: ['currency', 'country'],
  formOf(value) {
    if (typeof value !== 'string' || !/^[A-Za-z]{2,3}$/.test(value)) return null;
    return Object.keys(cases).find((name) => cases[name]?.(value.toUpperCase()) === value) ?? null;
  },
  convert: (value, form) => (inCase(value, form) === value ? String(value).toUpperCase() : undefined),
  invert: inCase,
  confidence: () => certain,
};

const cases: Readonly<Record<string, (code: string) => string>> = {
  lower: (code) => code.toLowerCase(),
  capital: (code) => code.charAt(0).toUpperCase() + code.slice(1).toLowerCase(),
};

function inCase(value: JsonValue, form: string): string | undefined {
  return typeof value === 'string' ? cases[form]?.(value) : undefined;
}
