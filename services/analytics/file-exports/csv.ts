import { assertNever } from '../../../domain/assert-never.ts';
import { minorUnitDigitsOf } from '../../../domain/money.ts';
import type { Column, Encoder, Row } from './table.ts';

export interface CsvLook {
  readonly separator: ',' | ';';
  readonly decimal: '.' | ',';
}

interface CsvOptions extends CsvLook {
  readonly columns: readonly Column[];
  readonly currency: string | null;
  readonly zoneText: (atMs: number) => string;
}

/** By it spreadsheets know that a file is in UTF-8. */
const byteOrderMark = '\uFEFF';

/** Comma-separated values by RFC 4180, for spreadsheets: money in major units, moments in the store's zone. */
export function csvEncoder({ columns, separator, decimal, currency, zoneText }: CsvOptions): Encoder {
  const digits = minorUnitDigitsOf(currency ?? '');
  const number = (text: string): string => {
    const written = text.replace('.', decimal);
    return decimal === separator ? quoted(written) : written;
  };
  /** Numbers have no quotes: they are ours, and stay numbers whatever their sign. Nothing is an empty cell. */
  const cell = ({ type }: Column, value: Row[number]): string => {
    if (value === null) return '';
    switch (type) {
      case 'text':
        return quoted(harmless(String(value)));
      case 'moment':
        return quoted(zoneText(Number(value)));
      case 'money':
        return number(majorUnits(value, digits));
      case 'count':
      case 'share':
      case 'duration_ms':
        return number(plainNumber(value));
      default:
        return assertNever(type);
    }
  };
  const line = (cells: readonly string[]): string => `${cells.join(separator)}\r\n`;
  return {
    begin: () => byteOrderMark + line(columns.map(({ name }) => quoted(name))),
    rows: (batch) =>
      batch.map((row) => line(columns.map((column, index) => cell(column, row[index] ?? null)))).join(''),
    end: () => '',
  };
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** What spreadsheets would calculate, in full width too and behind blanks, on each line of a text. */
const formula = /(^|[\r\n])([^\S\r\n]*[=+\-@\t\uFF1D\uFF0B\uFF0D\uFF20])/g;
const leadingBreak = /^[\t\r\n]/;
/** Most cells are ids and codes, of which this is known at a glance. */
const plain = /^[0-9A-Za-z][^\r\n]*$/;

/** A text that no spreadsheet takes for a formula, by an apostrophe before what would begin one. */
export function harmless(text: string): string {
  if (plain.test(text)) return text;
  const shown = text.replace(formula, "$1'$2");
  return leadingBreak.test(shown) ? `'${shown}` : shown;
}

/** Minor units as a decimal number, by digits and not by floating point: `-1205` as `-12.05`. */
function majorUnits(value: number | string, digits: number): string {
  const [whole = '', fraction = ''] = plainNumber(value).split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  const minor = whole.slice(sign.length).padStart(digits + 1, '0');
  const decimals = minor.slice(minor.length - digits) + fraction;
  const major = minor.slice(0, minor.length - digits);
  return digits === 0 && fraction === '' ? sign + major : `${sign}${major}.${decimals}`;
}

/** As digits, without an exponent. */
function plainNumber(value: number | string): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [whole = '', fraction = ''] = Number(value).toFixed(decimalsMax).split('.');
  let end = fraction.length;
  while (fraction[end - 1] === '0') end -= 1;
  return end === 0 ? whole : `${whole}.${fraction.slice(0, end)}`;
}

const decimalsMax = 12;
