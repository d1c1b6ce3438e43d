import { z } from '@hono/zod-openapi';
import { and, count, eq, gt, isNull } from 'drizzle-orm';
import { invitations, memberships, stores, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import { memberRoles } from '../../../domain/permission.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { newOneTimeToken } from '../links/one-time-token.ts';
import { checkMembership } from '../members/check-membership.ts';
import { emailSchema } from '../users/user-input.ts';
import type { Invitation, InvitationDelivery } from './invitation.ts';
import { invitationMail } from './invitation-mail.ts';

const lifeMs = 7 * dayMs;
/** Invitations of one store that wait: mail goes out for each. */
const openMax = 100;

export const newInvitationInput = z.object({ email: emailSchema, role: z.enum(memberRoles) });

/**
 * Invites somebody into a store, in the place of an earlier invitation that they did not take. The mail goes out after the
 * commit; where no provider takes it, the link is returned to the inviter.
 */
export async function createInvitation(
  accounts: Accounts,
  {
    actor,
    storeId,
    ...given
  }: z.input<typeof newInvitationInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<{ readonly invitation: Invitation; readonly delivery: InvitationDelivery }> {
  requirePermission(actor, 'members:write', storeId);
  const { email, role } = readInput(newInvitationInput, given);
  checkMembership(actor, { from: null, to: role, otherOwners: 0 });
  const { database, publicUrl, now, mailer } = accounts;
  const { token, tokenHash } = newOneTimeToken();
  const at = new Date(now());
  const row = { id: uuidV7(), email, role, createdAt: at, expiresAt: new Date(at.getTime() + lifeMs) };
  const storeName = await withStore(database, storeId, async (tx) => {
    const [store] = await tx.select({ name: stores.name }).from(stores).where(eq(stores.id, storeId)).for('update');
    if (!store) throw new ServiceError('not_found', 'There is no such store.');
    await refuseMember(tx, email);
    await tx
      .update(invitations)
      .set({ withdrawnAt: at })
      .where(and(eq(invitations.email, email), isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt)));
    await refuseTooMany(tx, at);
    const inviterId = actor.kind === 'user' ? actor.userId : null;
    await tx.insert(invitations).values({ ...row, storeId, inviterId, tokenHash });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'members:write' },
      subject: { kind: 'invitation', id: row.id },
      change: { email: {}, role: { before: null, after: role } },
    });
    return store.name;
  });
  const url = `${publicUrl()}/invitations#${token}`;
  const mailed = await mailer.send(invitationMail({ storeId, to: email, idempotencyKey: row.id, storeName, url }));
  return { invitation: row, delivery: mailed ? { kind: 'mailed' } : { kind: 'link', url } };
}

/** Only the team of the store is seen here: whether somebody has an account elsewhere is nobody's business. */
async function refuseMember(tx: Tx, email: string): Promise<void> {
  const [member] = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.email, email));
  if (member) throw new ServiceError('conflict', 'This person is a member of the store already.', { path: 'email' });
}

async function refuseTooMany(tx: Tx, at: Date): Promise<void> {
  const [open] = await tx
    .select({ count: count() })
    .from(invitations)
    .where(and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt), gt(invitations.expiresAt, at)));
  if (open && open.count >= openMax)
    throw new ServiceError('conflict', `${openMax} invitations of this store wait already. Withdraw some first.`);
}
