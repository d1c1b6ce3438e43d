import { describe, expect, test } from 'vitest';
import { findExpressions } from './find-expressions.ts';
import { problemOfExpression } from './is-linear.ts';

/** Lines of a file; `$_{` stands for the beginning of a placeholder. */
const source = (lines: readonly string[]) => lines.join('\n').replaceAll('$_{', '${');

describe('regular expressions of a file', () => {
  test('are found as literals and as text put together from constants of the file', () => {
    const text = [
      "const day = '\\\\d{2}';",
      'const most = 3;',
      'const both = String.raw`\\d{1,$_{most}}`;',
      'const at = /a\\/b[/]c/gi;',
      'const read = (text: string) =>',
      "  new RegExp(`^$_{day}-$_{both}$`, 'u').test(text) || RegExp('x+').test(text);",
    ];
    expect(findExpressions(source(text)).map(({ expression }) => expression)).toEqual([
      { source: 'a\\/b[/]c', flags: 'gi' },
      { source: '^\\d{2}-\\d{1,3}$', flags: 'u' },
      { source: 'x+', flags: '' },
    ]);
  });

  test('are told as unknown, with their line, when they are made of what is only known later', () => {
    expect(findExpressions(source(['const a = 1;', 'const f = (name: string) => new RegExp(`^$_{name}$`);']))).toEqual([
      { line: 2, expression: null },
    ]);
  });
});

describe('the check of an expression', () => {
  test.for([
    /^(a+)+$/,
    /([A-Z]+)([A-Z][a-z])/g,
    /\/+$/,
    /<[^>]*>/g,
    / +(?=[,.])/g,
    /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
    /(\d+)[.,](\d+)/,
  ])('finds %s, which takes more than linear time', (expression) => {
    expect(problemOfExpression(expression)).toMatch(/polynomial|exponential/);
  });

  test.for([/([A-Z])(?=[A-Z][a-z])/g, /(?<!\/)\/+$/, /^[a-z]{2,3}$/, /\S\s+\S/])('leaves %s alone', (expression) => {
    expect(problemOfExpression(expression)).toBeNull();
  });
});
