import { z } from '@hono/zod-openapi';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { accountLinks, passkeys, totpFactors, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { type OpenedSession, openSession } from '../sessions/open.ts';
import { choosePassword, wordsOfUser } from '../users/choose-password.ts';
import { addUser } from '../users/create.ts';
import { setPassword } from '../users/set-password.ts';
import { emailSchema, localeSchema, nameSchema, newPasswordSchema } from '../users/user-input.ts';
import { oneTimeTokenHash } from './one-time-token.ts';

export const setUpInput = z.object({
  token: z.string().min(1).max(100),
  email: emailSchema,
  name: nameSchema,
  password: newPasswordSchema,
  locale: localeSchema.default('en'),
});

/**
 * Uses a link of `makeAccountLink`: makes the admin's account, or sets the password of the one it was made for and removes
 * its second factors, and begins a session. Of two at once one is first; what fails uses nothing up.
 */
export async function setUpAccount(
  accounts: Accounts,
  { agent, ...given }: z.input<typeof setUpInput> & { readonly agent: string },
): Promise<OpenedSession> {
  const { token, password, ...input } = readInput(setUpInput, given);
  const tokenHash = oneTimeTokenHash(token);
  // Before a hash is computed for it: a made-up link costs a look.
  const words = await withEngine(accounts.database, async (tx) => {
    const { userId } = await findLink(tx, { tokenHash, at: new Date(accounts.now()) });
    return userId === null ? [] : wordsOfUser(tx, userId);
  });
  const passwordHash = await choosePassword(accounts, { password, words: [input.email, input.name, ...words] });
  const session = await withEngine(accounts.database, async (tx) => {
    const at = new Date(accounts.now());
    const link = await findLink(tx, { tokenHash, at });
    await tx.update(accountLinks).set({ usedAt: at }).where(eq(accountLinks.tokenHash, tokenHash));
    const userId =
      link.userId === null
        ? (await addUser(tx, { ...input, passwordHash, admin: true })).id
        : await ownerOf(tx, { userId: link.userId, email: input.email });
    const provedGeneration =
      link.userId === null ? 1 : await setPassword(tx, { userId, passwordHash, at, except: null });
    if (link.userId !== null) await removeSecondFactors(tx, userId);
    await recordAudit(tx, {
      ...{ actor: { kind: 'user', userId, storeId: null, role: null }, storeId: null, action: 'account:write' },
      subject: { kind: 'user', id: userId },
      change: link.userId === null ? { admin: { before: null, after: true } } : { password: {}, secondFactors: {} },
    });
    return openSession(tx, accounts, { userId, provedGeneration, agent });
  });
  await accounts.news.tell({ kind: 'user', id: session.userId });
  return session;
}

async function findLink(tx: Tx, { tokenHash, at }: { tokenHash: string; at: Date }) {
  const [link] = await tx
    .select({ userId: accountLinks.userId })
    .from(accountLinks)
    .where(and(eq(accountLinks.tokenHash, tokenHash), isNull(accountLinks.usedAt), gt(accountLinks.expiresAt, at)))
    .for('update');
  if (!link)
    throw new ServiceError(
      'gone',
      'This link was used already or has expired. `npm run account:link` makes a new one.',
      {
        path: 'token',
      },
    );
  return link;
}

/** Whoever lost the telephone too has no other way back in. */
async function removeSecondFactors(tx: Tx, userId: string): Promise<void> {
  await tx.delete(totpFactors).where(eq(totpFactors.userId, userId));
  await tx.delete(passkeys).where(eq(passkeys.userId, userId));
}

async function ownerOf(tx: Tx, { userId, email }: { userId: string; email: string }): Promise<string> {
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
  if (user?.email !== email)
    throw new ServiceError('invalid', 'This link is for another e-mail address.', { path: 'email' });
  return userId;
}
