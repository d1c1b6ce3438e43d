import { and, eq } from 'drizzle-orm';
import { invitations } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';

/** Takes an invitation back; again changes nothing. */
export async function withdrawInvitation(
  { database, now }: Pick<Accounts, 'database' | 'now'>,
  { actor, storeId, invitationId: given }: { actor: Actor; storeId: string; invitationId: string },
): Promise<void> {
  requirePermission(actor, 'members:write', storeId);
  const invitationId = readInput(idSchema, given);
  const isIt = and(eq(invitations.storeId, storeId), eq(invitations.id, invitationId));
  await withStore(database, storeId, async (tx) => {
    const [invitation] = await tx
      .select({ acceptedAt: invitations.acceptedAt, withdrawnAt: invitations.withdrawnAt })
      .from(invitations)
      .where(isIt)
      .for('update');
    if (!invitation) throw new ServiceError('not_found', 'This store has no invitation with this id.', { path: 'id' });
    if (invitation.acceptedAt)
      throw new ServiceError('conflict', 'This invitation was taken: change or remove the member instead.');
    if (invitation.withdrawnAt) return;
    await tx
      .update(invitations)
      .set({ withdrawnAt: new Date(now()) })
      .where(isIt);
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'members:write' },
      subject: { kind: 'invitation', id: invitationId },
      change: { withdrawn: { before: false, after: true } },
    });
  });
}
