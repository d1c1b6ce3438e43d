import type { Database } from '../../../db/postgres/tenancy.ts';
import { engineRead } from '../../../db/postgres/tenancy.ts';
import { type RolloutState, rolloutStates } from '../../../domain/rollout/rollout.ts';

/** Rollouts by state, over all stores; for the metrics. */
export async function countRollouts(
  database: Pick<Database, 'engine'>,
): Promise<Readonly<Record<RolloutState, number>>> {
  const rows = await engineRead(database)<{ state: RolloutState; count: number }[]>`
    select state, count(*)::int as count from rollouts group by state`;
  const counted = new Map(rows.map(({ state, count }) => [state, count]));
  return Object.fromEntries(rolloutStates.map((state) => [state, counted.get(state) ?? 0])) as Record<
    RolloutState,
    number
  >;
}
