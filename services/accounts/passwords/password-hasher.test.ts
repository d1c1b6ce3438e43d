import { expect, test } from 'vitest';
import { createPasswordHasher } from './password-hasher.ts';

const password = 'a sentence that only tests know';

test('a password matches its hash, however its letters are composed, and no other does', async () => {
  const passwords = createPasswordHasher();
  const hash = await passwords.hash('größer als groß: é');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.matches(hash, 'größer als groß: é'.normalize('NFD'))).toBe(true);
  expect(await passwords.matches(hash, 'größer als groß: e')).toBe(false);
});

test('where there is nothing to compare with, no password is right', async () => {
  const passwords = createPasswordHasher();
  expect(await passwords.matches(null, password)).toBe(false);
});

test('of two hundred at once a bounded number waits, and the others are told to come back', async () => {
  const passwords = createPasswordHasher();
  const settled = await Promise.allSettled(Array.from({ length: 200 }, () => passwords.matches(null, password)));
  const refused = settled.filter((each) => each.status === 'rejected');
  expect(refused).toHaveLength(200 - 66);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'overloaded', retryAfterMs: 2_000 });
  expect(await passwords.matches(null, password)).toBe(false);
});
