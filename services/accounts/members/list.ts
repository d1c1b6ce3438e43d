import { asc, eq } from 'drizzle-orm';
import { memberships, users } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { MemberRole } from '../../../domain/permission.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly joinedAt: Date;
  readonly deactivatedAt: Date | null;
}

/** A team is small; more than this are not shown. */
const membersMax = 1_000;

/** Everybody who works in a store, by name. */
export async function listMembers(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<Member[]> {
  return withStore(database, storeId, (tx) =>
    tx
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        role: memberships.role,
        joinedAt: memberships.createdAt,
        deactivatedAt: users.deactivatedAt,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .orderBy(asc(users.name), asc(users.id))
      .limit(membersMax),
  );
}
