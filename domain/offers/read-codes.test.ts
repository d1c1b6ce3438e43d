import { expect, test } from 'vitest';
import { codeAlphabet, codeOf } from './code-name.ts';
import { readCodes } from './read-codes.ts';

test('codes are read one a line or from the first column, without heading, quotes and empty lines', () => {
  const text = '\uFEFFCode,Status\r\n"SAVE-1",active\r\nSAVE-2;x\n\nSAVE-3\tx\n';
  expect(readCodes(text)).toEqual({ codes: ['SAVE-1', 'SAVE-2', 'SAVE-3'], duplicates: 0, refused: [] });
});

test('a code that differs in capitals only is a duplicate, since shops ask for none', () => {
  expect(readCodes('save-1\nSAVE-1')).toMatchObject({ codes: ['save-1'], duplicates: 1 });
});

test('lines that are no code are told by their number', () => {
  expect(readCodes('SAVE-1\nfree for all\nx')).toMatchObject({
    codes: ['SAVE-1'],
    refused: [
      { line: 2, text: 'free for all' },
      { line: 3, text: 'x' },
    ],
  });
});

test('a code of ours holds nothing that could be mistaken, and is the same for the same bytes', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, index) => index * 8);
  expect(codeOf(bytes)).toMatch(new RegExp(`^[${codeAlphabet}]{5}-[${codeAlphabet}]{5}$`));
  expect(codeOf(bytes)).toBe(codeOf(Uint8Array.from(bytes)));
  expect(codeAlphabet).not.toMatch(/[01ILOU]/);
});
