import { eq } from 'drizzle-orm';
import { memberships, stores, users } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type PasswordFault, passwordFault } from '../../../domain/guessable-password.ts';
import { type ErrorCode, ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';

/** Stores whose names are looked for in the password of one person. */
const storesMax = 100;

const refusals: Readonly<Record<PasswordFault, { readonly code: ErrorCode; readonly message: string }>> = {
  common: {
    code: 'password_common',
    message: 'This password is among those that are tried first. Take a sentence that only you know.',
  },
  own_words: {
    code: 'password_own_words',
    message:
      'This password is little else than your name, the name of the store or of this program. Add words of your own.',
  },
  repeated: {
    code: 'password_repeated',
    message: 'This password is a handful of characters, again and again. Take a sentence that only you know.',
  },
};

export interface ChosenPassword {
  readonly password: string;
  /** Names that everybody knows: of the person and their address, and of the stores they work in. */
  readonly words: readonly string[];
  /** Where the password stands in what was given. */
  readonly path?: string;
}

/**
 * The hash of a password that somebody chooses now: the only way to one. Throws `password_common`, `password_own_words` or
 * `password_repeated` for one that others would guess, before it costs a hash.
 */
export async function choosePassword(
  { passwords, commonPasswords, publicUrl }: Pick<Accounts, 'passwords' | 'commonPasswords' | 'publicUrl'>,
  { password, words, path = 'password' }: ChosenPassword,
): Promise<string> {
  const common = await commonPasswords.load();
  const fault = passwordFault(password, {
    isCommon: (simplified) => common.has(simplified),
    words: [...words, new URL(publicUrl()).hostname],
  });
  if (fault) throw new ServiceError(refusals[fault].code, refusals[fault].message, { path });
  return passwords.hash(password);
}

/** What everybody knows of a person: their address, their name, and where they work. */
export async function wordsOfUser(tx: Tx, userId: string): Promise<readonly string[]> {
  const [user] = await tx.select({ email: users.email, name: users.name }).from(users).where(eq(users.id, userId));
  const own = await tx
    .select({ name: stores.name })
    .from(memberships)
    .innerJoin(stores, eq(stores.id, memberships.storeId))
    .where(eq(memberships.userId, userId))
    .limit(storesMax);
  return [...(user ? [user.email, user.name] : []), ...own.map(({ name }) => name)];
}
