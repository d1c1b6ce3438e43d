import { and, asc, eq } from 'drizzle-orm';
import { oidcIdentities } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';

export interface LinkedIdentity {
  readonly id: string;
  readonly issuer: string;
  readonly createdAt: Date;
}

/** By which identity providers a person can sign in. */
export async function listIdentities(
  { database }: Pick<Accounts, 'database'>,
  { userId }: { readonly userId: string },
): Promise<LinkedIdentity[]> {
  return withEngine(database, (tx) =>
    tx
      .select({ id: oidcIdentities.id, issuer: oidcIdentities.issuer, createdAt: oidcIdentities.createdAt })
      .from(oidcIdentities)
      .where(eq(oidcIdentities.userId, userId))
      .orderBy(asc(oidcIdentities.id)),
  );
}

export async function removeIdentity(
  { database }: Pick<Accounts, 'database'>,
  { actor, identityId: given }: { readonly actor: Extract<Actor, { kind: 'user' }>; readonly identityId: string },
): Promise<void> {
  requirePermission(actor, 'account:write', null);
  const identityId = readInput(idSchema, given);
  await withEngine(database, async (tx) => {
    const [gone] = await tx
      .delete(oidcIdentities)
      .where(and(eq(oidcIdentities.id, identityId), eq(oidcIdentities.userId, actor.userId)))
      .returning({ issuer: oidcIdentities.issuer });
    if (!gone) throw new ServiceError('not_found', 'You have linked no identity with this id.', { path: 'id' });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'user', id: actor.userId },
      change: { identity: { before: gone.issuer, after: null } },
    });
  });
}
