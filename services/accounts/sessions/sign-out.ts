import { and, eq, isNull } from 'drizzle-orm';
import { refreshTokens, sessions } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import type { Accounts } from '../accounts.ts';
import { hashKey } from '../api-keys/secret.ts';
import { isRefreshTokenShaped } from '../tokens/refresh-token.ts';

/** Ends the session of either token, if there is one: on every instance at once. */
export async function signOut(
  accounts: Accounts,
  { access, refresh }: { readonly access: string | undefined; readonly refresh: string | undefined },
): Promise<void> {
  const claims = access === undefined ? null : await accounts.accessTokens.read(access);
  const sessionId = claims?.sessionId ?? (refresh === undefined ? null : await sessionOf(accounts, refresh));
  if (sessionId === null) return;
  await withEngine(accounts.database, (tx) =>
    tx
      .update(sessions)
      .set({ endedAt: new Date(accounts.now()), endReason: 'signed_out' })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt))),
  );
  await accounts.news.tell({ kind: 'session', id: sessionId });
}

async function sessionOf({ database }: Accounts, refresh: string): Promise<string | null> {
  if (!isRefreshTokenShaped(refresh)) return null;
  const [token] = await withEngine(database, (tx) =>
    tx
      .select({ sessionId: refreshTokens.sessionId })
      .from(refreshTokens)
      .where(eq(refreshTokens.tokenHash, hashKey(refresh))),
  );
  return token?.sessionId ?? null;
}
