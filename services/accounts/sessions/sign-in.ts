import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { readInput } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { accountSubject, countAttempt, forgetAttempts } from '../attempts/attempts.ts';
import { beginChallenge } from '../challenges/challenges.ts';
import { methodsOf, readSecondFactors, type SecondFactorMethod } from '../second-factors/list.ts';
import { rpIdOf } from '../second-factors/relying-party.ts';
import { emailSchema, triedPasswordSchema } from '../users/user-input.ts';
import { type OpenedSession, openSession } from './open.ts';

export const signInInput = z.object({ email: emailSchema, password: triedPasswordSchema });

export type SignedIn =
  | { readonly kind: 'signed_in'; readonly session: OpenedSession }
  /** `challenge` names this sign-in in the answer to it. */
  | {
      readonly kind: 'second_factor';
      readonly challenge: string;
      readonly methods: readonly SecondFactorMethod[];
    };

/**
 * Begins a session by e-mail address and password, or asks for the second factor. Says and costs the same for an address without an account, for a wrong
 * password and for an account that is deactivated.
 */
export async function signIn(
  accounts: Accounts,
  { agent, ...given }: z.input<typeof signInInput> & { readonly agent: string },
): Promise<SignedIn> {
  const { email, password } = readInput(signInInput, given);
  const attempt = { kind: 'password', subject: accountSubject(email) } as const;
  await countAttempt(accounts, attempt);
  const [user] = await withEngine(accounts.database, (tx) =>
    tx
      .select({
        id: users.id,
        passwordHash: users.passwordHash,
        generation: users.generation,
        deactivatedAt: users.deactivatedAt,
      })
      .from(users)
      .where(eq(users.email, email)),
  );
  const matches = await accounts.passwords.matches(user?.passwordHash ?? null, password);
  if (!user || !matches || user.deactivatedAt)
    throw new ServiceError('unauthenticated', 'The e-mail address or the password is wrong.');
  return withEngine(accounts.database, async (tx): Promise<SignedIn> => {
    await forgetAttempts(tx, attempt);
    const methods = methodsOf(await readSecondFactors(tx, { userId: user.id, rpId: rpIdOf(accounts.publicUrl()) }));
    if (methods) return askForSecondFactor(tx, accounts, { userId: user.id, generation: user.generation, methods });
    const session = await openSession(tx, accounts, { userId: user.id, provedGeneration: user.generation, agent });
    return { kind: 'signed_in', session };
  });
}

async function askForSecondFactor(
  tx: Tx,
  { now }: Accounts,
  { userId, generation, methods }: { userId: string; generation: number; methods: readonly SecondFactorMethod[] },
): Promise<SignedIn> {
  if (methods.length === 0)
    throw new ServiceError(
      'forbidden',
      'Your passkeys were made under another address of the dashboard. Open it there, or ask the operator for a link.',
    );
  const content = { kind: 'second_factor', generation, webauthn: null } as const;
  const challenge = await beginChallenge(tx, { userId, content, at: new Date(now()) });
  return { kind: 'second_factor', challenge, methods };
}
