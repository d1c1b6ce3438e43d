import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { users } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { localeSchema, nameSchema } from './user-input.ts';

/** What a person says of themselves. The e-mail address is how they sign in, and stays. */
export const ownChangeInput = z.object({ name: nameSchema, locale: localeSchema }).partial();

/** Changes one's own name or the language of the dashboard. */
export async function updateOwnAccount(
  { database }: Pick<Accounts, 'database'>,
  { actor, ...given }: z.input<typeof ownChangeInput> & { readonly actor: Extract<Actor, { kind: 'user' }> },
): Promise<void> {
  requirePermission(actor, 'account:write', null);
  const change = readInput(ownChangeInput, given);
  if (Object.values(change).every((value) => value === undefined))
    throw new ServiceError('invalid', 'Give a name or a language to change.');
  const { userId } = actor;
  await withEngine(database, async (tx) => {
    const [before] = await tx
      .select({ name: users.name, locale: users.locale })
      .from(users)
      .where(eq(users.id, userId))
      .for('update');
    if (!before) throw new ServiceError('unauthenticated', 'This account is no more.');
    const after = { ...before, ...change };
    // The name is a person's: it is only said that it changed.
    const changed = changeBetween(before, after, { shown: ['locale'], named: ['name'] });
    if (Object.keys(changed).length === 0) return;
    await tx.update(users).set(after).where(eq(users.id, userId));
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'user', id: userId },
      change: changed,
    });
  });
}
