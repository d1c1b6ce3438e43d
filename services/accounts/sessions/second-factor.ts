import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { and, eq } from 'drizzle-orm';
import { passkeys } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { countAttempt, forgetAttempts } from '../attempts/attempts.ts';
import { changeChallenge, endChallenge, findChallenge, type OpenChallenge } from '../challenges/challenges.ts';
import { passkeyOptions } from '../second-factors/passkeys.ts';
import { rpIdOf } from '../second-factors/relying-party.ts';
import { codeSchema, throwUnlessRight, useTotpCode } from '../second-factors/totp.ts';
import { type OpenedSession, openSession } from './open.ts';

export type SecondFactorAnswer =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'passkey'; readonly response: AuthenticationResponseJSON };

/** Ends a sign-in that asked for a second factor. Wrong ones are counted by account, whatever sign-in they belong to. */
export async function answerSecondFactor(
  accounts: Accounts,
  { challenge: token, answer, agent }: { challenge: string; answer: SecondFactorAnswer; agent: string },
): Promise<OpenedSession> {
  const { userId } = await withEngine(accounts.database, (tx) => findBegun(tx, accounts, token));
  const attempt = { kind: 'second_factor', subject: userId } as const;
  await countAttempt(accounts, attempt);
  return withEngine(accounts.database, async (tx) => {
    const begun = await findBegun(tx, accounts, token);
    if (answer.kind === 'totp') {
      const code = readInput(codeSchema, answer.code);
      throwUnlessRight(await useTotpCode(tx, accounts, { userId, code, confirmed: true }), 'unauthenticated');
    } else await usePasskey(tx, accounts, { userId, response: answer.response, webauthn: begun.content.webauthn });
    await endChallenge(tx, begun);
    await forgetAttempts(tx, attempt);
    return openSession(tx, accounts, { userId, provedGeneration: begun.content.generation, agent });
  });
}

/** What the browser has to have signed by one of the person's passkeys. */
export async function askForPasskey(accounts: Accounts, { challenge: token }: { readonly challenge: string }) {
  return withEngine(accounts.database, async (tx) => {
    const begun = await findBegun(tx, accounts, token);
    const options = await passkeyOptions(tx, { userId: begun.userId, rpId: rpIdOf(accounts.publicUrl()) });
    await changeChallenge(tx, { ...begun, content: { ...begun.content, webauthn: options.challenge } });
    return options;
  });
}

async function findBegun(
  tx: Tx,
  { now }: Accounts,
  token: string,
): Promise<OpenChallenge<'second_factor'> & { readonly userId: string }> {
  const begun = await findChallenge(tx, { token, kind: 'second_factor', at: new Date(now()) });
  if (!begun?.userId) throw new ServiceError('gone', 'This took too long. Sign in again.', { path: 'challenge' });
  return { ...begun, userId: begun.userId };
}

async function usePasskey(
  tx: Tx,
  { publicUrl, now }: Accounts,
  { userId, response, webauthn }: { userId: string; response: AuthenticationResponseJSON; webauthn: string | null },
): Promise<void> {
  const rpId = rpIdOf(publicUrl());
  const [key] = await tx
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.userId, userId), eq(passkeys.credentialId, response.id), eq(passkeys.rpId, rpId)))
    .for('update');
  const verified =
    key && webauthn !== null
      ? await verifyAuthenticationResponse({
          ...{ response, expectedChallenge: webauthn, expectedRPID: rpId, requireUserVerification: true },
          expectedOrigin: new URL(publicUrl()).origin,
          // Keys that are synchronized between devices never count, and others are restored: it is looked at below.
          credential: { id: key.credentialId, publicKey: new Uint8Array(key.publicKey), counter: 0 },
        }).catch(() => null)
      : null;
  if (!key || !verified?.verified)
    throw new ServiceError('unauthenticated', 'This passkey was not accepted.', { path: 'passkey' });
  const { newCounter } = verified.authenticationInfo;
  if (newCounter < key.counter)
    await recordAudit(tx, {
      ...{ actor: { kind: 'user', userId, storeId: null, role: null }, storeId: null, action: 'account:write' },
      subject: { kind: 'second_factor', id: key.id },
      change: { counter: { before: key.counter, after: newCounter } },
    });
  await tx
    .update(passkeys)
    .set({ counter: newCounter, lastUsedAt: new Date(now()) })
    .where(eq(passkeys.id, key.id));
}
