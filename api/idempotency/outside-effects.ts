/**
 * Operations that do more than write to PostgreSQL: told twice, the workflow does the same; an event that is taken in
 * again is a duplicate; a prediction changes nothing; a test message goes under the same id, and a test run ends the one before. So they may run again when a kill came between their effect and the
 * keeping of their answer; a version that is
 * promoted twice answers once, and one that is taken out is gone the second time, where it is the platform's; what is asked of a model of the platform is one row for all stores, and there once; a draft that is asked for twice is a version or a flow more, by which nothing goes out; all others are committed together with it.
 */
export const outsideEffects: ReadonlySet<string> = new Set([
  'pauseRecovery',
  'resumeRecovery',
  'skipRecoveryWait',
  'stopRecovery',
  'approveRepair',
  'retryDeadLetter',
  'replayWebhookDelivery',
  'predict',
  'checkSnippet',
  'checkIntegrationApi',
  'sendTestMessage',
  'startTestRun',
  'skipTestRunWait',
  'buyTestCart',
  'stopTestRun',
  'draftTemplate',
  'draftFlow',
  'testDraftModel',
  'testCatalog',
  'promoteModel',
  'rollBackModel',
  'requestTraining',
  'cancelTraining',
  'holdRollout',
  'resumeRollout',
  'undoRollout',
  'checkBrandDomain',
]);

/**
 * Every event has an id that makes sending it again harmless, item by item: a key for the request would add nothing. What
 * concerns accounts belongs to no store, is answered with cookies or secrets that are kept nowhere, and ends in the
 * same state when it is asked for twice. What is said of a flag or a brand, and that a name is given up, is said
 * once it is committed, or processes would look too early. A ticket that nobody got is worth nothing after seconds. An
 * export changes nothing, and is too long to be kept; so does a recount of usage. A plan that is given twice is the same plan, and prices
 * that are said twice are one version.
 */
export const idempotentByThemselves: ReadonlySet<string> = new Set([
  'postEvents',
  'revokeSession',
  'updateMe',
  'changePassword',
  'createAccountLink',
  'beginTotp',
  'confirmTotp',
  'removeTotp',
  'beginPasskey',
  'confirmPasskey',
  'removePasskey',
  'linkIdentity',
  'removeIdentity',
  'deactivateUser',
  'activateUser',
  'setFlag',
  'resetFlag',
  'setPlatformFlag',
  'resetPlatformFlag',
  'replaceBrand',
  'replaceBrandLogo',
  'resetBrand',
  'replacePlatformBrand',
  'replacePlatformBrandLogo',
  'resetPlatformBrand',
  'releaseBrandDomain',
  'setStorePlan',
  'makePlan',
  'previewPlan',
  'setPrices',
  'recountUsage',
  'createLiveTicket',
  'exportAnalytics',
]);
