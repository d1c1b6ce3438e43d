import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { memberships, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { memberRoles } from '../../../domain/permission.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { checkMembership } from './check-membership.ts';

const newMemberInput = z.object({ userId: idSchema, role: z.enum(memberRoles) });

/** Takes somebody who has an account into a store. Others are invited (`services/accounts/invitations`). */
export async function addMember(
  { database, news }: Pick<Accounts, 'database' | 'news'>,
  { actor, storeId, ...given }: z.input<typeof newMemberInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<void> {
  requirePermission(actor, 'members:write', storeId);
  const { userId, role } = readInput(newMemberInput, given);
  checkMembership(actor, { from: null, to: role, otherOwners: 0 });
  await withEngine(database, async (tx) => {
    const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId));
    if (!user) throw new ServiceError('not_found', 'There is no account with this id.', { path: 'userId' });
    await joinStore(tx, { storeId, userId, role });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'members:write' },
      subject: { kind: 'membership', id: userId },
      change: { role: { before: null, after: role } },
    });
  });
  await news.tell({ kind: 'user', id: userId });
}

/** The same inside a transaction. Throws `conflict` for somebody who is in the store already. */
export async function joinStore(
  tx: Tx,
  row: Pick<typeof memberships.$inferInsert, 'storeId' | 'userId' | 'role'>,
): Promise<void> {
  const added = await tx.insert(memberships).values(row).onConflictDoNothing().returning({ role: memberships.role });
  if (added.length === 0)
    throw new ServiceError('conflict', 'This person is a member of the store already.', { path: 'userId' });
}
