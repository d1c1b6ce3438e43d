import { and, eq, inArray } from 'drizzle-orm';
import { deadLetters, repairRules } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import { type DeadLetterProposal, proposalOf } from './get.ts';

/** Letters of a store that failed alike. */
export interface LetterCluster {
  readonly fingerprint: string;
  readonly source: string;
  readonly eventType: string | null;
  readonly cause: string;
  readonly path: string;
  readonly message: string | null;
  /** Letters that are not settled: nothing was found for those that are new. */
  readonly new: number;
  readonly proposed: number;
  readonly repaired: number;
  readonly rejected: number;
  readonly expired: number;
  /** How often the dead letters came, resends included. */
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** A dead letter to look at: one with a proposal if there is one. */
  readonly exampleId: string;
  readonly proposal: DeadLetterProposal | null;
  /** Open letters for which exactly this repair is proposed, the example included. */
  readonly agreeing: number;
  readonly rule: { readonly id: string; readonly version: number; readonly approvals: number } | null;
}

type ClusterRow = Omit<LetterCluster, 'proposal' | 'agreeing' | 'rule'>;

export interface ListClusters {
  readonly storeId: string;
  readonly openOnly: boolean;
  readonly limit: number;
  /** Whether proposals show what says who somebody is. */
  readonly unmasked: boolean;
}

/** The clusters of a store, last seen first; `openOnly` leaves out those in which nothing is to be done. */
export async function listClusters(
  database: Pick<Database, 'app'>,
  { storeId, openOnly, limit, unmasked }: ListClusters,
): Promise<readonly LetterCluster[]> {
  return withStore(database, storeId, async (tx) => {
    const sql = rawSql(tx);
    const clusters = await sql<ClusterRow[]>`
      select fingerprint, min(source) as source, min(event_type) as "eventType", min(cause) as cause, min(path) as path,
        min(message) as message,
        count(*) filter (where state = 'new')::int as new, count(*) filter (where state = 'proposed')::int as proposed,
        count(*) filter (where state = 'repaired')::int as repaired,
        count(*) filter (where state = 'rejected')::int as rejected,
        count(*) filter (where state = 'expired')::int as expired,
        sum(times)::int as times, min(at) as "firstAt", max(last_at) as "lastAt",
        (array_agg(id order by (state = 'proposed') desc, at desc))[1] as "exampleId"
      from dead_letters where store_id = ${storeId}
      group by fingerprint
      having not ${openOnly} or count(*) filter (where state in ('new', 'proposed')) > 0
      order by max(last_at) desc, fingerprint limit ${limit}`;
    if (clusters.length === 0) return [];
    const examples = await tx
      .select()
      .from(deadLetters)
      .where(
        and(
          eq(deadLetters.storeId, storeId),
          inArray(
            deadLetters.id,
            clusters.map(({ exampleId }) => exampleId),
          ),
        ),
      );
    const rules = await tx
      .select({
        fingerprint: repairRules.fingerprint,
        id: repairRules.id,
        version: repairRules.version,
        approvals: repairRules.approvals,
      })
      .from(repairRules)
      .where(and(eq(repairRules.storeId, storeId), eq(repairRules.state, 'active')));
    // How sure somebody was does not count, so the steps are compared without it.
    const agreeing = await sql<{ fingerprint: string; letters: number }[]>`
      with doing as (
        select l.fingerprint, l.id, jsonb_agg(each_step.step - 'confidence' order by each_step.place) as steps
        from dead_letters l, jsonb_array_elements(l.steps) with ordinality as each_step(step, place)
        where l.store_id = ${storeId} and l.state = 'proposed'
          and l.fingerprint = any(${clusters.map(({ fingerprint }) => fingerprint)})
        group by l.fingerprint, l.id)
      select one.fingerprint, count(*)::int as letters from doing one
      join doing example on example.fingerprint = one.fingerprint and example.steps = one.steps
      where example.id = any(${clusters.map(({ exampleId }) => exampleId)}::uuid[])
      group by one.fingerprint`;
    const agreeingOf = new Map(agreeing.map(({ fingerprint, letters }) => [fingerprint, letters]));
    const exampleOf = new Map(examples.map((letter) => [letter.id, letter]));
    const ruleOf = new Map(rules.map(({ fingerprint, ...rule }) => [fingerprint, rule]));
    return clusters.map((cluster) => {
      const example = exampleOf.get(cluster.exampleId);
      return {
        ...cluster,
        firstAt: new Date(cluster.firstAt),
        lastAt: new Date(cluster.lastAt),
        proposal: example ? proposalOf(example, { unmasked }) : null,
        agreeing: agreeingOf.get(cluster.fingerprint) ?? 0,
        rule: ruleOf.get(cluster.fingerprint) ?? null,
      };
    });
  });
}
