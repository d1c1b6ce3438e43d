import { describe, expect, test } from 'vitest';
import { simplify } from '../../../domain/guessable-password.ts';
import { passwordLength } from '../users/user-input.ts';
import { createCommonPasswords } from './common-passwords.ts';

describe('the passwords that are tried first', () => {
  test('hold at least the 3,000 commonest of those that are long enough to be chosen', async () => {
    const common = await createCommonPasswords().load();
    const longEnough = [...common].filter(({ length }) => length >= passwordLength.min);
    expect(longEnough.length).toBeGreaterThanOrEqual(3_000);
    expect(longEnough.every((password) => simplify(password) === password)).toBe(true);
  });

  test('are read once, when the first password is chosen', async () => {
    const common = createCommonPasswords();
    expect(await common.load()).toBe(await common.load());
  });

  test.each(['password', 'qwertyuiop', 'iloveyou', '1q2w3e4r5t6y', 'qwerty123456'])('hold %s', async (password) => {
    expect((await createCommonPasswords().load()).has(password)).toBe(true);
  });
});
