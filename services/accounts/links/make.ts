import { z } from '@hono/zod-openapi';
import { and, eq, isNull, lte, or } from 'drizzle-orm';
import { accountLinks, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { hourMs } from '../../../domain/duration.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { emailSchema } from '../users/user-input.ts';
import { newOneTimeToken } from './one-time-token.ts';

const linkLifeMs = 24 * hourMs;

export const newAccountLinkInput = z.object({
  email: emailSchema
    .optional()
    .openapi({ description: 'Of an account whose password is to be set anew; without it the link makes an admin.' }),
});

export interface AccountLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/**
 * A link for one use by which somebody becomes an admin, or sets a new password. It replaces those for the same that were
 * made before, and is shown this once.
 */
export async function makeAccountLink(
  { database, publicUrl, now }: Pick<Accounts, 'database' | 'publicUrl' | 'now'>,
  { actor, ...given }: z.input<typeof newAccountLinkInput> & { readonly actor: Actor },
): Promise<AccountLink> {
  requirePermission(actor, 'users:write', null);
  const { email } = readInput(newAccountLinkInput, given);
  const { token, tokenHash } = newOneTimeToken();
  const expiresAt = new Date(now() + linkLifeMs);
  await withEngine(database, async (tx) => {
    const userId = email === undefined ? null : await idOf(tx, email);
    const forTheSame = userId === null ? isNull(accountLinks.userId) : eq(accountLinks.userId, userId);
    await tx
      .delete(accountLinks)
      .where(or(and(forTheSame, isNull(accountLinks.usedAt)), lte(accountLinks.expiresAt, new Date(now()))));
    await tx.insert(accountLinks).values({ tokenHash, userId, createdAt: new Date(now()), expiresAt });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'users:write' },
      subject: { kind: 'user', id: userId ?? 'new' },
      change: { link: { before: null, after: userId === null ? 'set_up' : 'new_password' } },
    });
  });
  // Behind the hash, so that it stands in no log of a server or proxy.
  return { url: `${publicUrl()}/set-up#${token}`, expiresAt };
}

async function idOf(tx: Tx, email: string): Promise<string> {
  const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (!user) throw new ServiceError('not_found', 'There is no account with this e-mail address.', { path: 'email' });
  return user.id;
}

/** The same for the first start, while there is nobody who could sign in; null: there is somebody. */
export async function makeFirstLink(
  accounts: Pick<Accounts, 'database' | 'publicUrl' | 'now'>,
  { actor }: { readonly actor: Actor },
): Promise<AccountLink | null> {
  const [anybody] = await withEngine(accounts.database, (tx) => tx.select({ id: users.id }).from(users).limit(1));
  return anybody ? null : makeAccountLink(accounts, { actor });
}
