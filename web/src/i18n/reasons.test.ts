import { expect, test } from 'vitest';
import { reasonCodes } from '../../../domain/reason-code.ts';
import { reasonKeys } from './reasons.en.ts';

test('every reason code has words for people', () => {
  expect([...reasonKeys].sort()).toEqual(
    Object.keys(reasonCodes)
      .map((code) => `reason.${code}`)
      .sort(),
  );
});
