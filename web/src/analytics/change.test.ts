import { expect, test } from 'vitest';
import { changeOf } from './change.ts';

test('a number without a base is new, never infinitely more', () => {
  expect(changeOf(5, 0)).toEqual({ kind: 'new' });
  expect(changeOf(0, 0)).toEqual({ kind: 'none' });
  expect(changeOf(null, 4)).toEqual({ kind: 'none' });
  expect(changeOf(3, null)).toEqual({ kind: 'none' });
  expect(changeOf(6, 4)).toEqual({ kind: 'share', share: 0.5 });
  expect(changeOf(2, -4)).toEqual({ kind: 'share', share: 1.5 });
});
