import { asc, eq, isNull, sql } from 'drizzle-orm';
import { memberships, stores, users } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type Permission, type Role, rolePermissions } from '../../../domain/permission.ts';
import type { SecondFactorDemand } from '../../../domain/second-factor-demand.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';

/** Stores that are listed for one person. */
const storesMax = 1_000;

export interface OwnStore {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly timeZone: string;
  readonly currency: string | null;
  readonly locale: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** What is demanded there of this person, who has no second factor; null: nothing. */
  readonly secondFactor: SecondFactorDemand | null;
}

export interface Me {
  readonly user: { readonly id: string; readonly email: string; readonly name: string; readonly locale: string };
  readonly admin: boolean;
  readonly stores: readonly OwnStore[];
}

/** A person's own account, and what they may do in which store: nothing where a second factor is overdue. */
export async function readMe(
  { database }: Pick<Accounts, 'database'>,
  {
    userId,
    secondFactorIn,
  }: { readonly userId: string; readonly secondFactorIn: (storeId: string) => SecondFactorDemand | null },
): Promise<Me> {
  return withEngine(database, async (tx) => {
    const [user] = await tx
      .select({ id: users.id, email: users.email, name: users.name, locale: users.locale, admin: users.admin })
      .from(users)
      .where(eq(users.id, userId));
    if (!user) throw new ServiceError('unauthenticated', 'This account is no more.');
    const { admin, ...shown } = user;
    const own = admin ? await everyStore(tx) : await storesOf(tx, userId);
    const stores = own.map((one) => {
      const secondFactor = secondFactorIn(one.id);
      return { ...one, permissions: secondFactor?.overdue ? [] : rolePermissions[one.role], secondFactor };
    });
    return { user: shown, admin, stores };
  });
}

const shownColumns = {
  id: stores.id,
  name: stores.name,
  url: stores.url,
  timeZone: stores.timeZone,
  locale: stores.locale,
  /** Of the newest order: shops name it with each amount and nowhere else. */
  currency: sql<string | null>`(
    select o.currency from orders o where o.store_id = ${stores.id} and o.currency is not null
    order by o.created_at desc limit 1)`,
};

async function storesOf(tx: Tx, userId: string) {
  return tx
    .select({ ...shownColumns, role: memberships.role })
    .from(memberships)
    .innerJoin(stores, eq(stores.id, memberships.storeId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(stores.name), asc(stores.id))
    .limit(storesMax);
}

async function everyStore(tx: Tx) {
  const rows = await tx
    .select(shownColumns)
    .from(stores)
    .where(isNull(stores.testOf))
    .orderBy(asc(stores.name), asc(stores.id))
    .limit(storesMax);
  return rows.map((row) => ({ ...row, role: 'admin' as const }));
}
