import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutDeepValue, isDeepJson, isDeepValue, jsonDepthMax } from './json-depth.ts';

/** A value with so many levels around an innermost text. */
const nested = (levels: number, innermost: unknown = 'x', asList = true): unknown => {
  let value = innermost;
  for (let level = 0; level < levels; level++) value = asList ? [value] : { in: value };
  return value;
};

/** Text that brackets, quotes and backslashes are likely in. */
const awkwardText = fc.string({
  unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', 'a', 'é', '\u0001'),
  maxLength: 80,
});

describe('JSON with many levels', () => {
  test('is deep from one level above the limit, in lists and in records, as text and as value', () => {
    for (const asList of [true, false]) {
      const [most, more] = [nested(jsonDepthMax, 'x', asList), nested(jsonDepthMax + 1, 'x', asList)];
      expect([isDeepJson(JSON.stringify(most)), isDeepJson(JSON.stringify(more))]).toEqual([false, true]);
      expect([isDeepValue(most), isDeepValue(more)]).toEqual([false, true]);
    }
  });

  test('is told by its levels alone: neither many brackets beside each other nor brackets in text make it deep', () => {
    fc.assert(
      fc.property(
        fc.array(awkwardText, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 2 * jsonDepthMax }),
        fc.boolean(),
        (texts, levels, asList) => {
          const value = { [texts[0] ?? '']: 1, beside: texts.map(() => [[]]), within: nested(levels, texts, asList) };
          const isDeep = levels + 2 > jsonDepthMax;
          expect(isDeepJson(JSON.stringify(value))).toBe(isDeep);
          expect(isDeepJson(JSON.stringify(value, null, 2))).toBe(isDeep);
          expect(isDeepValue(value)).toBe(isDeep);
        },
      ),
    );
  });

  test('is judged and cut without recursion to its end: half a million levels are no different', () => {
    const text = `{"id":"a","x":${'['.repeat(500_000)}${']'.repeat(500_000)}}`;
    expect(isDeepJson(text)).toBe(true);
    const value: unknown = JSON.parse(text);
    expect(isDeepValue(value)).toBe(true);
    const cut = cutDeepValue(value);
    expect(isDeepValue(cut)).toBe(false);
    expect(cut).toMatchObject({ id: 'a' });
  });

  test('loses nothing by cutting while it is not deep', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const read: unknown = JSON.parse(JSON.stringify(value));
        expect(cutDeepValue(read)).toEqual(read);
      }),
    );
  });
});
