import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { totpFactors, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import type { SealedColumn } from '../../shared/sealed/sealed-column.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { countAttempt, forgetAttempts } from '../attempts/attempts.ts';
import { judgeTotpCode, newTotpSecret, type TotpVerdict, totpUri } from './totp-code.ts';

export const codeSchema = z
  .string()
  .trim()
  .regex(/^\d{6}$/, 'must be the six digits of your authenticator app');

type Person = Extract<Actor, { kind: 'user' }>;

/** Begins to enrol an authenticator app; until a code of it is confirmed it counts for nothing. */
export async function beginTotp(
  { database, sealer, now }: Pick<Accounts, 'database' | 'sealer' | 'now'>,
  { actor }: { readonly actor: Person },
): Promise<{ readonly secret: string; readonly uri: string }> {
  requirePermission(actor, 'account:write', null);
  const { userId } = actor;
  const secret = newTotpSecret();
  return withEngine(database, async (tx) => {
    const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId)).for('update');
    if (!user) throw new ServiceError('unauthenticated', 'This account is no more.');
    const [known] = await tx
      .select({ confirmedAt: totpFactors.confirmedAt })
      .from(totpFactors)
      .where(eq(totpFactors.userId, userId));
    if (known?.confirmedAt)
      throw new ServiceError('conflict', 'You have an authenticator app already. Remove it before you add another.');
    const sealed = { secret: sealer.seal(secret, placeOf(userId)), createdAt: new Date(now()), lastStep: 0 };
    await tx
      .insert(totpFactors)
      .values({ userId, ...sealed })
      .onConflictDoUpdate({ target: totpFactors.userId, set: sealed });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'second_factor', id: userId },
      change: { totp: { before: null, after: 'begun' } },
    });
    return { secret, uri: totpUri(secret, user.email) };
  });
}

/** From now on signing in asks for a code of the app. */
export async function confirmTotp(
  accounts: Accounts,
  { actor, code: given }: { readonly actor: Person; readonly code: string },
): Promise<void> {
  requirePermission(actor, 'account:write', null);
  const code = readInput(codeSchema, given);
  const { userId } = actor;
  const attempt = { kind: 'second_factor', subject: userId } as const;
  await countAttempt(accounts, attempt);
  await withEngine(accounts.database, async (tx) => {
    throwUnlessRight(await useTotpCode(tx, accounts, { userId, code, confirmed: false }), 'invalid');
    await forgetAttempts(tx, attempt);
    await tx
      .update(totpFactors)
      .set({ confirmedAt: new Date(accounts.now()) })
      .where(eq(totpFactors.userId, userId));
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'second_factor', id: userId },
      change: { totp: { before: 'begun', after: 'confirmed' } },
    });
  });
  // Where a second factor is demanded the person may do more from now on.
  await accounts.news.tell({ kind: 'user', id: userId });
}

export async function removeTotp(
  { database, news }: Pick<Accounts, 'database' | 'news'>,
  { actor }: { readonly actor: Person },
): Promise<void> {
  requirePermission(actor, 'account:write', null);
  const { userId } = actor;
  await withEngine(database, async (tx) => {
    const gone = await tx
      .delete(totpFactors)
      .where(eq(totpFactors.userId, userId))
      .returning({ userId: totpFactors.userId });
    if (gone.length === 0) return;
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'second_factor', id: userId },
      change: { totp: { before: 'confirmed', after: null } },
    });
  });
  await news.tell({ kind: 'user', id: userId });
}

/** Judges a code and, when it is right, uses it up: of two that send the same at once one is first. */
export async function useTotpCode(
  tx: Tx,
  { sealer, now }: Pick<Accounts, 'sealer' | 'now'>,
  { userId, code, confirmed }: { userId: string; code: string; confirmed: boolean },
): Promise<TotpVerdict> {
  const [factor] = await tx.select().from(totpFactors).where(eq(totpFactors.userId, userId)).for('update');
  if (!factor || (factor.confirmedAt !== null) !== confirmed) return { kind: 'wrong' };
  const secret = sealer.open(factor.secret, placeOf(userId));
  const verdict = judgeTotpCode(secret, { code, lastStep: factor.lastStep, nowMs: now() });
  if (verdict.kind === 'right')
    await tx.update(totpFactors).set({ lastStep: verdict.step }).where(eq(totpFactors.userId, userId));
  return verdict;
}

/** The sentence for a code that is not accepted. */
export function throwUnlessRight({ kind }: TotpVerdict, code: 'invalid' | 'unauthenticated'): void {
  if (kind === 'right') return;
  const message =
    kind === 'used'
      ? 'This code was used already. Wait for the next code.'
      : 'This code is wrong. Look at the clock of your telephone, or wait for the next code.';
  throw new ServiceError(code, message, { path: 'code' });
}

export const sealedTotpSecret: SealedColumn = {
  ...{ table: 'totp_factors', column: 'secret', key: ['user_id'], of: 'installation' },
  place: ({ user_id: userId = '' }) => placeOf(userId),
};

function placeOf(userId: string): string {
  return `totp_factors/${userId}/secret`;
}
