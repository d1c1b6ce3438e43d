import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvEncoder, harmless } from './csv.ts';
import { createZoneText } from './zone-text.ts';

const looks = [
  { separator: ',', decimal: '.' },
  { separator: ';', decimal: ',' },
  { separator: ',', decimal: ',' },
] as const;
const zoneText = createZoneText('Europe/Vienna');

/** What a program reads: cells without what spreadsheets need. */
function read(text: string, separator: string): string[][] {
  return parse(text, { delimiter: separator, bom: true, record_delimiter: '\r\n' });
}

function written(look: (typeof looks)[number], currency: string | null, rows: (string | number | null)[][]): string {
  const columns = [
    { name: 'text', type: 'text' },
    { name: 'at', type: 'moment' },
    { name: 'value', type: 'money' },
    { name: 'share', type: 'share' },
  ] as const;
  const encoder = csvEncoder({ ...look, columns, currency, zoneText });
  return encoder.begin() + encoder.rows(rows) + encoder.end(rows.length);
}

const wildText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      ' ',
      '\u00a0',
      '"',
      "'",
      ',',
      ';',
      'a',
      '＝',
      '＋',
      '－',
      '＠',
    ),
  }),
);
const beginsFormula = /^[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

describe('a text in CSV', () => {
  test.for(looks)('survives being read, and no line of it begins a formula: %o', (look) => {
    fc.assert(
      fc.property(fc.array(wildText, { minLength: 1, maxLength: 5 }), (texts) => {
        const file = written(
          look,
          'EUR',
          texts.map((text) => [text, 0, 1, 0.5]),
        );
        const [, ...rows] = read(file, look.separator);
        for (const [index, [cell = '']] of rows.entries()) {
          const text = texts[index] ?? '';
          expect(cell).toBe(harmless(text));
          expect(cell.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
          expect(cell).not.toMatch(/^[\t\r\n]/);
          for (const line of cell.split(/[\r\n]/)) expect(line).not.toMatch(beginsFormula);
        }
        expect(rows).toHaveLength(texts.length);
      }),
    );
  });

  test.for(['=1+1', '+43', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u00a0=1', '＝1', 'a\n=1', 'a\r\n=1'])(
    '%j is no formula',
    (text) => {
      expect(harmless(text).replaceAll("'", '')).toBe(text);
      expect(harmless(text)).not.toBe(text);
    },
  );

  test.for(['', 'a=b', '0199a3c0', "'=1", 'a-b', '1 - 2'])('%j stays as it is', (text) => {
    expect(harmless(text)).toBe(text);
  });
});

describe('a number in CSV', () => {
  test.for([
    ['EUR', 123_456, '1234.56', '1234,56'],
    ['EUR', -5, '-0.05', '-0,05'],
    ['JPY', -1_200, '-1200', '-1200'],
    ['KWD', 1_500, '1.500', '1,500'],
    ['EUR', '900719925474099301', '9007199254740993.01', '9007199254740993,01'],
    ['EUR', 1234.5, '12.345', '12,345'],
    ['EUR', 0.5, '0.005', '0,005'],
  ] as const)('of %s has its digits: %s is %s', ([currency, minor, point, comma]) => {
    const cellIn = (look: (typeof looks)[number]) =>
      read(written(look, currency, [['', 0, minor, 0]]), look.separator)[1]?.[2];
    expect(looks.map(cellIn)).toEqual([point, comma, comma]);
  });

  test('is a number without quotes, texts have them, and nothing is an empty cell', () => {
    expect(written(looks[0], 'EUR', [['x"y', 0, -1, null]])).toBe(
      '\uFEFF"text","at","value","share"\r\n"x""y","1970-01-01T01:00:00.000+01:00",-0.01,\r\n',
    );
    expect(written(looks[1], 'EUR', [['x', 0, -1, 0.25]])).toContain(';-0,01;0,25\r\n');
    expect(written(looks[2], 'EUR', [['x', 0, -1, 0.25]])).toContain(',"-0,01","0,25"\r\n');
  });

  test('never has an exponent', () => {
    expect(read(written(looks[0], 'EUR', [['x', 0, 0, 1e-9]]), ',')[1]?.[3]).toBe('0.000000001');
  });
});

test.for([
  ['Europe/Vienna', '2026-10-25T00:30:00.000Z', '2026-10-25T02:30:00.000+02:00'],
  ['Europe/Vienna', '2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00.000+01:00'],
  ['Asia/Kathmandu', '2026-11-02T08:12:44.020Z', '2026-11-02T13:57:44.020+05:45'],
  ['Australia/Lord_Howe', '2026-10-03T15:29:59.999Z', '2026-10-04T01:59:59.999+10:30'],
  ['UTC', '1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999+00:00'],
] as const)('a moment in %s is written by its clock: %s is %s', ([zone, moment, text]) => {
  expect(createZoneText(zone)(Date.parse(moment))).toBe(text);
});
