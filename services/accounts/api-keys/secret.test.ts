import { expect, test } from 'vitest';
import { hashKey, isKeyShaped, newKeySecret } from './secret.ts';

test('a new key has the shape of one, and its stored hash is its own', () => {
  const { key, keyHash, prefix } = newKeySecret();
  expect(isKeyShaped(key)).toBe(true);
  expect(keyHash).toBe(hashKey(key));
  expect(key.startsWith(prefix)).toBe(true);
  expect(keyHash).not.toContain(key);
});

test('a key with one wrong character is known to be none without asking anybody', () => {
  const { key } = newKeySecret();
  for (let index = 0; index < key.length; index++) {
    const mistyped = key.slice(0, index) + (key[index] === 'A' ? 'B' : 'A') + key.slice(index + 1);
    expect(isKeyShaped(mistyped), mistyped).toBe(false);
  }
});
