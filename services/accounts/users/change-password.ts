import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { users } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { accountSubject, countAttempt, forgetAttempts } from '../attempts/attempts.ts';
import { choosePassword, wordsOfUser } from './choose-password.ts';
import { setPassword } from './set-password.ts';
import { newPasswordSchema, triedPasswordSchema } from './user-input.ts';

export const passwordChangeInput = z.object({ currentPassword: triedPasswordSchema, newPassword: newPasswordSchema });

/** Changes one's own password: all other sessions end, and this one goes on with the access token that is returned. */
export async function changePassword(
  accounts: Accounts,
  {
    actor,
    sessionId,
    ...given
  }: z.input<typeof passwordChangeInput> & {
    readonly actor: Extract<Actor, { kind: 'user' }>;
    readonly sessionId: string;
  },
): Promise<{ readonly access: string }> {
  requirePermission(actor, 'account:write', null);
  const { userId } = actor;
  const { currentPassword, newPassword } = readInput(passwordChangeInput, given);
  const { database, passwords, accessTokens, now, news } = accounts;
  const { user, words } = await withEngine(database, async (tx) => {
    const [found] = await tx
      .select({ email: users.email, passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.id, userId));
    return { user: found, words: await wordsOfUser(tx, userId) };
  });
  if (!user) throw new ServiceError('unauthenticated', 'This account is no more.');
  const attempt = { kind: 'password', subject: accountSubject(user.email) } as const;
  await countAttempt(accounts, attempt);
  if (!(await passwords.matches(user.passwordHash, currentPassword)))
    throw new ServiceError('invalid', 'This is not your current password.', { path: 'currentPassword' });
  const passwordHash = await choosePassword(accounts, { password: newPassword, words, path: 'newPassword' });
  const generation = await withEngine(database, async (tx) => {
    await forgetAttempts(tx, attempt);
    const raised = await setPassword(tx, { userId, passwordHash, at: new Date(now()), except: sessionId });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'user', id: userId },
      change: { password: {} },
    });
    return raised;
  });
  await news.tell({ kind: 'user', id: userId });
  return { access: await accessTokens.issue({ userId, sessionId, generation }) };
}
