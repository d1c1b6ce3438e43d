import { z } from '@hono/zod-openapi';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { passwordResets, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { accountSubject, forgetAttempts } from '../attempts/attempts.ts';
import { oneTimeTokenHash } from '../links/one-time-token.ts';
import { choosePassword, wordsOfUser } from '../users/choose-password.ts';
import { setPassword } from '../users/set-password.ts';
import { newPasswordSchema } from '../users/user-input.ts';

export const resetPasswordInput = z.object({ password: newPasswordSchema });

/** Until when a link works. Looking at it uses nothing up. Throws `gone`. */
export async function showPasswordReset(
  { database, now }: Pick<Accounts, 'database' | 'now'>,
  token: string,
): Promise<{ readonly expiresAt: Date }> {
  return withEngine(database, (tx) => findReset(tx, { tokenHash: oneTimeTokenHash(token), at: new Date(now()) }));
}

/**
 * Sets a new password by the link of a mail, and ends all sessions. Nobody is signed in by it, and second factors stay: whoever
 * reads somebody's mail has no telephone of theirs. Of two at once one is first; what fails uses nothing up.
 */
export async function resetPassword(
  accounts: Accounts,
  { token, ...given }: z.input<typeof resetPasswordInput> & { readonly token: string },
): Promise<void> {
  const { password } = readInput(resetPasswordInput, given);
  const tokenHash = oneTimeTokenHash(token);
  // Before a hash is computed for it: a made-up link costs a look.
  const words = await withEngine(accounts.database, async (tx) => {
    const { userId } = await findReset(tx, { tokenHash, at: new Date(accounts.now()) });
    return wordsOfUser(tx, userId);
  });
  const passwordHash = await choosePassword(accounts, { password, words });
  const userId = await withEngine(accounts.database, async (tx) => {
    const at = new Date(accounts.now());
    const { id, userId, email } = await findReset(tx, { tokenHash, at });
    await tx.update(passwordResets).set({ usedAt: at }).where(eq(passwordResets.id, id));
    await setPassword(tx, { userId, passwordHash, at, except: null });
    // Whoever tried in vain until they asked for a link comes in with the new password.
    await forgetAttempts(tx, { kind: 'password', subject: accountSubject(email) });
    await recordAudit(tx, {
      ...{ actor: { kind: 'user', userId, storeId: null, role: null }, storeId: null, action: 'account:write' },
      subject: { kind: 'user', id: userId },
      change: { password: {} },
    });
    return userId;
  });
  await accounts.news.tell({ kind: 'user', id: userId });
}

async function findReset(tx: Tx, { tokenHash, at }: { tokenHash: string; at: Date }) {
  const [found] = await tx
    .select({
      id: passwordResets.id,
      userId: users.id,
      email: users.email,
      expiresAt: passwordResets.expiresAt,
    })
    .from(passwordResets)
    .innerJoin(users, and(eq(users.id, passwordResets.userId), eq(users.generation, passwordResets.generation)))
    .where(
      and(
        eq(passwordResets.tokenHash, tokenHash),
        isNull(passwordResets.usedAt),
        isNull(users.deactivatedAt),
        gt(passwordResets.expiresAt, at),
      ),
    )
    .for('update');
  if (!found)
    throw new ServiceError('gone', 'This link was used, replaced by a newer one, or has expired. Ask for a new one.', {
      path: 'token',
    });
  return found;
}
