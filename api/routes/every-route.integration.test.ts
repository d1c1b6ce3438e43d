import { describe, expect } from 'vitest';
import { type KeyScope, keyScopes, scopesAllowing } from '../../domain/key-scope.ts';
import { memberRoles, type Permission, type Role, rolePermissions } from '../../domain/permission.ts';
import { type ApiAnswer, type ApiFixture, type ApiRequest, test } from '../../test/api-fixture.ts';
import { newPerson, type SignedInPerson } from '../../test/sign-in.ts';

/** The same rules for all routes, read from the document, so that a new route cannot forget them. */

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly security: readonly Record<string, readonly string[]>[];
  // biome-ignore lint/suspicious/noExplicitAny: a part of an OpenAPI document
  readonly spec: any;
}

const unknownId = '01890000-0000-7000-8000-000000000000';

const withIds = (path: string): string =>
  path
    .replace('{id}', unknownId)
    .replace('{name}', 'own-unknown')
    .replace('{version}', '1')
    .replace('{splitId}', 'split-1')
    .replace('{channel}/{provider}', 'email/unknown');

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
function operationsOf(document: any): Operation[] {
  return Object.entries<Record<string, Operation['spec']>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, spec]) => ({
      method: method.toUpperCase(),
      path: withIds(path),
      operationId: spec.operationId,
      security: spec.security,
      spec,
    })),
  );
}

/** The permission that each operation needs. */
const needed: Readonly<Record<string, Permission>> = {
  checkSignatures: 'stats:read',
  getSenderDomain: 'stats:read',
  listBasisPolicies: 'store:read',
  draftTemplate: 'campaigns:write',
  draftFlow: 'campaigns:write',
  getDraftSettings: 'store:read',
  replaceDraftSettings: 'store:write',
  testDraftModel: 'store:write',
  getCatalogSettings: 'store:read',
  replaceCatalogSettings: 'store:write',
  testCatalog: 'store:write',
  postEvents: 'events:write',
  listCarts: 'carts:read',
  getCart: 'carts:read',
  quarantineCart: 'carts:quarantine',
  releaseCart: 'carts:quarantine',
  showRecoveryLink: 'recoveries:command',
  listOrders: 'orders:read',
  getOrder: 'orders:read',
  listCustomers: 'customers:read',
  getCustomer: 'customers:read',
  findCustomer: 'customers:unmask',
  unmaskCustomer: 'customers:unmask',
  listRecoveries: 'recoveries:read',
  getRecovery: 'recoveries:read',
  pauseRecovery: 'recoveries:command',
  resumeRecovery: 'recoveries:command',
  skipRecoveryWait: 'recoveries:command',
  stopRecovery: 'recoveries:command',
  listMessages: 'messages:read',
  listReplies: 'messages:read',
  showReplyWords: 'customers:unmask',
  getMessage: 'messages:read',
  listDecisions: 'decisions:read',
  getStats: 'stats:read',
  listSenders: 'operations:read',
  setUpSender: 'senders:write',
  reopenSender: 'senders:write',
  importSenderList: 'senders:write',
  listAlerts: 'stats:read',
  getRecoveredRevenueReport: 'stats:read',
  getFunnelReport: 'stats:read',
  getNonSendsReport: 'stats:read',
  getMessagesReport: 'stats:read',
  listScheduledReports: 'stats:read',
  listReportRuns: 'stats:read',
  listReportRecipients: 'reports:write',
  createScheduledReport: 'reports:write',
  updateScheduledReport: 'reports:write',
  deleteScheduledReport: 'reports:write',
  testScheduledReport: 'reports:write',
  getAnalyticsCatalogue: 'stats:read',
  queryAnalytics: 'stats:read',
  queryAnalyticsTogether: 'stats:read',
  listAnalyticsRows: 'stats:read',
  exportAnalytics: 'stats:read',
  listSavedViews: 'stats:read',
  createSavedView: 'reports:write',
  updateSavedView: 'reports:write',
  deleteSavedView: 'reports:write',
  getForecast: 'stats:read',
  listDeadLetterClusters: 'dead-letters:read',
  listDeadLetters: 'dead-letters:read',
  getDeadLetter: 'dead-letters:read',
  approveRepair: 'dead-letters:decide',
  rejectDeadLetter: 'dead-letters:decide',
  retryDeadLetter: 'dead-letters:decide',
  listRepairRules: 'dead-letters:read',
  withdrawRepairRule: 'dead-letters:decide',
  predict: 'predictions:read',
  getPredictionReport: 'predictions:read',
  getModel: 'predictions:read',
  createLiveTicket: 'carts:read',
  listCampaigns: 'campaigns:read',
  createCampaign: 'campaigns:write',
  getCampaign: 'campaigns:read',
  updateCampaign: 'campaigns:write',
  setCampaignHoldout: 'campaigns:write',
  saveCampaignDraft: 'campaigns:write',
  discardCampaignDraft: 'campaigns:write',
  publishCampaign: 'campaigns:write',
  listCampaignVersions: 'campaigns:read',
  getCampaignVersion: 'campaigns:read',
  checkCampaign: 'campaigns:read',
  dryRunCampaign: 'campaigns:read',
  explainCampaign: 'campaigns:read',
  checkCampaignMove: 'campaigns:read',
  getCampaignFile: 'campaigns:read',
  readCampaignFile: 'campaigns:read',
  previewCampaign: 'campaigns:read',
  getTrialPlaces: 'campaigns:read',
  sendTestMessage: 'campaigns:write',
  startTestRun: 'campaigns:write',
  listTestRuns: 'campaigns:write',
  getTestRun: 'campaigns:write',
  skipTestRunWait: 'campaigns:write',
  buyTestCart: 'campaigns:write',
  stopTestRun: 'campaigns:write',
  listTemplates: 'campaigns:read',
  createTemplate: 'campaigns:write',
  checkTemplate: 'campaigns:read',
  previewTemplate: 'campaigns:read',
  getTemplate: 'campaigns:read',
  changeTemplate: 'campaigns:write',
  deleteTemplate: 'campaigns:write',
  publishTemplate: 'campaigns:write',
  listTemplateVersions: 'campaigns:read',
  getTemplateVersion: 'campaigns:read',
  listCampaignResults: 'stats:read',
  countCampaignSteps: 'stats:read',
  listCampaignStepEntries: 'stats:read',
  listExperiments: 'stats:read',
  getExperiment: 'stats:read',
  listExperimentOrders: 'stats:read',
  listSplits: 'stats:read',
  getSplit: 'stats:read',
  objectToSplitWinner: 'campaigns:write',
  applySplitWinner: 'campaigns:write',
  activateCampaign: 'campaigns:write',
  pauseCampaign: 'campaigns:write',
  resumeCampaign: 'campaigns:write',
  resumeChannel: 'store:write',
  listChannelPauses: 'store:read',
  listCountryPolicies: 'store:read',
  archiveCampaign: 'campaigns:write',
  getStore: 'store:read',
  updateStore: 'store:write',
  getStoreLook: 'store:read',
  replaceStoreLook: 'store:write',
  getPhoneSettings: 'store:read',
  replacePhoneSettings: 'store:write',
  resumeContentTemplate: 'store:write',
  getSnippet: 'snippet:read',
  updateSnippet: 'snippet:write',
  rotateSnippetKey: 'snippet:write',
  checkSnippet: 'snippet:read',
  listApiKeys: 'api-keys:read',
  createApiKey: 'api-keys:write',
  revokeApiKey: 'api-keys:write',
  listIntegrations: 'integrations:read',
  createIntegration: 'integrations:write',
  getIntegration: 'integrations:read',
  updateIntegration: 'integrations:write',
  deleteIntegration: 'integrations:write',
  rotateIntegrationSecret: 'integrations:write',
  checkIntegrationApi: 'integrations:write',
  listPlatforms: 'integrations:read',
  listWebhookDeliveries: 'webhooks:read',
  getWebhookDelivery: 'webhooks:read',
  replayWebhookDelivery: 'webhooks:replay',
  listWebhookEventTypes: 'webhook-endpoints:read',
  listOffers: 'offers:read',
  createOffer: 'offers:write',
  getOffer: 'offers:read',
  updateOffer: 'offers:write',
  listOfferCodes: 'offers:read',
  importOfferCodes: 'offers:write',
  listWebhookEndpoints: 'webhook-endpoints:read',
  createWebhookEndpoint: 'webhook-endpoints:write',
  getWebhookEndpoint: 'webhook-endpoints:read',
  updateWebhookEndpoint: 'webhook-endpoints:write',
  deleteWebhookEndpoint: 'webhook-endpoints:write',
  rotateWebhookEndpointSecret: 'webhook-endpoints:write',
  testWebhookEndpoint: 'webhook-endpoints:write',
  listEndpointDeliveries: 'webhook-endpoints:read',
  replayEndpointDelivery: 'webhook-endpoints:write',
  replayFailedDeliveries: 'webhook-endpoints:write',
  listPrivacyRequests: 'privacy-requests:read',
  finishPrivacyRequest: 'privacy-requests:finish',
  listAudit: 'audit:read',
  listInstallationAudit: 'installation-audit:read',
  getMe: 'account:write',
  listSessions: 'account:write',
  revokeSession: 'account:write',
  updateMe: 'account:write',
  changePassword: 'account:write',
  listSecondFactors: 'account:write',
  beginTotp: 'account:write',
  confirmTotp: 'account:write',
  removeTotp: 'account:write',
  beginPasskey: 'account:write',
  confirmPasskey: 'account:write',
  removePasskey: 'account:write',
  listIdentities: 'account:write',
  linkIdentity: 'account:write',
  removeIdentity: 'account:write',
  listMembers: 'members:read',
  changeMember: 'members:write',
  removeMember: 'members:write',
  listInvitations: 'members:read',
  createInvitation: 'members:write',
  withdrawInvitation: 'members:write',
  createAccountLink: 'users:write',
  listUsers: 'users:read',
  deactivateUser: 'users:write',
  activateUser: 'users:write',
  getDeliverability: 'stats:read',
  listSuppressions: 'customers:read',
  liftSuppression: 'suppressions:lift',
  getOperations: 'operations:read',
  listStores: 'stores:read',
  createStore: 'stores:create',
};

/** Operations that need no key, and what holds strangers off instead. */
const open: Readonly<Record<string, string>> = {
  postBrowserEvents: 'a publishable key and the page’s origin; believed less',
  restoreCartInBrowser: 'a publishable key and a token of the link',
  getSignInMethods: 'says how one can sign in',
  signIn: 'a password, and limits by account and address',
  answerSecondFactor: 'a sign-in whose password was right, and a limit by account',
  askForPasskey: 'a sign-in whose password was right',
  refreshSession: 'the refresh token in its cookie, and the origin',
  signOut: 'ends the session of its own cookie, and the origin',
  setUpAccount: 'the link that the installation printed',
  requestPasswordReset: 'says and does the same for every address, and limits by account and address',
  showPasswordReset: 'the token of the mail',
  resetPassword: 'the token of the mail',
  showInvitation: 'the token of the invitation',
  acceptInvitation: 'the token of the invitation, for its address alone',
  getSnippetScript: 'a script for every page',
  getShopifyPixelScript: 'a script for every page',
  receiveWebhook: 'the signature of the platform',
  receiveProviderCallback: 'the signature of the provider',
  receiveMail: 'the signature of whoever brings the mail',
  receiveMailOfProvider: 'the signature of the provider',
  getHealth: 'says only that the process runs',
  getReadiness: 'names checks, no data of stores',
  getMetrics: 'counts only',
};

const isSecured = ({ security }: Operation): boolean => security.length > 0;
const isOwn = ({ spec }: Operation): boolean => spec['x-permission'] === 'account:write';
const hasBody = ({ spec }: Operation): boolean => spec.requestBody !== undefined;
const scopesOf = ({ security }: Operation): readonly string[] => security.flatMap(({ apiKey }) => apiKey ?? []);

describe('every route', () => {
  test('has an id, a summary, a tag, an example of every body and every answer, and a schema for every error', async ({
    api,
  }) => {
    const { json: document } = await api.call('/openapi.json');
    const operations = operationsOf(document);
    expect(operations.length).toBeGreaterThan(30);
    for (const operation of operations) {
      const { operationId, spec } = operation;
      expect(spec.summary, operationId).toBeTruthy();
      expect(spec.tags, operationId).toHaveLength(1);
      expect(spec.security, operationId).toBeDefined();
      if (hasBody(operation)) expectExample(spec.requestBody.content, `${operationId} body`);
      for (const [status, answer] of Object.entries<Operation['spec']>(spec.responses)) {
        if (status === '204') continue;
        expectExample(answer.content, `${operationId} ${status}`);
        const schema = JSON.stringify(answer.content['application/json']?.schema ?? {});
        if (
          Number(status) >= 400 &&
          !schema.includes('RejectedEvent') &&
          status !== '422' &&
          operationId !== 'getReadiness'
        )
          expect(schema, `${operationId} ${status}`).toContain('#/components/schemas/Error');
      }
      if (isSecured(operation))
        expect(Object.keys(spec.responses), operationId).toEqual(
          expect.arrayContaining(['400', '401', '403', '429', '500', '503']),
        );
      if (hasBody(operation))
        expect(Object.keys(spec.responses), operationId).toEqual(expect.arrayContaining(['413', '415', '422']));
    }
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  test('refuses a request without a key, with a made-up one and with a revoked one', async ({ api }) => {
    const store = await api.newStore();
    const { json: created } = await api.call('/v1/api-keys', {
      method: 'POST',
      key: store.key,
      body: { name: 'lost', scopes: [...keyScopes] },
    });
    await api.call(`/v1/api-keys/${created.id}`, { method: 'DELETE', key: store.key });
    for (const operation of await secured(api)) {
      for (const key of [undefined, 'crk_made-up', created.key]) {
        const { status, json, headers } = await api.call(operation.path, {
          method: operation.method,
          key,
          body: hasBody(operation) ? {} : undefined,
        });
        expect([operation.operationId, status, json.error.code]).toEqual([
          operation.operationId,
          401,
          'unauthenticated',
        ]);
        expect(headers.get('www-authenticate')).toContain('Bearer');
      }
    }
  });

  test('needs one permission that the document names, or is open for a reason', async ({ api }) => {
    const { json } = await api.call('/openapi.json');
    const [closed, opened] = [
      operationsOf(json).filter(isSecured),
      operationsOf(json).filter((one) => !isSecured(one)),
    ];
    const named = closed.map(({ operationId, spec }) => [operationId, spec['x-permission']]);
    expect(Object.fromEntries(named)).toEqual(needed);
    expect(opened.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(open).sort());
  });

  test('lets a key pass by each of the scopes that hold its permission', async ({ api }) => {
    const store = await api.newStore();
    const keys = new Map<KeyScope, string>();
    for (const scope of keyScopes) keys.set(scope, await api.newKey(store.id, scope));
    for (const operation of await secured(api)) {
      const permission = needed[operation.operationId] ?? 'stores:create';
      expect([operation.operationId, scopesOf(operation)]).toEqual([operation.operationId, scopesAllowing(permission)]);
      for (const scope of scopesAllowing(permission)) {
        const { status } = await api.call(operation.path, {
          method: operation.method,
          key: keys.get(scope),
          body: hasBody(operation) ? {} : undefined,
        });
        expect([operation.operationId, scope, status]).not.toEqual([operation.operationId, scope, 403]);
      }
    }
  });

  test('refuses a key that lacks its scope', async ({ api }) => {
    const store = await api.newStore();
    for (const operation of await secured(api)) {
      const lacking = keyScopes.filter((scope) => !scopesOf(operation).includes(scope));
      const key = await api.newKey(store.id, ...lacking);
      const { status, json } = await api.call(operation.path, {
        method: operation.method,
        key,
        body: hasBody(operation) ? {} : undefined,
      });
      expect([operation.operationId, status, json.error.code]).toEqual([operation.operationId, 403, 'forbidden']);
    }
  });

  test('lets a person pass by their role in the store that they name, and in no other', async ({ api }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const persons: [Role, SignedInPerson][] = [['admin', await newPerson(api, { admin: true })]];
    for (const role of memberRoles) persons.push([role, await newPerson(api, { roles: { [store.id]: role } })]);
    for (const operation of await secured(api)) {
      const { operationId, method, path, spec } = operation;
      const permission: Permission = spec['x-permission'];
      for (const [role, person] of persons) {
        const passes = async (storeId: string) => {
          const body = hasBody(operation) ? {} : undefined;
          const { status } = await person.call(path, { method, storeId, body });
          expect([operationId, role, status]).not.toEqual([operationId, role, 401]);
          return status !== 403;
        };
        const held = rolePermissions[role].includes(permission) || isOwn(operation);
        expect([operationId, role, await passes(store.id)]).toEqual([operationId, role, held]);
        expect([operationId, role, await passes(other.id)]).toEqual([
          operationId,
          role,
          isOwn(operation) || (held && role === 'admin'),
        ]);
      }
    }
  });

  test('with an id answers 404 for one that the store does not have', async ({ api }) => {
    const store = await api.newStore();
    const send = await senderOf(api, store.key);
    for (const operation of (await secured(api)).filter(({ path }) => path.includes(unknownId))) {
      const { status, json } = await send(operation, { body: exampleBody(operation) });
      expect([operation.operationId, status, json.error.code]).toEqual([operation.operationId, 404, 'not_found']);
      const malformed = await send(
        { ...operation, path: operation.path.replace(unknownId, 'no-uuid') },
        { body: exampleBody(operation) },
      );
      expect([operation.operationId, malformed.status, malformed.json.error.path]).toEqual([
        operation.operationId,
        400,
        'id',
      ]);
    }
  });

  test('with a body refuses malformed JSON, another content type and too much of it', async ({ api }) => {
    const store = await api.newStore();
    const sendTo = await senderOf(api, store.key);
    for (const operation of (await secured(api)).filter(hasBody)) {
      const send = (body: string, headers = {}) => sendTo(operation, { body, headers });
      const malformed = await send('{"a":');
      expect([operation.operationId, malformed.status, malformed.json.error.code]).toEqual([
        operation.operationId,
        400,
        'bad_request',
      ]);
      const text = await send('{}', { 'content-type': 'text/plain' });
      expect([operation.operationId, text.status, text.json.error.code]).toEqual([
        operation.operationId,
        415,
        'unsupported_media_type',
      ]);
      const large = await send(JSON.stringify({ filling: 'x'.repeat(300 * 1024) }), {
        'content-length': String(300 * 1024 + 14),
      });
      expect([operation.operationId, large.status, large.json.error.code]).toEqual([
        operation.operationId,
        413,
        'payload_too_large',
      ]);
      const empty = await send('');
      expect([operation.operationId, empty.status]).toEqual([operation.operationId, 400]);
      const wrongShape = await send('[]');
      expect([operation.operationId, wrongShape.status, wrongShape.json.error.code]).toEqual([
        operation.operationId,
        422,
        'invalid',
      ]);
    }
  });

  test('counts a body without a stated length while it is read', async ({ api }) => {
    const store = await api.newStore();
    const send = await senderOf(api, store.key);
    for (const operation of (await secured(api)).filter(hasBody)) {
      const { status } = await send(operation, { body: JSON.stringify({ filling: 'x'.repeat(300 * 1024) }) });
      expect([operation.operationId, status]).toEqual([operation.operationId, 413]);
    }
  });

  test('answers 405 and names the right methods for a wrong one', async ({ api }) => {
    const { json: document } = await api.call('/openapi.json');
    const methodsOf = (methods: object) => Object.keys(methods).map((method) => method.toUpperCase());
    // `/v1/templates/check` is a path of its own, and fits where a template of that name would be.
    const isAt = (pattern: string, path: string) =>
      new RegExp(`^${pattern.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
    for (const [path, methods] of Object.entries<object>(document.paths)) {
      const right = methodsOf(methods);
      const taken = Object.entries<object>(document.paths)
        .filter(([pattern]) => isAt(pattern, withIds(path)))
        .flatMap(([, others]) => methodsOf(others));
      const wrong = ['PUT', 'DELETE', 'PATCH'].find((method) => !taken.includes(method)) ?? 'TRACE';
      const { status, json, headers } = await api.call(withIds(path), { method: wrong });
      expect([path, status, json.error.code]).toEqual([path, 405, 'method_not_allowed']);
      expect(headers.get('allow')?.split(', ').sort()).toEqual(right.sort());
    }
  });

  test('carries a request id and the headers that keep an answer from being run, framed or kept', async ({ api }) => {
    for (const operation of await secured(api)) {
      const { headers, json } = await api.call(operation.path, { method: operation.method });
      expect(headers.get('x-request-id')).toBe(json.error.requestId);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });
});

async function secured(api: { call(path: string): Promise<{ json: unknown }> }): Promise<Operation[]> {
  const { json } = await api.call('/openapi.json');
  return operationsOf(json).filter(isSecured);
}

/** Calls an operation as one who may: the store's key, the operator, or a person for what is their own. */
async function senderOf(api: ApiFixture, storeKey: string) {
  const person = await newPerson(api);
  return (operation: Operation, request: Pick<ApiRequest, 'body' | 'headers'>): Promise<ApiAnswer> => {
    const { method, path } = operation;
    if (isOwn(operation)) return person.call(path, { method, ...request });
    return api.call(path, { method, key: scopesOf(operation).length > 0 ? storeKey : api.adminKey, ...request });
  };
}

function exampleBody(operation: Operation): unknown {
  if (!hasBody(operation)) return undefined;
  return operation.spec.requestBody.content['application/json'].example;
}

function expectExample(content: Record<string, { example?: unknown; examples?: object }>, where: string): void {
  for (const [type, { example, examples }] of Object.entries(content))
    expect(example ?? examples, `${where} (${type}) has an example`).toBeDefined();
}
