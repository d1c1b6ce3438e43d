import { eq } from 'drizzle-orm';
import { refreshTokens, sessions, users } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { refreshTokenMs, type SignInWay } from '../../../domain/session.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';

/** What a browser is given: both are secrets. */
export interface SessionTokens {
  readonly access: string;
  readonly refresh: string;
}

export interface OpenedSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly tokens: SessionTokens;
}

/**
 * Begins a session of somebody who has proved who they are. `provedGeneration` is that of the account whose password was
 * looked at: if it was changed meanwhile, the proof is worth nothing.
 */
export async function openSession(
  tx: Tx,
  { accessTokens, refreshTokens: tokens, now }: Pick<Accounts, 'accessTokens' | 'refreshTokens' | 'now'>,
  {
    userId,
    provedGeneration,
    agent,
    signedInBy = 'password',
  }: { userId: string; provedGeneration: number; agent: string; signedInBy?: SignInWay },
): Promise<OpenedSession> {
  const [user] = await tx
    .select({ generation: users.generation, deactivatedAt: users.deactivatedAt })
    .from(users)
    .where(eq(users.id, userId))
    .for('share');
  if (!user || user.deactivatedAt || user.generation !== provedGeneration)
    throw new ServiceError('unauthenticated', 'Your account changed while you signed in. Sign in again.');
  const sessionId = uuidV7();
  const at = new Date(now());
  const refresh = tokens.first();
  await tx.insert(sessions).values({ id: sessionId, userId, agent, signedInBy, createdAt: at, lastSeenAt: at });
  await tx.insert(refreshTokens).values({
    ...{ tokenHash: refresh.tokenHash, sessionId, createdAt: at },
    expiresAt: new Date(at.getTime() + refreshTokenMs),
  });
  const access = await accessTokens.issue({ userId, sessionId, generation: user.generation });
  return { sessionId, userId, tokens: { access, refresh: refresh.token } };
}
