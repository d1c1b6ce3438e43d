import { expect, test } from 'vitest';
import { reasonCodes } from '../../../domain/reason-code.ts';
import { adviceDe } from './advice.de.ts';
import { adviceEn } from './advice.en.ts';

test('every reason of the engine comes with what can be done about it, in every language', () => {
  const wanted = Object.keys(reasonCodes).map((code) => `advice.${code}`);
  for (const texts of [adviceEn, adviceDe]) expect(Object.keys(texts).sort()).toEqual(wanted.sort());
});
