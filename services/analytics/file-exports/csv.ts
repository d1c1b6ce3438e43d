import { stringify } from 'csv-stringify/sync';
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

/** A number that we wrote: it stays one in a spreadsheet, whatever its sign. */
class CsvNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Comma-separated values by RFC 4180, for spreadsheets: money in major units, moments in the store's zone. */
export function csvEncoder({ columns, separator, decimal, currency, zoneText }: CsvOptions): Encoder {
  const digits = minorUnitDigitsOf(currency ?? '');
  const cell = ({ type }: Column, value: Row[number]): string | CsvNumber => {
    if (value === null) return new CsvNumber('');
    switch (type) {
      case 'text':
        return harmless(String(value));
      case 'moment':
        return zoneText(Number(value));
      case 'money':
        return new CsvNumber(majorUnits(value, digits).replace('.', decimal));
      case 'count':
      case 'share':
      case 'duration_ms':
        return new CsvNumber(plainNumber(value).replace('.', decimal));
      default:
        return assertNever(type);
    }
  };
  const lines = (records: readonly (readonly (string | CsvNumber)[])[]): string =>
    stringify([...records], {
      delimiter: separator,
      record_delimiter: 'windows',
      quoted_string: true,
      // An empty cell is one without a value; a number has quotes only where its comma is the separator.
      cast: {
        object: (value) => ({ value: (value as unknown as CsvNumber).text, quoted: false, quoted_string: false }),
      },
    });
  return {
    begin: () => byteOrderMark + lines([columns.map(({ name }) => name)]),
    rows: (batch) => lines(batch.map((row) => columns.map((column, index) => cell(column, row[index] ?? null)))),
    end: () => '',
  };
}

/** What spreadsheets would calculate, in full width too and behind blanks, on each line of a text. */
const formula = /(^|[\r\n])([^\S\r\n]*[=+\-@\t\uFF1D\uFF0B\uFF0D\uFF20])/g;
const leadingBreak = /^[\t\r\n]/;

/** A text that no spreadsheet takes for a formula, by an apostrophe before what would begin one. */
export function harmless(text: string): string {
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
  return text.includes('e')
    ? Number(value)
        .toFixed(decimalsMax)
        .replace(/\.?0+$/, '')
    : text;
}

const decimalsMax = 12;
