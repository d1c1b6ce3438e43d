import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { sessions, users } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';

/**
 * Sets a password and ends every session but one, in one transaction: the new generation refuses all access tokens made
 * before. Returns it.
 */
export async function setPassword(
  tx: Tx,
  {
    userId,
    passwordHash,
    at,
    except,
  }: { userId: string; passwordHash: string; at: Date /** A session that goes on. */; except: string | null },
): Promise<number> {
  const [user] = await tx
    .update(users)
    .set({ passwordHash, generation: sql`${users.generation} + 1` })
    .where(eq(users.id, userId))
    .returning({ generation: users.generation });
  if (!user) throw new Error('the account whose password is set is gone');
  await tx
    .update(sessions)
    .set({ endedAt: at, endReason: 'password_changed' })
    .where(
      and(eq(sessions.userId, userId), isNull(sessions.endedAt), except === null ? undefined : ne(sessions.id, except)),
    );
  return user.generation;
}
