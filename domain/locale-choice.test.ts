import { describe, expect, test } from 'vitest';
import { chooseLocale, directionOf } from './locale-choice.ts';

describe('a person reads', () => {
  test.each([
    ['the very locale', ['en', 'zh-Hant', 'zh-Hant-HK'], 'zh-Hant-HK', 'zh-Hant-HK'],
    ['the language of no region', ['en', 'zh-Hans', 'zh-Hant'], 'zh-Hant-HK', 'zh-Hant'],
    ['the script that their region writes', ['zh', 'zh-Hant'], 'zh-HK', 'zh-Hant'],
    ['the language of another region', ['en', 'pt-PT'], 'pt-BR', 'pt-PT'],
    ['the same, written longer', ['en', 'de-Latn-AT'], 'de-AT', 'de-Latn-AT'],
    ['Serbian in their letters', ['sr', 'sr-Latn'], 'sr-Latn-RS', 'sr-Latn'],
  ])('%s', (_, available, wanted, chosen) => {
    expect(chooseLocale(available, [wanted])).toBe(chosen);
  });

  test('never simplified Chinese in place of traditional, nor another language (field 47)', () => {
    expect(chooseLocale(['zh-Hans', 'zh', 'zh-CN', 'en'], ['zh-Hant-HK'])).toBeNull();
    expect(chooseLocale(['en', 'pt-PT'], ['es-MX'])).toBeNull();
  });

  test('what the store writes in where nothing is in their own, and an unknown tag is none', () => {
    expect(chooseLocale(['de', 'en'], ['fr-FR', 'de-AT'])).toBe('de');
    expect(chooseLocale(['de', 'en'], ['not_a_locale!', null])).toBeNull();
  });
});

test.each([
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
  ['fa', 'rtl'],
  ['az-Arab', 'rtl'],
  ['az', 'ltr'],
  ['de-AT', 'ltr'],
  ['nonsense_', 'ltr'],
])('%s is written %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});
