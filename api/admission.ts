import { type FoundKey, findApiKey } from '../services/api-keys/find.ts';
import type { ApiDeps } from './api-deps.ts';
import { type Authenticate, createAuthenticate } from './auth/authenticate.ts';
import { createGuard, type Guard } from './auth/guard.ts';
import { createLookUpCache, type LookUpCache } from './look-up-cache.ts';
import { type Budget, createBudget } from './rate-limit/budget.ts';
import { createRequestRates } from './rate-limit/request-rates.ts';

/** Who may ask, and how much: the same for every way into the API. */
export interface Admission {
  /** API keys by their hash. */
  readonly apiKeys: LookUpCache<FoundKey>;
  readonly authenticate: Authenticate;
  readonly guard: Guard;
  /** For routes that count something else than requests. */
  readonly unmeteredGuard: Guard;
  readonly eventBudget: Budget;
  /** Events of one key within its store's; null: keys have no limit of their own. */
  readonly keyEventBudget: Budget | null;
}

export function createAdmission({ database, redis, adminApiKey, limits, now }: ApiDeps): Admission {
  const apiKeys = createLookUpCache((keyHash) => findApiKey(database, keyHash), now);
  const authenticate = createAuthenticate({ keys: apiKeys, adminApiKey });
  const budget = (name: string, pointsPerSecond: number) => createBudget({ redis, name, pointsPerSecond, now });
  return {
    apiKeys,
    authenticate,
    guard: createGuard({
      authenticate,
      admit: createRequestRates({
        perKey: budget('requests', limits.rateRequestsPerSecond),
        perStore: budget('store-requests', limits.rateRequestsPerStorePerSecond),
      }),
    }),
    unmeteredGuard: createGuard({ authenticate }),
    eventBudget: budget('events', limits.rateEventsPerSecond),
    keyEventBudget:
      limits.rateEventsPerKeyPerSecond === 0 ? null : budget('key-events', limits.rateEventsPerKeyPerSecond),
  };
}
