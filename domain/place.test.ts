import { expect, test } from 'vitest';
import { isLocale, isTimeZone } from './place.ts';

test.each(['Europe/Vienna', 'UTC', 'America/Argentina/Buenos_Aires'])('%s is a time zone', (name) => {
  expect(isTimeZone(name)).toBe(true);
});

test.each(['', 'Vienna', 'Europe/Nowhere', 'GMT+25'])('"%s" is none', (name) => {
  expect(isTimeZone(name)).toBe(false);
});

test.each(['de', 'de-AT', 'zh-Hant-TW'])('%s is a language tag', (tag) => {
  expect(isLocale(tag)).toBe(true);
});

test.each(['', 'd', 'de_AT', 'german please'])('"%s" is none', (tag) => {
  expect(isLocale(tag)).toBe(false);
});
