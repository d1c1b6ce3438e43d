import { z } from '@hono/zod-openapi';
import { users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { choosePassword } from './choose-password.ts';
import { emailSchema, localeSchema, nameSchema, newPasswordSchema } from './user-input.ts';

export const newUserInput = z.object({
  email: emailSchema,
  name: nameSchema,
  password: newPasswordSchema,
  locale: localeSchema.default('en'),
  admin: z.boolean().default(false),
});

export interface CreatedUser {
  readonly id: string;
  readonly email: string;
}

/** An account that can be signed in to. It may do nothing until a store takes it in, unless it is an admin's. */
export async function createUser(
  accounts: Pick<Accounts, 'database' | 'passwords' | 'commonPasswords' | 'publicUrl'>,
  { actor, ...given }: z.input<typeof newUserInput> & { readonly actor: Actor },
): Promise<CreatedUser> {
  requirePermission(actor, 'users:write', null);
  const { password, ...input } = readInput(newUserInput, given);
  const passwordHash = await choosePassword(accounts, { password, words: [input.email, input.name] });
  return withEngine(accounts.database, async (tx) => {
    const user = await addUser(tx, { ...input, passwordHash });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'users:write' },
      subject: { kind: 'user', id: user.id },
      change: { email: {}, admin: { before: null, after: input.admin } },
    });
    return user;
  });
}

/** The same inside a transaction. Throws `conflict` for an address that has an account. */
export async function addUser(
  tx: Tx,
  row: Pick<typeof users.$inferInsert, 'email' | 'name' | 'locale' | 'admin' | 'passwordHash'>,
): Promise<CreatedUser> {
  const id = uuidV7();
  const added = await tx
    .insert(users)
    .values({ id, ...row })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (added.length === 0)
    throw new ServiceError('conflict', 'There is an account with this e-mail address.', { path: 'email' });
  return { id, email: row.email };
}
