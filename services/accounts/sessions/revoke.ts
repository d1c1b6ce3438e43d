import { and, eq, isNull } from 'drizzle-orm';
import { sessions } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';

/** Ends a session of one's own on whatever device; again changes nothing. */
export async function revokeSession(
  { database, news, now }: Pick<Accounts, 'database' | 'news' | 'now'>,
  { actor, sessionId: given }: { readonly actor: Extract<Actor, { kind: 'user' }>; readonly sessionId: string },
): Promise<void> {
  requirePermission(actor, 'account:write', null);
  const sessionId = readInput(idSchema, given);
  const isOwn = and(eq(sessions.id, sessionId), eq(sessions.userId, actor.userId));
  await withEngine(database, async (tx) => {
    const [session] = await tx.select({ endedAt: sessions.endedAt }).from(sessions).where(isOwn).for('update');
    if (!session) throw new ServiceError('not_found', 'You have no session with this id.', { path: 'id' });
    if (session.endedAt) return;
    await tx
      .update(sessions)
      .set({ endedAt: new Date(now()), endReason: 'revoked' })
      .where(and(isOwn, isNull(sessions.endedAt)));
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'session', id: sessionId },
      change: { ended: { before: null, after: 'revoked' } },
    });
  });
  await news.tell({ kind: 'session', id: sessionId });
}
