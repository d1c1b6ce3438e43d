import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passwordFault, productWords } from './guessable-password.ts';

const common = new Set(['password1234', 'sunshine', 'qwertyuiop123']);
const isCommon = (simplified: string) => common.has(simplified);
const faultOf = (password: string, words: readonly string[] = []) => passwordFault(password, { isCommon, words });

describe('a password that is chosen', () => {
  test.each(['password1234', 'PassWord1234', 'ｐassword1234', 'sunshine2026!!', '!!2026 Sunshine'])(
    'is refused where it is one that is tried first: %s',
    (password) => {
      expect(faultOf(password)).toBe('common');
    },
  );

  test.each(['aaaaaaaaaaaa', 'abcabcabcabc', '121212121212', '1 1 1 1 1 1 1 1'])(
    'is refused where it is a handful of characters, again and again: %s',
    (password) => {
      expect(faultOf(password)).toBe('repeated');
    },
  );

  test.each([
    ['lampshop-2026!', ['Lamp Shop']],
    ['Lamp Shop 2026', ['Lamp Shop']],
    ['ada.berger.26', ['ada.berger@shop.example']],
    ['BergerAda12345', ['Ada Berger']],
    ['cart-recovery-1', []],
    ['Dashboard2026!!', []],
  ])('is refused where it is little else than words that everybody knows: %s', (password, words) => {
    expect(faultOf(password, words)).toBe('own_words');
  });

  test('may hold such a word where there is more to it', () => {
    expect(faultOf('the lamp shop sells no candles', ['Lamp Shop'])).toBeNull();
    expect(faultOf('my cart is full of herrings')).toBeNull();
  });

  test('is judged the same in capitals, and with other signs around a common one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...common),
        fc.stringMatching(/^[0-9!?. -]{0,20}$/),
        fc.stringMatching(/^[0-9!?. -]{0,20}$/),
        (word, before, after) => {
          expect(faultOf(word.toUpperCase())).toBe('common');
          expect(faultOf(`${before}sunshine${after}`)).toBe('common');
        },
      ),
    );
  });

  test('that has nothing of the person, the store and the product is never refused for their words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-m]{4,9}$/), { minLength: 1, maxLength: 4 }),
        fc.stringMatching(/^[n-z]{12,40}$/),
        (words, password) => {
          fc.pre(!productWords.some((word) => password.includes(word)));
          expect(faultOf(password, words)).not.toBe('own_words');
        },
      ),
    );
  });
});
