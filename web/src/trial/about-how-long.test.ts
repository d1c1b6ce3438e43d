import { expect, test } from 'vitest';
import type { Translate } from '../i18n/translate.ts';
import { aboutHowLong } from './about-how-long.ts';

const t: Translate = (key, values) => `${values?.['count']} ${key.replace('trial.', '')}`;

test.for([
  [900, '5 seconds'],
  [64_000, '65 seconds'],
  [119_000, '120 seconds'],
  [5 * 60_000, '5 minutes'],
  [90 * 60_000, '2 hours'],
] as const)('a wait of %i ms is told as %s', ([ms, told]) => {
  expect(aboutHowLong(ms, t)).toBe(told);
});
