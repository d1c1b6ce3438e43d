import { and, eq, gt, isNull } from 'drizzle-orm';
import { invitations, memberships, stores, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { decideMembership } from '../../../domain/grant.ts';
import type { MemberRole } from '../../../domain/permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { oneTimeTokenHash } from '../links/one-time-token.ts';

export interface OpenInvitation {
  readonly id: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly expiresAt: Date;
  /** The account with this address, if there is one. */
  readonly account: { readonly id: string; readonly generation: number } | null;
}

/** What a link of an invitation is about. Looking at it uses nothing up. Throws `gone`. */
export async function showInvitation(
  { database, now }: Pick<Accounts, 'database' | 'now'>,
  token: string,
): Promise<OpenInvitation> {
  return withEngine(database, (tx) => findOpenInvitation(tx, { token, at: new Date(now()) }));
}

/** The same, locked, inside a transaction. Whoever invited must still be one who may. */
export async function findOpenInvitation(tx: Tx, { token, at }: { token: string; at: Date }): Promise<OpenInvitation> {
  const [found] = await tx
    .select({
      id: invitations.id,
      storeId: invitations.storeId,
      storeName: stores.name,
      email: invitations.email,
      role: invitations.role,
      expiresAt: invitations.expiresAt,
      inviterId: invitations.inviterId,
    })
    .from(invitations)
    .innerJoin(stores, eq(stores.id, invitations.storeId))
    .where(
      and(
        eq(invitations.tokenHash, oneTimeTokenHash(token)),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
        gt(invitations.expiresAt, at),
      ),
    )
    .for('update', { of: invitations });
  if (!found) throw noInvitation();
  const { inviterId, ...invitation } = found;
  if (inviterId !== null && !(await mayStillInvite(tx, { inviterId, ...invitation }))) throw noInvitation();
  const [account] = await tx
    .select({ id: users.id, generation: users.generation })
    .from(users)
    .where(eq(users.email, invitation.email));
  return { ...invitation, account: account ?? null };
}

async function mayStillInvite(
  tx: Tx,
  { inviterId, storeId, role }: { inviterId: string; storeId: string; role: MemberRole },
): Promise<boolean> {
  const [inviter] = await tx
    .select({ admin: users.admin, deactivatedAt: users.deactivatedAt, role: memberships.role })
    .from(users)
    .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.storeId, storeId)))
    .where(eq(users.id, inviterId));
  if (!inviter || inviter.deactivatedAt) return false;
  const actor: Actor = { kind: 'user', userId: inviterId, storeId, role: inviter.admin ? 'admin' : inviter.role };
  return decideMembership(actor, { from: null, to: role, otherOwners: 0 }).kind === 'allowed';
}

function noInvitation(): ServiceError {
  return new ServiceError('gone', 'This invitation was taken, withdrawn or has expired. Ask for a new one.', {
    path: 'token',
  });
}
