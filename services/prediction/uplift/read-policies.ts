import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import { policies, policyDecisions, splitArms } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { PolicyRefusal } from '../../../domain/uplift/policy-refusal.ts';
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
  /** Of these: by a model. */
  readonly byModel: number;
  /** Of these: nothing was sent, because that was expected to bring most, or was tried by chance. */
  readonly leftAlone: number;
  /** Recoveries that came to a split with a policy and went by the rules, by the reason; most first. */
  readonly refused: readonly { readonly reason: PolicyRefusal; readonly recoveries: number }[];
}

export async function readUplift(database: Read, { storeId }: { readonly storeId: string }): Promise<UpliftReport> {
  return withStore(database, storeId, async (tx) => {
    const [[judged], [kept], refused] = await Promise.all([
      tx
        .select()
        .from(policies)
        .where(and(eq(policies.storeId, storeId), isNotNull(policies.evaluatedAt), ne(policies.state, 'archived')))
        .orderBy(desc(policies.evaluatedAt), desc(policies.id))
        .limit(1),
      tx
        .select({
          decisions: sql<number>`count(*)::int`,
          byModel: sql<number>`count(${policyDecisions.modelVersionId})::int`,
          leftAlone: sql<number>`count(*) filter (where exists (
            select from jsonb_array_elements(${policyDecisions.allowed}) as action
            where action ->> 'id' = ${policyDecisions.taken} and action ->> 'kind' = 'none'
          ))::int`,
        })
        .from(policyDecisions)
        .where(eq(policyDecisions.storeId, storeId)),
      tx
        .select({ reason: splitArms.policyRefusal, recoveries: sql<number>`count(*)::int` })
        .from(splitArms)
        .where(and(eq(splitArms.storeId, storeId), isNotNull(splitArms.policyRefusal)))
        .groupBy(splitArms.policyRefusal)
        .orderBy(sql`2 desc, 1`),
    ]);
    return {
      policy: judged ? toPolicy(judged) : null,
      ...(kept ?? { decisions: 0, byModel: 0, leftAlone: 0 }),
      refused: refused.flatMap(({ reason, recoveries }) => (reason === null ? [] : [{ reason, recoveries }])),
    };
  });
}
