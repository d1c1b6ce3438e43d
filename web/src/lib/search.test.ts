import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from './search.ts';

test('any text survives the way through the address', () => {
  const names = fc.string({ minLength: 1, unit: 'binary' }).filter((name) => name !== '__proto__');
  const values = fc.oneof(
    fc.string({ minLength: 1, unit: 'binary' }),
    fc.constantFrom('662E41', '007', '723421968459640832', 'true', 'null', '{}', '"', '+', ' ', '%', '&=', '#'),
  );
  fc.assert(
    fc.property(fc.dictionary(names, values, { noNullPrototype: true }), (search) => {
      expect(parseSearch(stringifySearch(search))).toEqual(search);
    }),
  );
});

test('what is not set does not stand in the address', () => {
  expect(stringifySearch({ a: undefined, b: '', c: null, d: 'x' })).toBe('?d=x');
  expect(stringifySearch({})).toBe('');
});
