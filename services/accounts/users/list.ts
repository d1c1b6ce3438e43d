import { desc, lt } from 'drizzle-orm';
import { users } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { type Page, pageOf } from '../../shared/page.ts';
import type { Accounts } from '../accounts.ts';

/** An account as those who run the installation see it. */
export type ListedUser = Pick<
  typeof users.$inferSelect,
  'id' | 'email' | 'name' | 'admin' | 'createdAt' | 'deactivatedAt'
>;

/** All accounts of the installation, newest first (ids are ordered by time). */
export async function listUsers(
  { database }: Pick<Accounts, 'database'>,
  { limit, after }: { readonly limit: number; readonly after: string | null },
): Promise<Page<ListedUser, string>> {
  const rows = await withEngine(database, (tx) =>
    tx
      .select({
        id: users.id,
        email: users.email,
        name: users.name,
        admin: users.admin,
        createdAt: users.createdAt,
        deactivatedAt: users.deactivatedAt,
      })
      .from(users)
      .where(after === null ? undefined : lt(users.id, after))
      .orderBy(desc(users.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ id }) => id,
  );
}
