import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { sessions } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { refreshTokenMs } from '../../../domain/session.ts';
import type { Accounts } from '../accounts.ts';

export interface ListedSession {
  readonly id: string;
  readonly agent: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** The one that asks. */
  readonly current: boolean;
}

/** More of one person's than anybody looks through. */
const sessionsMax = 200;

/** A person's sessions that go on, the newest first. */
export async function listSessions(
  { database, now }: Pick<Accounts, 'database' | 'now'>,
  { userId, sessionId }: { readonly userId: string; readonly sessionId: string },
): Promise<ListedSession[]> {
  const usedSince = new Date(now() - refreshTokenMs);
  const rows = await withEngine(database, (tx) =>
    tx
      .select({
        id: sessions.id,
        agent: sessions.agent,
        createdAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.lastSeenAt, usedSince)))
      .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
      .limit(sessionsMax),
  );
  return rows.map((row) => ({ ...row, current: row.id === sessionId }));
}
