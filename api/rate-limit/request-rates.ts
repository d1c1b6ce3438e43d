import type { Context } from 'hono';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';
import { type Admit, budgetKeyOf } from '../auth/guard.ts';
import type { Budget } from './budget.ts';

/**
 * Spends a request of the key, and of its store: a store with many keys is no larger than one with few. Tells what is
 * left in the headers of the draft standard, on refusals too.
 */
export function createRequestRates({ perKey, perStore }: { perKey: Budget; perStore: Budget }): Admit {
  return async function admit(actor, c) {
    const spends: [Budget, string][] = [[perKey, budgetKeyOf(actor)]];
    if (actor.storeId !== null) spends.push([perStore, actor.storeId]);
    c.header('ratelimit-policy', spends.map(([{ policy }]) => policy).join(', '));
    const left: string[] = [];
    for (const [budget, key] of spends) left.push(await spend(budget, key, c));
    c.header('ratelimit', left.join(', '));
  };
}

async function spend(budget: Budget, key: string, c: Context<ApiEnv>): Promise<string> {
  try {
    return budget.describe(await budget.take(key, 1));
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'rate_limited')
      c.header(
        'ratelimit',
        budget.describe({ remaining: 0, resetSeconds: Math.ceil((error.retryAfterMs ?? 0) / 1_000) }),
      );
    throw error;
  }
}
