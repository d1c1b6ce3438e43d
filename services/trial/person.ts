import { and, eq, isNull } from 'drizzle-orm';
import { memberships, users } from '../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../db/postgres/tenancy.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Accounts } from '../accounts/accounts.ts';

export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** The person who acts; null: it is no person. An admin is in no team, so accounts are asked. */
export async function personActing({ database }: Pick<Accounts, 'database'>, actor: Actor): Promise<Person | null> {
  if (actor.kind !== 'user') return null;
  const { userId } = actor;
  const [user] = await withEngine(database, (tx) =>
    tx.select({ userId: users.id, email: users.email, name: users.name }).from(users).where(eq(users.id, userId)),
  );
  return user ?? null;
}

/** Whether the address is that of somebody who works in the store, inside a transaction of the store. */
export async function isOfTeam(tx: Tx, email: string): Promise<boolean> {
  const [member] = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(users.email, email), isNull(users.deactivatedAt)));
  return member !== undefined;
}
