import { expect, test } from 'vitest';
import { localeTag } from './locale-tag.ts';

test.each([
  ['de-AT', 'de-AT'],
  ['de_AT', 'de-AT'],
  ['pt_br', 'pt-BR'],
  ['de_CH_informal', 'de-CH'],
  ['nl_NL_formal', 'nl-NL'],
  ['fr_FR.ISO-8859-15', 'fr-FR'],
  ['sr_RS@latin', 'sr-RS'],
  ['zh-hant-hk', 'zh-Hant-HK'],
  ['zh_Hans_CN', 'zh-Hans-CN'],
  ['DE', 'de'],
  ['es-419', 'es-419'],
  ['pt_PT_ao90', 'pt-PT'],
])('%s is %s', (written, tag) => {
  expect(localeTag(written)).toBe(tag);
});

test.each([[''], ['C'], ['POSIX'], ['english'], ['_AT'], ['12'], [null], ['x'.repeat(100)]])(
  '%s is none',
  (written) => {
    expect(localeTag(written)).toBeUndefined();
  },
);
