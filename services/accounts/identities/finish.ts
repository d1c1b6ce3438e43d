import { and, eq } from 'drizzle-orm';
import { oidcIdentities, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { endChallenge, findChallenge } from '../challenges/challenges.ts';
import type { Identity } from '../openid/identity-provider.ts';
import { type OpenedSession, openSession } from '../sessions/open.ts';

export type FinishedIdentity =
  | { readonly kind: 'signed_in'; readonly session: OpenedSession; readonly returnTo: string }
  | { readonly kind: 'linked'; readonly returnTo: string }
  /** No account is linked with it. An address that the provider names opens none: anybody can claim one there. */
  | { readonly kind: 'unknown' };

export interface FinishIdentity {
  readonly challenge: string;
  readonly query: URLSearchParams;
  /** Who is signed in in the browser that came back. */
  readonly signedInAs: string | null;
  readonly agent: string;
}

/** Takes somebody back from the identity provider. Throws `gone` and `unauthenticated` for an answer that is not to be believed. */
export async function finishIdentity(
  accounts: Accounts,
  { challenge, query, signedInAs, agent }: FinishIdentity,
): Promise<FinishedIdentity> {
  const at = new Date(accounts.now());
  // Used up whatever comes of it: an answer is for one request.
  const begun = await withEngine(accounts.database, async (tx) => {
    const found = await findChallenge(tx, { token: challenge, kind: 'identity_provider', at });
    if (found) await endChallenge(tx, found);
    return found;
  });
  if (!begun || !accounts.identityProvider) throw new ServiceError('gone', 'This took too long. Begin again.');
  const { content, userId } = begun;
  const identity = await accounts.identityProvider.finish(query, content).catch((cause: unknown) => {
    throw new ServiceError('unauthenticated', 'The identity provider did not confirm who you are.', { cause });
  });
  if (content.purpose === 'link') {
    if (userId === null || userId !== signedInAs)
      throw new ServiceError('unauthenticated', 'You are not signed in any more as who began this.');
    await withEngine(accounts.database, (tx) => link(tx, { userId, identity, at }));
    return { kind: 'linked', returnTo: content.returnTo };
  }
  return withEngine(accounts.database, async (tx): Promise<FinishedIdentity> => {
    const [known] = await tx
      .select({ userId: users.id, provedGeneration: users.generation, deactivatedAt: users.deactivatedAt })
      .from(oidcIdentities)
      .innerJoin(users, eq(users.id, oidcIdentities.userId))
      .where(and(eq(oidcIdentities.issuer, identity.issuer), eq(oidcIdentities.subject, identity.subject)));
    if (!known || known.deactivatedAt) return { kind: 'unknown' };
    const session = await openSession(tx, accounts, { ...known, agent, signedInBy: 'identity_provider' });
    return { kind: 'signed_in', session, returnTo: content.returnTo };
  });
}

async function link(tx: Tx, { userId, identity, at }: { userId: string; identity: Identity; at: Date }) {
  const row = { id: uuidV7(), userId, ...identity, createdAt: at };
  const added = await tx.insert(oidcIdentities).values(row).onConflictDoNothing().returning({ id: oidcIdentities.id });
  if (added.length === 0) throw new ServiceError('conflict', 'This identity is linked with an account already.');
  const actor: Actor = { kind: 'user', userId, storeId: null, role: null };
  await recordAudit(tx, {
    ...{ actor, storeId: null, action: 'account:write' },
    subject: { kind: 'user', id: userId },
    change: { identity: { before: null, after: identity.issuer } },
  });
}
