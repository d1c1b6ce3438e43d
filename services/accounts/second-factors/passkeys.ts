import { createHash } from 'node:crypto';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { and, eq } from 'drizzle-orm';
import { passkeys, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { idSchema, readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { beginChallenge, endChallenge, findChallenge } from '../challenges/challenges.ts';
import { rpIdOf, rpName } from './relying-party.ts';

type Person = Extract<Actor, { kind: 'user' }>;

const passkeysMax = 20;
/** The person has to show the key a finger, a face or a PIN: it stands for them, not for its holder. */
export const userVerification = 'required';

/** EdDSA, ES256 and RS256: what authenticators make today. */
const supportedAlgorithmIDs = [-8, -7, -257];

export const passkeyName = textSchema(1, 100);

/** Begins to enrol a passkey: what the browser has to ask its authenticator for. */
export async function beginPasskey(
  { database, publicUrl, now }: Pick<Accounts, 'database' | 'publicUrl' | 'now'>,
  { actor }: { readonly actor: Person },
): Promise<{ readonly challenge: string; readonly options: PublicKeyCredentialCreationOptionsJSON }> {
  requirePermission(actor, 'account:write', null);
  const { userId } = actor;
  return withEngine(database, async (tx) => {
    const [user] = await tx
      .select({ email: users.email, name: users.name })
      .from(users)
      .where(eq(users.id, userId))
      .for('update');
    if (!user) throw new ServiceError('unauthenticated', 'This account is no more.');
    const known = await tx.select().from(passkeys).where(eq(passkeys.userId, userId));
    if (known.length >= passkeysMax)
      throw new ServiceError('conflict', `You have ${passkeysMax} passkeys. Remove one before you add another.`);
    const options = await generateRegistrationOptions({
      ...{ rpName, rpID: rpIdOf(publicUrl()), userName: user.email, userDisplayName: user.name },
      userID: handleOf(userId),
      supportedAlgorithmIDs,
      excludeCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
      authenticatorSelection: { residentKey: 'preferred', userVerification },
    });
    const content = { kind: 'passkey_enrolment', webauthn: options.challenge } as const;
    const challenge = await beginChallenge(tx, { userId, content, at: new Date(now()) });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'second_factor', id: userId },
      change: { passkey: { before: null, after: 'begun' } },
    });
    return { challenge, options };
  });
}

/** Keeps the key that the browser made. Throws `invalid` for one that proves nothing. */
export async function confirmPasskey(
  { database, publicUrl, news, now }: Pick<Accounts, 'database' | 'publicUrl' | 'news' | 'now'>,
  {
    actor,
    challenge,
    name: givenName,
    response,
  }: { actor: Person; challenge: string; name: string; response: RegistrationResponseJSON },
): Promise<{ readonly id: string }> {
  requirePermission(actor, 'account:write', null);
  const name = readInput(passkeyName, givenName);
  const { userId } = actor;
  const at = new Date(now());
  const kept = await withEngine(database, async (tx) => {
    const begun = await findChallenge(tx, { token: challenge, kind: 'passkey_enrolment', at });
    if (begun?.userId !== userId)
      throw new ServiceError('gone', 'This took too long. Begin again.', { path: 'challenge' });
    await endChallenge(tx, begun);
    const rpId = rpIdOf(publicUrl());
    const key = await verifyNewKey(response, {
      expectedChallenge: begun.content.webauthn,
      expectedOrigin: new URL(publicUrl()).origin,
      expectedRPID: rpId,
    });
    const row = {
      ...{ id: uuidV7(), userId, name, rpId, createdAt: at },
      ...{ credentialId: key.id, publicKey: key.publicKey, counter: key.counter, transports: key.transports ?? [] },
    };
    const added = await tx.insert(passkeys).values(row).onConflictDoNothing().returning({ id: passkeys.id });
    if (added.length === 0) throw new ServiceError('conflict', 'This passkey is enrolled already.');
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'second_factor', id: row.id },
      change: { passkey: { before: null, after: rpId } },
    });
    return { id: row.id };
  });
  // Where a second factor is demanded the person may do more from now on.
  await news.tell({ kind: 'user', id: userId });
  return kept;
}

export async function removePasskey(
  { database, news }: Pick<Accounts, 'database' | 'news'>,
  { actor, passkeyId: given }: { readonly actor: Person; readonly passkeyId: string },
): Promise<void> {
  requirePermission(actor, 'account:write', null);
  const passkeyId = readInput(idSchema, given);
  await withEngine(database, async (tx) => {
    const [gone] = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, passkeyId), eq(passkeys.userId, actor.userId)))
      .returning({ rpId: passkeys.rpId });
    if (!gone) throw new ServiceError('not_found', 'You have no passkey with this id.', { path: 'id' });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'second_factor', id: passkeyId },
      change: { passkey: { before: gone.rpId, after: null } },
    });
  });
  await news.tell({ kind: 'user', id: actor.userId });
}

/** What a browser has to have signed to sign somebody in. */
export async function passkeyOptions(
  tx: Tx,
  { userId, rpId }: { userId: string; rpId: string },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const keys = await tx
    .select({ id: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(and(eq(passkeys.userId, userId), eq(passkeys.rpId, rpId)));
  return generateAuthenticationOptions({ rpID: rpId, allowCredentials: keys, userVerification });
}

type Expected = Pick<
  Parameters<typeof verifyRegistrationResponse>[0],
  'expectedChallenge' | 'expectedOrigin' | 'expectedRPID'
>;

async function verifyNewKey(response: RegistrationResponseJSON, expected: Expected) {
  // What a browser sends is judged by the library, which throws for each thing that is not as it should be.
  const verified = await verifyRegistrationResponse({
    ...{ response, ...expected, supportedAlgorithmIDs, requireUserVerification: true },
  }).catch(() => null);
  if (!verified?.verified)
    throw new ServiceError('invalid', 'This passkey could not be checked.', { path: 'response' });
  return verified.registrationInfo.credential;
}

/** A name of the person for authenticators, that says nothing of them. */
function handleOf(userId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(`passkeys/${userId}`).digest());
}
