import { and, eq, gt, isNotNull, isNull, lte, ne } from 'drizzle-orm';
import { memberships, passwordResets, stores, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { minuteMs } from '../../../domain/duration.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import type { Accounts } from '../accounts.ts';
import type { AccountMail } from '../mailer.ts';
import { resetLifeMs } from './request.ts';
import { resetMail } from './reset-mail.ts';

/** A provider that did not take it is asked again after a minute; more often nobody waits for it. */
const attemptsMax = 5;
const retryMs = minuteMs;

interface Claimed {
  readonly id: string;
  readonly isLast: boolean;
  readonly mail: AccountMail;
}

/**
 * Sends the links that were asked for, to those who have an account; other requests are forgotten. Returns how many requests it
 * saw. Several processes may do so at once; a mail that breaks off is sent again with the same link.
 */
export async function sendDueResets(accounts: Accounts, { limit }: { readonly limit: number }): Promise<number> {
  const { seen, claimed } = await withEngine(accounts.database, (tx) => claimDue(tx, accounts, limit));
  await Promise.all(claimed.map((each) => deliver(accounts, each)));
  return seen;
}

async function claimDue(
  tx: Tx,
  accounts: Accounts,
  limit: number,
): Promise<{ readonly seen: number; readonly claimed: readonly Claimed[] }> {
  const at = new Date(accounts.now());
  const due = await tx
    .select({ id: passwordResets.id, email: passwordResets.email, attempts: passwordResets.attempts })
    .from(passwordResets)
    .where(and(isNotNull(passwordResets.email), lte(passwordResets.dueAt, at), gt(passwordResets.expiresAt, at)))
    .orderBy(passwordResets.dueAt)
    .limit(limit)
    .for('update', { skipLocked: true });
  const claimed: Claimed[] = [];
  for (const { id, email, attempts } of due) {
    const user = email === null ? null : await findUser(tx, email);
    const storeId = user && (await storeOf(tx, user.id));
    if (!user || !storeId) {
      await tx.delete(passwordResets).where(eq(passwordResets.id, id));
      continue;
    }
    const { token, tokenHash } = accounts.resetTokens.of(id);
    if (attempts === 0) await beginLink(tx, { id, user, tokenHash, at });
    await tx
      .update(passwordResets)
      .set({ attempts: attempts + 1, dueAt: new Date(at.getTime() + retryMs) })
      .where(eq(passwordResets.id, id));
    // Behind the hash, so that it stands in no log of a server or proxy.
    const url = `${accounts.publicUrl()}/reset-password#${token}`;
    const mail = resetMail({ storeId, to: user.email, idempotencyKey: id, locale: user.locale, url });
    claimed.push({ id, isLast: attempts + 1 >= attemptsMax, mail });
  }
  return { seen: due.length, claimed };
}

interface ResetUser {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
  readonly generation: number;
}

async function findUser(tx: Tx, email: string): Promise<ResetUser | null> {
  const [user] = await tx
    .select({ id: users.id, email: users.email, locale: users.locale, generation: users.generation })
    .from(users)
    .where(and(eq(users.email, email), isNull(users.deactivatedAt)));
  return user ?? null;
}

/** Mail goes out in the name of a store: one of theirs, or the first of the installation for an admin without one. */
async function storeOf(tx: Tx, userId: string): Promise<string | null> {
  const [own] = await tx
    .select({ id: memberships.storeId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(memberships.createdAt)
    .limit(1);
  if (own) return own.id;
  const [first] = await tx.select({ id: stores.id }).from(stores).orderBy(stores.createdAt).limit(1);
  return first?.id ?? null;
}

/** The newest link is the only one: an older one may lie in a mail that somebody else has seen. */
async function beginLink(
  tx: Tx,
  { id, user, tokenHash, at }: { id: string; user: ResetUser; tokenHash: string; at: Date },
): Promise<void> {
  await tx.delete(passwordResets).where(and(eq(passwordResets.userId, user.id), ne(passwordResets.id, id)));
  await tx
    .update(passwordResets)
    .set({
      ...{ userId: user.id, generation: user.generation, tokenHash },
      expiresAt: new Date(at.getTime() + resetLifeMs),
    })
    .where(eq(passwordResets.id, id));
  await recordAudit(tx, {
    ...{ actor: system, storeId: null, action: 'account:write' },
    subject: { kind: 'user', id: user.id },
    change: { link: { before: null, after: 'password_reset' } },
  });
}

async function deliver({ database, mailer }: Accounts, { id, isLast, mail }: Claimed): Promise<void> {
  const isSent = await mailer.sendOrKeep(mail);
  if (!isSent && !isLast) return;
  await withEngine(database, (tx) => tx.update(passwordResets).set({ email: null }).where(eq(passwordResets.id, id)));
}
