import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { invitations } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { joinStore } from '../members/add.ts';
import { type OpenedSession, openSession } from '../sessions/open.ts';
import { choosePassword } from '../users/choose-password.ts';
import { addUser } from '../users/create.ts';
import { localeSchema, nameSchema, newPasswordSchema } from '../users/user-input.ts';
import { findOpenInvitation, type OpenInvitation, showInvitation } from './find-open.ts';

/** For somebody without an account; those who have one sign in first. */
export const newAccountInput = z.object({
  name: nameSchema,
  password: newPasswordSchema,
  locale: localeSchema.default('en'),
});

export interface AcceptInvitation {
  readonly token: string;
  /** Who is signed in, if anybody. */
  readonly signedInAs: string | null;
  readonly account: z.input<typeof newAccountInput> | null;
  readonly agent: string;
}

export type AcceptedInvitation =
  | { readonly kind: 'joined'; readonly storeId: string }
  /** A new account, and its first session. */
  | { readonly kind: 'signed_up'; readonly storeId: string; readonly session: OpenedSession };

/**
 * Takes a place in a team. The invitation is for one address: an account that has it must be the one that is signed in, and
 * a new account is made with it. What fails uses nothing up.
 */
export async function acceptInvitation(
  accounts: Accounts,
  { token, signedInAs, account, agent }: AcceptInvitation,
): Promise<AcceptedInvitation> {
  const shown = await showInvitation(accounts, token);
  if (signedInAs !== null || shown.account) return join(accounts, { token, signedInAs });
  const { password, ...input } = readInput(newAccountInput, account ?? {});
  const words = [shown.email, input.name, shown.storeName];
  const passwordHash = await choosePassword(accounts, { password, words });
  return withEngine(accounts.database, async (tx): Promise<AcceptedInvitation> => {
    const invitation = await findOpenInvitation(tx, { token, at: new Date(accounts.now()) });
    const { id: userId } = await addUser(tx, { ...input, email: invitation.email, passwordHash, admin: false });
    await take(tx, { invitation, userId, at: new Date(accounts.now()) });
    const session = await openSession(tx, accounts, { userId, provedGeneration: 1, agent });
    return { kind: 'signed_up', storeId: invitation.storeId, session };
  });
}

async function join(
  { database, news, now }: Accounts,
  { token, signedInAs }: { token: string; signedInAs: string | null },
): Promise<AcceptedInvitation> {
  const { userId, storeId } = await withEngine(database, async (tx) => {
    const invitation = await findOpenInvitation(tx, { token, at: new Date(now()) });
    const userId = personOf(invitation, signedInAs);
    await take(tx, { invitation, userId, at: new Date(now()) });
    return { userId, storeId: invitation.storeId };
  });
  await news.tell({ kind: 'user', id: userId });
  return { kind: 'joined', storeId };
}

function personOf({ account }: OpenInvitation, signedInAs: string | null): string {
  if (signedInAs === null)
    throw new ServiceError('unauthenticated', 'You have an account: sign in with it, and open the invitation again.');
  if (account?.id !== signedInAs)
    throw new ServiceError(
      'forbidden',
      'This invitation is for another address than that of your account. Sign out, and open it again.',
    );
  return signedInAs;
}

async function take(tx: Tx, { invitation, userId, at }: { invitation: OpenInvitation; userId: string; at: Date }) {
  const { id, storeId, role } = invitation;
  await joinStore(tx, { storeId, userId, role });
  await tx.update(invitations).set({ acceptedAt: at }).where(eq(invitations.id, id));
  const actor: Actor = { kind: 'user', userId, storeId, role };
  await recordAudit(tx, {
    ...{ actor, storeId, action: 'account:write' },
    subject: { kind: 'membership', id: userId },
    change: { role: { before: null, after: role }, invitation: { after: id } },
  });
}
