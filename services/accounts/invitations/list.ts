import { and, desc, gt, isNull } from 'drizzle-orm';
import { invitations } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Invitation } from './invitation.ts';

/** More than can wait at once. */
const invitationsMax = 1_000;

/** The invitations of a store that can still be taken, newest first. */
export async function listInvitations(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  { storeId }: { readonly storeId: string },
): Promise<Invitation[]> {
  return withStore(database, storeId, (tx) =>
    tx
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        createdAt: invitations.createdAt,
        expiresAt: invitations.expiresAt,
      })
      .from(invitations)
      .where(
        and(
          isNull(invitations.acceptedAt),
          isNull(invitations.withdrawnAt),
          gt(invitations.expiresAt, new Date(now())),
        ),
      )
      .orderBy(desc(invitations.id))
      .limit(invitationsMax),
  );
}
