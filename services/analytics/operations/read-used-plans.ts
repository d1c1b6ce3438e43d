import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { meterNames } from '../../../domain/metering/meter.ts';
import { quotaState } from '../../../domain/metering/quota.ts';
import type { OperationsSituation } from '../../../domain/operation-problems.ts';
import { readPlannedStores } from '../../state/usage/read-used.ts';

/** Stores whose plan is used up, or nearly, by what they used this month. */
export async function readUsedPlans(
  database: Pick<Database, 'engine'>,
  nowMs: number,
): Promise<NonNullable<OperationsSituation['usedPlans']>> {
  const planned = await withEngine(database, (tx) => readPlannedStores(tx, nowMs));
  return planned.flatMap(({ storeId, plan, used }): NonNullable<OperationsSituation['usedPlans']> => {
    const states = meterNames.map((meter) => quotaState(used[meter] ?? 0, plan.limits[meter]));
    if (states.includes('over')) return [{ storeId, state: 'over' }];
    return states.includes('near') ? [{ storeId, state: 'near' }] : [];
  });
}
