import { asks, changesTriedIn, type OperationCases, open, reads } from './operation.ts';

/** What belongs to no store, and is the operator's. */
export const installationOperations: OperationCases = {
  listStores: reads('stores:read'),
  createStore: changesTriedIn('stores:create', 'api/routes/audit/audit.integration.test.ts'),
  getOperations: reads('operations:read'),
  listSecrets: reads('operations:read'),
  listSenders: reads('operations:read'),
  setUpSender: byOperator(),
  reopenSender: byOperator(),
  importSenderList: byOperator(),
  listDomainPauses: reads('operations:read'),
  resumeDomain: changesTriedIn('senders:write', 'api/routes/domain-pauses/domain-pauses.integration.test.ts'),

  listPlatformFlags: reads('operations:read'),
  setPlatformFlag: changesTriedIn('platform-flags:write', 'api/routes/flags/flags.integration.test.ts'),
  resetPlatformFlag: changesTriedIn('platform-flags:write', 'api/routes/flags/flags.integration.test.ts'),

  getPlatformBrand: reads('operations:read'),
  replacePlatformBrand: changesTriedIn('platform-brand:write', 'api/routes/brand/brand.integration.test.ts'),
  replacePlatformBrandLogo: changesTriedIn('platform-brand:write', 'api/routes/brand/brand.integration.test.ts'),
  resetPlatformBrand: changesTriedIn('platform-brand:write', 'api/routes/brand/brand.integration.test.ts'),
  listBrandedStores: reads('operations:read'),
  getShownBrand: open('what everybody sees who opens the page'),
  getBrandLogo: open('a picture that mails show'),
  getDomainAllowed: open('asked from near only, or by the operator’s key; says yes or no'),
  getStorePlan: reads('stores:read'),
  setStorePlan: changesTriedIn('plans:write', 'api/routes/usage/usage.integration.test.ts'),
  listPlans: reads('operations:read'),
  makePlan: changesTriedIn('plans:write', 'api/routes/usage/plans.integration.test.ts'),
  previewPlan: asks('operations:read'),
  listStorePlans: reads('operations:read'),
  listPriceVersions: reads('operations:read'),
  setPrices: changesTriedIn('plans:write', 'api/routes/usage/usage.integration.test.ts'),

  getHealth: open('says only that the process runs'),
  getReadiness: open('names checks, no data of stores'),
  getMetrics: open('counts only'),
};

function byOperator() {
  return changesTriedIn('senders:write', 'api/routes/senders/senders.integration.test.ts');
}
