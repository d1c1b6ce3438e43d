import { type FoundKey, findApiKey } from '../services/accounts/api-keys/find.ts';
import type { ApiDeps } from './api-deps.ts';
import { type Authentication, createAuthentication } from './auth/authenticate.ts';
import { createGuard, createIdentify, type Guard, type Identify } from './auth/guard.ts';
import { createSessionAuthentication, type SessionAuthentication } from './auth/session-authentication.ts';
import { createLookUpCache, type LookUpCache } from './look-up-cache.ts';
import { type AddressLimits, createAddressLimits, limitsPerAddress } from './rate-limit/address-limits.ts';
import { type Budget, createBudget } from './rate-limit/budget.ts';
import { type ClientAddressOf, createClientAddressOf } from './rate-limit/client-address.ts';
import { createRequestRates } from './rate-limit/request-rates.ts';

/** Who may ask, and how much: the same for every way into the API. */
export interface Admission extends Authentication {
  /** API keys by their hash. */
  readonly apiKeys: LookUpCache<FoundKey>;
  readonly sessions: SessionAuthentication;
  readonly identify: Identify;
  readonly guard: Guard;
  /** For routes that count something else than requests. */
  readonly unmeteredGuard: Guard;
  readonly eventBudget: Budget;
  /** Events of one key within its store's; null: keys have no limit of their own. */
  readonly keyEventBudget: Budget | null;
  /** What those without a known key may do from one address, and which address that is. */
  readonly addressLimits: AddressLimits;
  readonly clientAddressOf: ClientAddressOf;
}

export function createAdmission(deps: ApiDeps): Admission {
  const { database, redis, accounts, operatorKeys, limits, metrics, now } = deps;
  const apiKeys = createLookUpCache((keyHash) => findApiKey(database, keyHash), now);
  accounts.news.onChange((change) => {
    if (change?.kind === 'api_key') apiKeys.forgetWhere(({ keyId }) => keyId === change.id);
    if (change?.kind === 'user') apiKeys.forgetWhere(({ makerId }) => makerId === change.id);
  });
  const sessions = createSessionAuthentication(accounts);
  const addressLimits = createAddressLimits({
    limits: { ...limitsPerAddress, ...deps.limitsPerAddress },
    metrics,
    now,
  });
  const clientAddressOf = createClientAddressOf(deps.trustedProxies ?? [], () =>
    deps.log.warn('X-Forwarded-For came and TRUSTED_PROXIES is unset: behind a proxy all visitors share its limits'),
  );
  const authentication = createAuthentication({ keys: apiKeys, operatorKeys, addressLimits });
  const identify = createIdentify({
    ...{ ...authentication, sessions, clientAddressOf },
    publicUrl: accounts.publicUrl,
  });
  const budget = (name: string, pointsPerSecond: number) => createBudget({ redis, name, pointsPerSecond, now });
  return {
    apiKeys,
    ...authentication,
    sessions,
    identify,
    guard: createGuard({
      identify,
      admit: createRequestRates({
        perKey: budget('requests', limits.rateRequestsPerSecond),
        perStore: budget('store-requests', limits.rateRequestsPerStorePerSecond),
      }),
    }),
    unmeteredGuard: createGuard({ identify }),
    eventBudget: budget('events', limits.rateEventsPerSecond),
    keyEventBudget:
      limits.rateEventsPerKeyPerSecond === 0 ? null : budget('key-events', limits.rateEventsPerKeyPerSecond),
    addressLimits,
    clientAddressOf,
  };
}
