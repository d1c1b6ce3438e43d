import { z } from '@hono/zod-openapi';
import { and, eq } from 'drizzle-orm';
import { memberships } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { type MemberRole, memberRoles } from '../../../domain/permission.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { checkMembership } from './check-membership.ts';

/** Null takes the person out of the store. */
const roleChangeInput = z.object({ userId: idSchema, role: z.enum(memberRoles).nullable() });

/** Gives a member another role, or takes them out; it counts from their next request on every instance. */
export async function changeMember(
  { database, news }: Pick<Accounts, 'database' | 'news'>,
  { actor, storeId, ...given }: z.input<typeof roleChangeInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<void> {
  requirePermission(actor, 'members:write', storeId);
  const { userId, role } = readInput(roleChangeInput, given);
  await withStore(database, storeId, async (tx) => {
    const team = await lockTeam(tx, storeId);
    const before = team.get(userId);
    if (!before) throw new ServiceError('not_found', 'This store has no member with this id.', { path: 'id' });
    if (before === role) return;
    team.delete(userId);
    const otherOwners = [...team.values()].filter((each) => each === 'store_owner').length;
    checkMembership(actor, { from: before, to: role, otherOwners });
    const isMember = and(eq(memberships.storeId, storeId), eq(memberships.userId, userId));
    if (role === null) await tx.delete(memberships).where(isMember);
    else await tx.update(memberships).set({ role }).where(isMember);
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'members:write' },
      subject: { kind: 'membership', id: userId },
      change: { role: { before, after: role } },
    });
  });
  await news.tell({ kind: 'user', id: userId });
}

/** All of a store, locked: two owners who leave at once must see each other. */
async function lockTeam(tx: Tx, storeId: string): Promise<Map<string, MemberRole>> {
  const team = await tx
    .select({ userId: memberships.userId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.storeId, storeId))
    .orderBy(memberships.userId)
    .for('update');
  return new Map(team.map(({ userId, role }) => [userId, role]));
}
