import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRowCounter } from './row-counter.ts';

const csv = '\uFEFF"id","text"\r\n"1","a ""quoted"" text"\r\n"2","two\r\nlines"\r\n"3",4\r\n';
const json = '{"metric":"messages","rows":[\n{"id":"1"},\n{"id":"a\\nb"},\n{"id":"3"}\n],"end":{"rows":3}}\n';

const inPieces = (text: string, sizes: readonly number[]): Uint8Array[] => {
  const bytes = new TextEncoder().encode(text);
  const pieces: Uint8Array[] = [];
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
};

test.for([
  ['csv', csv],
  ['json', json],
] as const)('rows of %s are counted wherever the pieces are cut', ([format, text]) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }), (sizes) => {
      const counter = createRowCounter(format);
      for (const piece of inPieces(text, sizes)) counter.add(piece);
      expect([counter.rows, counter.isWhole(3), counter.isWhole(2), counter.isWhole(4)]).toEqual([
        3,
        true,
        false,
        false,
      ]);
    }),
  );
});

test.for([
  ['csv', csv],
  ['json', json],
  ['parquet', 'PAR1 columns and a footer PAR1'],
] as const)('a file of %s is not whole before its last byte', ([format, text]) => {
  for (let length = 0; length < text.length; length += 1) {
    const counter = createRowCounter(format);
    counter.add(new TextEncoder().encode(text.slice(0, length)));
    expect([length, counter.isWhole(3)]).toEqual([length, false]);
  }
  const counter = createRowCounter(format);
  counter.add(new TextEncoder().encode(text));
  expect(counter.isWhole(3)).toBe(true);
});

test('a file without rows is whole', () => {
  for (const [format, text] of [
    ['csv', '\uFEFF"id"\r\n'],
    ['json', '{"rows":[\n],"end":{"rows":0}}\n'],
  ] as const) {
    const counter = createRowCounter(format);
    counter.add(new TextEncoder().encode(text));
    expect([counter.rows, counter.isWhole(0)]).toEqual([0, true]);
  }
});
