import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { ModelName } from '../../../domain/model.ts';
import type { RolloutPlan } from '../../../domain/rollout/plan.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { RolloutDeps, RolloutRow } from './rollout.ts';
import { startRollout } from './start.ts';

export interface RollOutRetrained {
  /** Rollouts that are begun at most. */
  readonly limit: number;
  /** Tests only, as of `startRollout`. */
  readonly plan?: RolloutPlan;
}

/**
 * A version that waits for longer, because another rollout was under way or the engine stood still, learned from carts that are no longer
 * the newest: a check of drift asks for another one, or a person decides.
 */
const retrainedWithinMs = 14 * dayMs;

/**
 * Begins the rollout of each version that was trained because of drift, once: whatever ended it, a person decides whether there is
 * another one. Its gates, and who holds or undoes it, are those of any rollout. Only of the newest run of a scope, and only while the
 * version that it was measured against still answers; one for which another rollout is under way waits. Returns those that were begun.
 */
export async function rollOutRetrained(
  deps: RolloutDeps,
  { limit, plan }: RollOutRetrained,
): Promise<readonly RolloutRow[]> {
  const begun: RolloutRow[] = [];
  for (const { storeId, model, versionId } of await findWaiting(deps, limit)) {
    const asked = { scope: { storeId }, model, versionId, actor: system, ...(plan && { plan }) };
    const row = await startRollout(deps, asked).catch((error: unknown) => {
      // Somebody began another one, or let another version answer, since it was found.
      if (error instanceof ServiceError && error.code === 'conflict') return null;
      throw error;
    });
    if (row) begun.push(row);
  }
  return begun;
}

interface Waiting {
  readonly storeId: string | null;
  readonly model: ModelName;
  readonly versionId: string;
}

async function findWaiting(
  { database, now }: { readonly database: Pick<Database, 'engine'>; readonly now: () => number },
  limit: number,
): Promise<readonly Waiting[]> {
  const since = new Date(now() - retrainedWithinMs).toISOString();
  return withEngine(
    database,
    (tx) => rawSql(tx)<Waiting[]>`
      with newest as (
        select distinct on (store_id, model) store_id, model, reason, state, version_id, ended_at
        from training_runs where version_id is not null and ended_at > ${since}::timestamptz
        order by store_id, model, ended_at desc, id desc
      )
      select n.store_id as "storeId", n.model, n.version_id as "versionId"
      from newest n
      join model_versions v on v.id = n.version_id and v.stage = 'staging'
      left join served_models own on own.store_id is not distinct from n.store_id and own.model = n.model
      left join served_models platform on platform.store_id is null and platform.model = n.model
      where n.reason = 'drift' and n.state = 'registered'
        and v.lineage ->> 'parentVersionId' = coalesce(own.primary_version_id, platform.primary_version_id)::text
        and not exists (select from rollouts r where r.version_id = n.version_id)
        and not exists (
          select from rollouts r
          where r.store_id is not distinct from n.store_id and r.model = n.model and r.ended_at is null
        )
      order by n.ended_at limit ${limit}::int`,
  );
}
