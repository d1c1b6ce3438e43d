import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { sessions, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';

/**
 * Deactivates an account, or activates it again. With it go all its sessions, and its keys do nothing: on every instance,
 * within a second.
 */
export async function setUserActive(
  { database, news, now }: Pick<Accounts, 'database' | 'news' | 'now'>,
  { actor, userId: given, active }: { readonly actor: Actor; readonly userId: string; readonly active: boolean },
): Promise<void> {
  requirePermission(actor, 'users:write', null);
  const userId = readInput(idSchema, given);
  const at = new Date(now());
  await withEngine(database, async (tx) => {
    const [user] = await tx
      .select({ admin: users.admin, deactivatedAt: users.deactivatedAt })
      .from(users)
      .where(eq(users.id, userId))
      .for('update');
    if (!user) throw new ServiceError('not_found', 'There is no account with this id.', { path: 'id' });
    if ((user.deactivatedAt === null) === active) return;
    if (!active && user.admin) await refuseLastAdmin(tx, userId);
    await tx
      .update(users)
      .set({ deactivatedAt: active ? null : at, generation: sql`${users.generation} + 1` })
      .where(eq(users.id, userId));
    await tx
      .update(sessions)
      .set({ endedAt: at, endReason: 'deactivated' })
      .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)));
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'users:write' },
      subject: { kind: 'user', id: userId },
      change: { active: { before: !active, after: active } },
    });
  });
  await news.tell({ kind: 'user', id: userId });
}

async function refuseLastAdmin(tx: Tx, userId: string): Promise<void> {
  const others = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.admin, true), isNull(users.deactivatedAt), ne(users.id, userId)))
    .for('update');
  if (others.length === 0)
    throw new ServiceError('conflict', 'The last admin stays active. Make another one first: npm run account:link.');
}
