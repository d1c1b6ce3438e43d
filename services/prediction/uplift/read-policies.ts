import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import { policies, policyDecisions } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { findPolicy, type Policy, type PolicyKey, toPolicy } from './policy.ts';

type Read = Pick<Database, 'app'>;

/** Every policy in use, and the newest of those that are not. */
const listedMax = 100;

/** Newest first; archived ones last. */
export async function listPolicies(
  database: Read,
  { storeId }: { readonly storeId: string },
): Promise<readonly Policy[]> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(policies)
      .where(eq(policies.storeId, storeId))
      .orderBy(sql`${policies.state} = 'archived'`, desc(policies.createdAt), desc(policies.id))
      .limit(listedMax),
  );
  return rows.map(toPolicy);
}

/** Throws `not_found` for one that is not there. */
export async function getPolicy(database: Read, key: PolicyKey): Promise<Policy> {
  return toPolicy(await withStore(database, key.storeId, (tx) => findPolicy(tx, key)));
}

/** What uplift is known at a store: its newest judgement, and how far the log has come. */
export interface UpliftReport {
  /** Null: no policy was judged yet. */
  readonly policy: Policy | null;
  /** Decisions of policies that were kept so far. */
  readonly decisions: number;
}

export async function readUplift(database: Read, { storeId }: { readonly storeId: string }): Promise<UpliftReport> {
  return withStore(database, storeId, async (tx) => {
    const [[judged], [kept]] = await Promise.all([
      tx
        .select()
        .from(policies)
        .where(and(eq(policies.storeId, storeId), isNotNull(policies.evaluatedAt), ne(policies.state, 'archived')))
        .orderBy(desc(policies.evaluatedAt), desc(policies.id))
        .limit(1),
      tx.select({ n: sql<number>`count(*)::int` }).from(policyDecisions).where(eq(policyDecisions.storeId, storeId)),
    ]);
    return { policy: judged ? toPolicy(judged) : null, decisions: kept?.n ?? 0 };
  });
}
