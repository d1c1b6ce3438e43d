import { and, eq, isNull } from 'drizzle-orm';
import { refreshTokens, sessions, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { decideRefresh, isOutlived, refreshTokenMs } from '../../../domain/session.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { hashKey } from '../api-keys/secret.ts';
import { isRefreshTokenShaped, type RefreshToken } from '../tokens/refresh-token.ts';
import type { OpenedSession } from './open.ts';

type Outcome =
  | { readonly kind: 'refreshed'; readonly session: OpenedSession }
  | { readonly kind: 'refused' }
  | { readonly kind: 'reused'; readonly sessionId: string };

/**
 * Exchanges a refresh token for its successor and a new access token. Whoever asks again with the same token, at once or
 * because the answer was lost, is given the same successor; a token that was replaced and left behind ends its session.
 * Throws `unauthenticated`.
 */
export async function refreshSession(accounts: Accounts, given: string | undefined): Promise<OpenedSession> {
  const outcome: Outcome =
    given !== undefined && isRefreshTokenShaped(given) ? await exchange(accounts, given) : { kind: 'refused' };
  switch (outcome.kind) {
    case 'refreshed':
      return outcome.session;
    case 'reused':
      await accounts.news.tell({ kind: 'session', id: outcome.sessionId });
      throw sessionOver();
    case 'refused':
      throw sessionOver();
    default:
      return assertNever(outcome);
  }
}

async function exchange(accounts: Accounts, token: string): Promise<Outcome> {
  const { database, accessTokens, refreshTokens: tokens, now } = accounts;
  const nowMs = now();
  return withEngine(database, async (tx): Promise<Outcome> => {
    const held = await findHeld(tx, hashKey(token));
    if (!held) return { kind: 'refused' };
    const { sessionId, userId, generation } = held;
    const refreshed = async ({ token: refresh }: RefreshToken): Promise<Outcome> => {
      const access = await accessTokens.issue({ userId, sessionId, generation });
      return { kind: 'refreshed', session: { sessionId, userId, tokens: { access, refresh } } };
    };
    const decision = decideRefresh({
      nowMs,
      sessionEnded: held.ended || isOutlived({ beganAtMs: held.beganAt.getTime(), nowMs }, accounts.sessionRules),
      expiresAtMs: held.expiresAt.getTime(),
      replaced: held.replacedAt && {
        atMs: held.replacedAt.getTime(),
        successorUsed: await wasUsed(tx, held.successorHash),
      },
    });
    switch (decision) {
      case 'refused':
        return { kind: 'refused' };
      case 'reused':
        await endReused(tx, { userId, sessionId, at: new Date(nowMs) });
        return { kind: 'reused', sessionId };
      case 'rotate': {
        const successor = tokens.successorOf(token);
        await rotate(tx, { sessionId, tokenHash: held.tokenHash, successor, nowMs });
        return refreshed(successor);
      }
      case 'repeat': {
        const successor = tokens.successorGiven(token, held.successorHash);
        // Made with a key that is believed no more: nobody can be given it again.
        return successor ? refreshed(successor) : { kind: 'refused' };
      }
      default:
        return assertNever(decision);
    }
  });
}

/** Locked, so that those who ask with one token are judged one after the other. */
async function findHeld(tx: Tx, tokenHash: string) {
  const [token] = await tx.select().from(refreshTokens).where(eq(refreshTokens.tokenHash, tokenHash)).for('update');
  if (!token) return null;
  const [owner] = await tx
    .select({
      userId: sessions.userId,
      beganAt: sessions.createdAt,
      endedAt: sessions.endedAt,
      generation: users.generation,
      deactivatedAt: users.deactivatedAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, token.sessionId));
  if (!owner) return null;
  const { userId, generation, beganAt, endedAt, deactivatedAt } = owner;
  return { ...token, userId, generation, beganAt, ended: endedAt !== null || deactivatedAt !== null };
}

async function wasUsed(tx: Tx, successorHash: string | null): Promise<boolean> {
  if (successorHash === null) return false;
  const [successor] = await tx
    .select({ replacedAt: refreshTokens.replacedAt })
    .from(refreshTokens)
    .where(eq(refreshTokens.tokenHash, successorHash));
  return successor?.replacedAt != null;
}

async function rotate(
  tx: Tx,
  {
    sessionId,
    tokenHash,
    successor,
    nowMs,
  }: { sessionId: string; tokenHash: string; successor: RefreshToken; nowMs: number },
): Promise<void> {
  const at = new Date(nowMs);
  await tx
    .update(refreshTokens)
    .set({ replacedAt: at, successorHash: successor.tokenHash })
    .where(eq(refreshTokens.tokenHash, tokenHash));
  await tx.insert(refreshTokens).values({
    ...{ tokenHash: successor.tokenHash, sessionId, createdAt: at },
    expiresAt: new Date(nowMs + refreshTokenMs),
  });
  await tx.update(sessions).set({ lastSeenAt: at }).where(eq(sessions.id, sessionId));
}

async function endReused(
  tx: Tx,
  { userId, sessionId, at }: { userId: string; sessionId: string; at: Date },
): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: at, endReason: 'token_reused' })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)));
  await recordAudit(tx, {
    ...{ actor: { kind: 'user', userId, storeId: null, role: null }, storeId: null, action: 'account:write' },
    subject: { kind: 'session', id: sessionId },
    change: { ended: { before: null, after: 'token_reused' } },
  });
}

function sessionOver(): ServiceError {
  return new ServiceError('unauthenticated', 'Your session has ended. Sign in again.');
}
