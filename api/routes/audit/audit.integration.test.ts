import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import {
  auditLog,
  channelPauses,
  contentTemplates,
  privacyRequests,
  replies,
  splitWinners,
  suppressions,
  webhookDeliveries,
} from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { type KeyScope, wideScopes } from '../../../domain/key-scope.ts';
import { createApiKey } from '../../../services/accounts/api-keys/create.ts';
import { inspectDeadLetters } from '../../../services/ingest/dead-letters/inspect.ts';
import { persistDeadLetters } from '../../../services/ingest/dead-letters/keep.ts';
import { createRefusedItems } from '../../../services/ingest/dead-letters/refused-items.ts';
import { recordAudit } from '../../../services/journal/audit/record.ts';
import { uuidV7 } from '../../../services/shared/ids.ts';
import { type ApiAnswer, type ApiFixture, test } from '../../../test/api-fixture.ts';
import { searchHere } from '../../../test/search-here.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { newPerson } from '../../../test/sign-in.ts';
import { campaignInputExample } from '../campaigns/campaign-schemas.ts';

const view = { name: 'Carts by week', query: { metric: 'abandoned_carts', granularity: 'week' } };
const newEmail = () => `${randomUUID()}@shop.example`;

type Row = typeof auditLog.$inferSelect;

/** A store with a key, and what its audit log gained by an act. */
async function open(api: ApiFixture, ...scopes: KeyScope[]) {
  const shop = await createShop(api.database);
  const { storeId } = shop;
  const created = await createApiKey(api.database, {
    ...{ actor: system, storeId, name: 'test' },
    scopes: scopes.length > 0 ? scopes : wideScopes,
  });
  const refusedItems = createRefusedItems({
    keep: (letters) => persistDeadLetters(api.database, letters),
    onDropped: () => {},
    onFailure: (error) => {
      throw error;
    },
    now: Date.now,
  });
  const { call } = api.appWith({ refusedItems });
  const request = (method: string, path: string, body?: unknown) => call(path, { method, key: created.key, body });
  const rows = (): Promise<Row[]> =>
    withStore(api.database, storeId, (tx) => tx.select().from(auditLog).orderBy(auditLog.id));
  return {
    api,
    shop,
    storeId,
    keyId: created.id,
    request,
    rows,
    async gainedBy(act: () => Promise<ApiAnswer>): Promise<{ answer: ApiAnswer; gained: Row[] }> {
      const before = new Set((await rows()).map(({ id }) => id));
      const answer = await act();
      return { answer, gained: (await rows()).filter(({ id }) => !before.has(id)) };
    },
    /** A refused event with a proposal, and its id. */
    async letter(): Promise<string> {
      const at = Math.floor(Date.now() / 1_000);
      const id = uuidV7();
      const item = { id, type: 'cart_updated', occurredAt: at, who: { anonymousId: 'v' }, cart_id: `c-${id}` };
      await request('POST', '/v1/events', { events: [{ ...item, lines: [{ productId: 'lamp', quantity: '2' }] }] });
      await refusedItems.stop();
      const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => withEngine(api.database, work);
      while (
        (await inspectDeadLetters({ inTransaction, repairSearch: searchHere, fingerprint: null, now: Date.now })) > 0
      );
      const { json } = await request('GET', '/v1/dead-letters?state=proposed');
      return json.items[0].id;
    },
    async integration(): Promise<string> {
      const { json } = await request('POST', '/v1/integrations', { platform: 'woocommerce' });
      return json.integration.id;
    },
    async endpoint(): Promise<string> {
      const { json } = await request('POST', '/v1/webhook-endpoints', newEndpoint);
      return json.endpoint.id;
    },
    async report(): Promise<string> {
      const { json } = await request('POST', '/v1/reports/scheduled', webhookReport);
      return json.report.id;
    },
  };
}

const newOffer = () => ({
  ...{ key: `offer-${randomUUID().slice(0, 8)}`, name: 'Ten', minter: 'pool' },
  terms: { kind: 'percent', value: 10, currency: 'EUR' },
});
const newEndpoint = { url: 'https://erp.example/hooks', eventTypes: ['order.recovered'] };

const webhookReport = {
  ...{ name: 'Monday numbers', frequency: 'weekly', timeOfDay: '08:00' },
  delivery: { kind: 'webhook', url: 'https://reports.example/' },
} as const;

type Opened = Awaited<ReturnType<typeof open>>;
type Act = (store: Opened) => Promise<() => Promise<ApiAnswer>>;
const post = (path: string, body?: unknown) => (store: Opened) => store.request('POST', path, body);

async function campaign(store: Opened, ...commands: string[]): Promise<string> {
  const { json } = await store.request('POST', '/v1/campaigns', campaignInputExample);
  for (const command of commands) await store.request('POST', `/v1/campaigns/${json.id}/${command}`);
  return json.id;
}

/** A campaign with an edit that is not published. */
async function editedCampaign(store: Opened): Promise<string> {
  const id = await campaign(store);
  await store.request('PUT', `/v1/campaigns/${id}/draft`, { ...campaignInputExample, name: 'Another' });
  return id;
}

/** A store has one active campaign at a time. */
async function archiveActive(store: Opened): Promise<void> {
  const { json } = await store.request('GET', '/v1/campaigns?status=active');
  for (const { id } of json.items) await store.request('POST', `/v1/campaigns/${id}/archive`);
}

const campaignCommand =
  (command: string, ...before: string[]): Act =>
  async (store) => {
    await archiveActive(store);
    const id = await campaign(store, ...before);
    return () => post(`/v1/campaigns/${id}/${command}`)(store);
  };

/** A split whose winner waits for a decision. */
const splitCommand =
  (command: string): Act =>
  async (store) => {
    const { json } = await store.request('POST', '/v1/campaigns', { name: 'Arms', flow: splitFlow });
    const proposal = {
      ...{ storeId: store.storeId, campaignId: json.id, splitId: 'split-1', design: 'learning a b', arm: 'b' },
      ...{ proposedAt: new Date(), dueAt: new Date(Date.now() + 86_400_000) },
    };
    await store.shop.write((tx) => tx.insert(splitWinners).values(proposal));
    return () => post(`/v1/campaigns/${json.id}/splits/split-1/${command}`)(store);
  };

const splitFlow = {
  ...{ messagesMax: 1, start: 'split-1' },
  steps: [
    {
      ...{ id: 'split-1', kind: 'split', by: 'person', allocation: 'learning' },
      arms: ['a', 'b'].map((id) => ({ id, share: 1, next: 'done' })),
    },
    { id: 'done', kind: 'end' },
  ],
};

const recoveryCommand =
  (command: string): Act =>
  async (store) => {
    const id = await store.shop.recovery(await store.shop.cart({ customerId: await store.shop.customer() }));
    return () => post(`/v1/recoveries/${id}/${command}`)(store);
  };

const letterCommand =
  (command: string, body?: unknown): Act =>
  async (store) => {
    const id = await store.letter();
    return () => post(`/v1/dead-letters/${id}/${command}`, body)(store);
  };

const phoneInput = {
  ...{ carriers: ['whatsapp'], whatsAppSources: ['checkout'], segmentsMax: 2, currency: 'EUR' },
  prices: [{ country: 'AT', perSegment: '0.0831' }],
  templates: [
    {
      ...{ carrier: 'whatsapp', template: 'cart-reminder-1', locale: 'de' },
      ...{ contentSid: 'HX0123456789abcdef0123456789abcdef', variables: ['restore_link'] },
    },
  ],
};

/** One way to do everything that a key may change; the operation, its action, and what it is about. */
const acts: Readonly<Record<string, readonly [Row['action'], Row['subjectKind'], Act]>> = {
  updateStore: [
    'store:write',
    'store',
    async (store) => () => store.request('PATCH', '/v1/store', { cartIdleMs: 2_700_000 }),
  ],
  replaceStoreLook: [
    'store:write',
    'store',
    async (store) => () =>
      store.request('PUT', '/v1/store/look', { productName: 'Lamps', accentColour: '#0f766e', logo: null }),
  ],
  replaceDraftSettings: [
    'store:write',
    'store',
    async (store) => () =>
      store.request('PUT', '/v1/draft-settings', {
        source: 'off',
        own: { url: 'https://models.example/v1', model: 'm', key: 'k-of-a-model' },
        guidance: { tone: '', lengths: {}, neverSay: [], discountPercentMax: null, languages: [] },
      }),
  ],
  replaceCatalogSettings: [
    'store:write',
    'store',
    async (store) => () =>
      store.request('PUT', '/v1/catalog-settings', {
        source: 'http',
        soldOut: 'mark',
        url: 'https://shop.example/goods',
      }),
  ],
  replacePhoneSettings: [
    'store:write',
    'store',
    async (store) => () => store.request('PUT', '/v1/store/phone', phoneInput),
  ],
  resumeContentTemplate: [
    'store:write',
    'store',
    async (store) => {
      await store.request('PUT', '/v1/store/phone', phoneInput);
      await withStore(store.api.database, store.storeId, (tx) =>
        tx.update(contentTemplates).set({ stoppedCode: '63041', stoppedAt: new Date() }),
      );
      return () => store.request('POST', `/v1/store/phone/templates/${phoneInput.templates[0]?.contentSid}/resume`);
    },
  ],
  resumeChannel: [
    'store:write',
    'store',
    async (store) => {
      const stopped = { channel: 'email', measure: 'bounce_rate', messages: 200, counted: 40, pausedAt: new Date() };
      await withStore(store.api.database, store.storeId, (tx) =>
        tx.insert(channelPauses).values({ storeId: store.storeId, ...stopped } as typeof channelPauses.$inferInsert),
      );
      return () => store.request('POST', '/v1/channel-pauses/email/resume');
    },
  ],
  createApiKey: [
    'api-keys:write',
    'api_key',
    async (store) => () => post('/v1/api-keys', { name: 'Ada’s laptop', scopes: ['orders:read'] })(store),
  ],
  revokeApiKey: [
    'api-keys:write',
    'api_key',
    async (store) => {
      const { json } = await store.request('POST', '/v1/api-keys', { name: 'x', scopes: ['carts:read'] });
      return () => store.request('DELETE', `/v1/api-keys/${json.id}`);
    },
  ],
  createInvitation: [
    'members:write',
    'invitation',
    async (store) => () => post('/v1/invitations', { email: newEmail(), role: 'analyst' })(store),
  ],
  withdrawInvitation: [
    'members:write',
    'invitation',
    async (store) => {
      const { json } = await store.request('POST', '/v1/invitations', { email: newEmail(), role: 'analyst' });
      return () => store.request('DELETE', `/v1/invitations/${json.invitation.id}`);
    },
  ],
  changeMember: [
    'members:write',
    'membership',
    async (store) => {
      const { userId } = await newPerson(store.api, { roles: { [store.storeId]: 'analyst' } });
      return () => store.request('PATCH', `/v1/members/${userId}`, { role: 'marketer' });
    },
  ],
  removeMember: [
    'members:write',
    'membership',
    async (store) => {
      const { userId } = await newPerson(store.api, { roles: { [store.storeId]: 'analyst' } });
      return () => store.request('DELETE', `/v1/members/${userId}`);
    },
  ],
  createTemplate: [
    'campaigns:write',
    'template',
    async (store) => () => post('/v1/templates', templateOf('own-made'))(store),
  ],
  changeTemplate: [
    'campaigns:write',
    'template',
    async (store) => {
      await post('/v1/templates', templateOf('own-changed'))(store);
      const { content } = templateOf('own-changed', 'Other words');
      return () => store.request('PUT', '/v1/templates/own-changed', { content });
    },
  ],
  publishTemplate: [
    'campaigns:write',
    'template',
    async (store) => {
      await post('/v1/templates', templateOf('own-published'))(store);
      return () => post('/v1/templates/own-published/publish', { version: 1 })(store);
    },
  ],
  deleteTemplate: [
    'campaigns:write',
    'template',
    async (store) => {
      await post('/v1/templates', templateOf('own-deleted'))(store);
      return () => store.request('DELETE', '/v1/templates/own-deleted');
    },
  ],
  createCampaign: [
    'campaigns:write',
    'campaign',
    async (store) => () => post('/v1/campaigns', campaignInputExample)(store),
  ],
  updateCampaign: [
    'campaigns:write',
    'campaign',
    async (store) => {
      const id = await campaign(store);
      return () => store.request('PUT', `/v1/campaigns/${id}`, { ...campaignInputExample, name: 'Another' });
    },
  ],
  activateCampaign: ['campaigns:write', 'campaign', campaignCommand('activate')],
  pauseCampaign: ['campaigns:write', 'campaign', campaignCommand('pause', 'activate')],
  setCampaignHoldout: [
    'campaigns:write',
    'campaign',
    async (store) => {
      const id = await campaign(store);
      return () => store.request('PUT', `/v1/campaigns/${id}/holdout`, { percent: 20 });
    },
  ],
  objectToSplitWinner: ['campaigns:write', 'campaign', splitCommand('object')],
  applySplitWinner: ['campaigns:write', 'campaign', splitCommand('apply')],
  saveCampaignDraft: [
    'campaigns:write',
    'campaign',
    async (store) => {
      const id = await campaign(store);
      return () => store.request('PUT', `/v1/campaigns/${id}/draft`, { ...campaignInputExample, name: 'Another' });
    },
  ],
  discardCampaignDraft: [
    'campaigns:write',
    'campaign',
    async (store) => {
      const id = await editedCampaign(store);
      return () => store.request('DELETE', `/v1/campaigns/${id}/draft`);
    },
  ],
  publishCampaign: [
    'campaigns:write',
    'campaign',
    async (store) => {
      const id = await editedCampaign(store);
      return () => post(`/v1/campaigns/${id}/publish`)(store);
    },
  ],
  sendTestMessage: [
    'campaigns:write',
    'campaign',
    async (store) => {
      const id = await campaign(store);
      const { json } = await store.request('GET', `/v1/campaigns/${id}`);
      const stepId = json.rules[0].id;
      const body = { stepId, channel: 'sms', to: '+436601234567' };
      return () => post(`/v1/campaigns/${id}/test-messages`, body)(store);
    },
  ],
  resumeCampaign: ['campaigns:write', 'campaign', campaignCommand('resume', 'activate', 'pause')],
  archiveCampaign: ['campaigns:write', 'campaign', campaignCommand('archive')],
  createSavedView: ['reports:write', 'saved_view', async (store) => () => post('/v1/analytics/views', view)(store)],
  updateSavedView: [
    'reports:write',
    'saved_view',
    async (store) => {
      const { json } = await store.request('POST', '/v1/analytics/views', { ...view, name: 'To be renamed' });
      return () => store.request('PATCH', `/v1/analytics/views/${json.id}`, { name: 'Renamed' });
    },
  ],
  deleteSavedView: [
    'reports:write',
    'saved_view',
    async (store) => {
      const { json } = await store.request('POST', '/v1/analytics/views', { ...view, name: 'To be deleted' });
      return () => store.request('DELETE', `/v1/analytics/views/${json.id}`);
    },
  ],
  quarantineCart: [
    'carts:quarantine',
    'cart',
    async (store) => {
      const { id } = await store.shop.cart();
      return () => post(`/v1/carts/${id}/quarantine`)(store);
    },
  ],
  releaseCart: [
    'carts:quarantine',
    'cart',
    async (store) => {
      const { id } = await store.shop.cart();
      await store.request('POST', `/v1/carts/${id}/quarantine`);
      return () => post(`/v1/carts/${id}/release`)(store);
    },
  ],
  showRecoveryLink: [
    'recoveries:command',
    'cart',
    async (store) => {
      const cart = await store.shop.cart({ customerId: await store.shop.customer() });
      await store.shop.sentMessage(cart, await store.shop.recovery(cart));
      return () => post(`/v1/carts/${cart.id}/recovery-link`)(store);
    },
  ],
  unmaskCustomer: [
    'customers:unmask',
    'customer',
    async (store) => {
      const id = await store.shop.customer();
      return () => post(`/v1/customers/${id}/unmask`)(store);
    },
  ],
  showReplyWords: [
    'customers:unmask',
    'customer',
    async (store) => {
      const [id, customerId] = [randomUUID(), await store.shop.customer()];
      await store.shop.write((tx) =>
        tx.insert(replies).values({
          ...{ storeId: store.shop.storeId, id, customerId, channel: 'email', class: 'question', identity: id },
          ...{ subject: 'Re: Your cart', text: 'Is it blue?', forwardState: 'none' },
          ...{ forwardDueAt: new Date(), receivedAt: new Date() },
        }),
      );
      return () => post(`/v1/replies/${id}/words`)(store);
    },
  ],
  findCustomer: [
    'customers:unmask',
    'customer',
    async (store) => {
      await store.shop.customer({ email: 'ada@shopper.example' });
      return () => post('/v1/customer-searches', { address: 'Ada@shopper.example' })(store);
    },
  ],
  pauseRecovery: ['recoveries:command', 'recovery', recoveryCommand('pause')],
  resumeRecovery: ['recoveries:command', 'recovery', recoveryCommand('resume')],
  skipRecoveryWait: ['recoveries:command', 'recovery', recoveryCommand('skip-wait')],
  stopRecovery: ['recoveries:command', 'recovery', recoveryCommand('stop')],
  approveRepair: ['dead-letters:decide', 'dead_letter', letterCommand('approve')],
  rejectDeadLetter: ['dead-letters:decide', 'dead_letter', letterCommand('reject', { wholeCluster: false })],
  retryDeadLetter: ['dead-letters:decide', 'dead_letter', letterCommand('retry')],
  withdrawRepairRule: [
    'dead-letters:decide',
    'repair_rule',
    async (store) => {
      const { json } = await store.request('POST', `/v1/dead-letters/${await store.letter()}/approve`);
      return () => post(`/v1/repair-rules/${json.ruleId}/withdraw`)(store);
    },
  ],
  updateSnippet: [
    'snippet:write',
    'snippet',
    async (store) => () => store.request('PATCH', '/v1/snippet', { emailCapture: true }),
  ],
  rotateSnippetKey: ['snippet:write', 'snippet', async (store) => () => post('/v1/snippet/rotate-key')(store)],
  createIntegration: [
    'integrations:write',
    'integration',
    async (store) => () => post('/v1/integrations', { platform: 'woocommerce' })(store),
  ],
  updateIntegration: [
    'integrations:write',
    'integration',
    async (store) => {
      const id = await store.integration();
      return () => store.request('PATCH', `/v1/integrations/${id}`, { status: 'disabled' });
    },
  ],
  rotateIntegrationSecret: [
    'integrations:write',
    'integration',
    async (store) => {
      const id = await store.integration();
      return () => post(`/v1/integrations/${id}/rotate-secret`, { secret: 'a-new-secret-of-the-platform' })(store);
    },
  ],
  deleteIntegration: [
    'integrations:write',
    'integration',
    async (store) => {
      const id = await store.integration();
      return () => store.request('DELETE', `/v1/integrations/${id}`);
    },
  ],
  createScheduledReport: [
    'reports:write',
    'scheduled_report',
    async (store) => () => post('/v1/reports/scheduled', webhookReport)(store),
  ],
  updateScheduledReport: [
    'reports:write',
    'scheduled_report',
    async (store) => {
      const id = await store.report();
      return () => store.request('PATCH', `/v1/reports/scheduled/${id}`, { timeOfDay: '07:30' });
    },
  ],
  testScheduledReport: [
    'reports:write',
    'scheduled_report',
    async (store) => {
      const id = await store.report();
      return () => post(`/v1/reports/scheduled/${id}/runs`)(store);
    },
  ],
  deleteScheduledReport: [
    'reports:write',
    'scheduled_report',
    async (store) => {
      const id = await store.report();
      return () => store.request('DELETE', `/v1/reports/scheduled/${id}`);
    },
  ],
  createOffer: ['offers:write', 'offer', async (store) => () => post('/v1/offers', newOffer())(store)],
  updateOffer: [
    'offers:write',
    'offer',
    async (store) => {
      const { json } = await post('/v1/offers', newOffer())(store);
      return () => store.request('PATCH', `/v1/offers/${json.offer.id}`, { status: 'off' });
    },
  ],
  importOfferCodes: [
    'offers:write',
    'offer',
    async (store) => {
      const { json } = await post('/v1/offers', newOffer())(store);
      return () => post(`/v1/offers/${json.offer.id}/codes`, { codes: 'SAVE-1' })(store);
    },
  ],
  createWebhookEndpoint: [
    'webhook-endpoints:write',
    'webhook_endpoint',
    async (store) => () => post('/v1/webhook-endpoints', newEndpoint)(store),
  ],
  updateWebhookEndpoint: [
    'webhook-endpoints:write',
    'webhook_endpoint',
    async (store) => {
      const id = await store.endpoint();
      return () => store.request('PATCH', `/v1/webhook-endpoints/${id}`, { status: 'off' });
    },
  ],
  deleteWebhookEndpoint: [
    'webhook-endpoints:write',
    'webhook_endpoint',
    async (store) => {
      const id = await store.endpoint();
      return () => store.request('DELETE', `/v1/webhook-endpoints/${id}`);
    },
  ],
  rotateWebhookEndpointSecret: [
    'webhook-endpoints:write',
    'webhook_endpoint',
    async (store) => {
      const id = await store.endpoint();
      return () => post(`/v1/webhook-endpoints/${id}/secret`)(store);
    },
  ],
  testWebhookEndpoint: [
    'webhook-endpoints:write',
    'webhook_endpoint',
    async (store) => {
      const id = await store.endpoint();
      return () => post(`/v1/webhook-endpoints/${id}/test`, { type: 'order.recovered' })(store);
    },
  ],
  replayEndpointDelivery: [
    'webhook-endpoints:write',
    'webhook_endpoint',
    async (store) => {
      const id = await store.endpoint();
      const { json } = await post(`/v1/webhook-endpoints/${id}/test`, { type: 'order.recovered' })(store);
      return () => post(`/v1/endpoint-deliveries/${json.id}/replay`)(store);
    },
  ],
  replayFailedDeliveries: [
    'webhook-endpoints:write',
    'webhook_endpoint',
    async (store) => {
      const id = await store.endpoint();
      return () => post(`/v1/webhook-endpoints/${id}/replay`, { since: '2026-11-23T00:00:00Z' })(store);
    },
  ],
  replayWebhookDelivery: [
    'webhooks:replay',
    'webhook_delivery',
    async (store) => {
      const [id, integrationId] = [uuidV7(), await store.integration()];
      const kept = {
        storeId: store.storeId,
        id,
        integrationId,
        topic: 'order.created',
        headers: {},
        body: Buffer.from('{}'),
      };
      const at = new Date();
      await store.shop.write((tx) =>
        tx.insert(webhookDeliveries).values({ ...kept, status: 'failed', dueAt: at, receivedAt: at }),
      );
      return () => post(`/v1/webhook-deliveries/${id}/replay`)(store);
    },
  ],
  liftSuppression: [
    'suppressions:lift',
    'suppression',
    async (store) => {
      const id = randomUUID();
      const suppressed = { storeId: store.storeId, id, channel: 'email' as const, addressHash: id };
      await store.shop.write((tx) => tx.insert(suppressions).values({ ...suppressed, cause: 'bounce' }));
      return () => post(`/v1/suppressions/${id}/lift`)(store);
    },
  ],
  finishPrivacyRequest: [
    'privacy-requests:finish',
    'privacy_request',
    async (store) => {
      const [id, at] = [uuidV7(), new Date()];
      const asked = {
        storeId: store.storeId,
        id,
        integrationId: uuidV7(),
        deliveryId: uuidV7(),
        kind: 'data_request' as const,
      };
      await store.shop.write((tx) => tx.insert(privacyRequests).values({ ...asked, receivedAt: at, dueAt: at }));
      return () => post(`/v1/privacy-requests/${id}/finish`)(store);
    },
  ],
};

/** They change nothing of the store's own: events are the shop's, a ticket is for listening, the others are questions. */
const changeNothing = [
  'postEvents',
  'predict',
  'createLiveTicket',
  'checkSnippet',
  'checkSignatures',
  'checkIntegrationApi',
  'testCatalog',
  'checkCampaign',
  'checkCampaignMove',
  'dryRunCampaign',
  'explainCampaign',
  'checkTemplate',
  'previewTemplate',
  'readCampaignFile',
  'previewCampaign',
  'queryAnalytics',
  'queryAnalyticsTogether',
  'listAnalyticsRows',
];

function templateOf(name: string, text = 'Your cart') {
  return { name, content: { variants: [{ locale: 'en', push: { title: text, body: text } }] } };
}

/** Only a person who is signed in does these: api/routes/trial/trial.integration.test.ts and test/e2e/dashboard/trial.e2e.test.ts try them. */
const byPersons = ['startTestRun', 'skipTestRunWait', 'buyTestCart', 'stopTestRun'];

/** These ask a model: drafts.integration.test.ts does, and reads their rows. */
const byModels = ['draftTemplate', 'draftFlow', 'testDraftModel'];

describe('the audit log', () => {
  test('gains exactly one row by every change through the API, with who did it and by which permission', async ({
    api,
  }) => {
    const store = await open(api);
    for (const [operationId, [action, subjectKind, prepare]] of Object.entries(acts)) {
      const { answer, gained } = await store.gainedBy(await prepare(store));
      expect([operationId, answer.status < 300, answer.text]).toEqual([operationId, true, answer.text]);
      expect([operationId, gained.map((row) => [row.actorKind, row.actorId, row.action, row.subjectKind])]).toEqual([
        operationId,
        [['api_key', store.keyId, action, subjectKind]],
      ]);
    }
  });

  test('is tried for every operation that changes something', async ({ api }) => {
    const { json } = await api.call('/openapi.json');
    const changing = Object.values<Record<string, { operationId: string; 'x-permission'?: string }>>(json.paths)
      .flatMap((methods) => Object.entries(methods))
      .filter(([method, spec]) => method !== 'get' && spec['x-permission'] !== undefined)
      // Those are in no store: audit.integration.test.ts of accounts and senders.integration.test.ts try them.
      .filter(([, spec]) => !['account:write', 'users:write', 'senders:write'].includes(spec['x-permission'] ?? ''))
      .map(([, { operationId }]) => operationId);
    const tried = [...Object.keys(acts), ...changeNothing, ...byPersons, ...byModels, 'createStore', 'exportAnalytics'];
    expect(tried.sort()).toEqual(changing.sort());
  });

  test('gains nothing by what was so before, is refused or fails', async ({ api }) => {
    const store = await open(api);
    const { json: key } = await store.request('POST', '/v1/api-keys', { name: 'x', scopes: ['carts:read'] });
    await store.request('DELETE', `/v1/api-keys/${key.id}`);
    const id = await campaign(store);
    const fruitless = [
      () => store.request('DELETE', `/v1/api-keys/${key.id}`),
      () => store.request('PATCH', '/v1/store', {}),
      () => store.request('PATCH', '/v1/store', { name: '名'.repeat(80) }),
      () => store.request('POST', `/v1/campaigns/${id}/resume`),
      () => store.request('POST', `/v1/campaigns/${uuidV7()}/activate`),
    ];
    for (const act of fruitless) expect((await store.gainedBy(act)).gained).toEqual([]);
  });

  test('holds one row for a request that is sent again under its Idempotency-Key', async ({ api }) => {
    const store = await api.newStore();
    const rows = async () => (await api.call('/v1/audit', { key: store.key })).json.items.length;
    const before = await rows();
    const create = () =>
      api.call('/v1/campaigns', {
        ...{ method: 'POST', key: store.key, body: campaignInputExample },
        headers: { 'idempotency-key': 'once' },
      });
    expect([(await create()).status, (await create()).headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(await rows()).toBe(before + 1);
  });

  test('loses the row together with the change that is rolled back', async ({ api }) => {
    const store = await open(api);
    const entry = { actor: system, storeId: store.storeId, action: 'store:write' } as const;
    const broken = withStore(api.database, store.storeId, async (tx) => {
      await recordAudit(tx, { ...entry, subject: { kind: 'store', id: store.storeId } });
      throw new Error('the change failed');
    });
    await expect(broken).rejects.toThrow('the change failed');
    expect((await store.rows()).map(({ action }) => action)).not.toContain('store:write');
  });

  test('keeps neither names of people nor secrets, and no value that is too long', async ({ api }) => {
    const store = await open(api);
    const secret = 'secret-that-the-platform-made';
    await store.request('POST', '/v1/api-keys', { name: 'Ada’s laptop', scopes: ['carts:read'] });
    await store.request('PATCH', '/v1/store', {
      senderName: 'Ada of the shop',
      url: `https://shop.example/${'x'.repeat(300)}`,
    });
    await store.request('POST', '/v1/integrations', {
      ...{ platform: 'woocommerce', secret, api: { url: 'http://127.0.0.1:9', token: 'ck_1:cs_1' } },
    });
    const text = JSON.stringify(await store.rows());
    for (const kept of ['Ada', secret, 'ck_1', 'xxxx']) expect(text).not.toContain(kept);
    const { change } = (await store.rows()).find(({ action }) => action === 'store:write') ?? {};
    expect(change).toEqual({ senderName: {}, url: {} });
  });

  test('can be added to and read, not changed, and never by another store', async ({ api }) => {
    const [store, other] = [await open(api), await open(api)];
    await expect(store.shop.write((tx) => tx.update(auditLog).set({ change: {} }))).rejects.toThrow();
    await expect(withEngine(api.database, (tx) => tx.delete(auditLog))).rejects.toThrow();
    const seen = (await other.rows()).map(({ storeId }) => storeId);
    expect(new Set(seen)).toEqual(new Set([other.storeId]));
    const entry = { actor: system, action: 'store:write', subject: { kind: 'store', id: other.storeId } } as const;
    for (const storeId of [other.storeId, null])
      await expect(store.shop.write((tx) => recordAudit(tx, { ...entry, storeId }))).rejects.toThrow();
  });
});

describe('GET /v1/audit', () => {
  test('lists a store’s changes newest first, page by page, by subject and by actor', async ({ api }) => {
    const store = await open(api);
    await archiveActive(store);
    const [first, second] = [await campaign(store, 'activate', 'pause'), await campaign(store)];
    const list = async (query: string) => (await store.request('GET', `/v1/audit?${query}`)).json;
    const changes = (await list(`subjectKind=campaign&subjectId=${first}`)).items;
    expect(changes.map(({ change }: Row) => change.status)).toEqual([
      { before: 'active', after: 'paused' },
      { before: 'draft', after: 'active' },
      { before: null, after: 'draft' },
    ]);
    const page = await list('limit=2&actorKind=api_key');
    expect(page.items[0].subjectId).toBe(second);
    const rest = await list(`actorId=${store.keyId}&cursor=${page.nextCursor}`);
    expect([rest.items.length, rest.nextCursor]).toEqual([3, null]);
    expect((await list('actorKind=system')).items.map(({ action }: Row) => action)).toEqual(['api-keys:write']);
    expect((await list(`actorId=${uuidV7()}`)).items).toEqual([]);
  });

  test('shows the operator’s changes in a store there, and those of the installation to the operator only', async ({
    api,
  }) => {
    const created = await api.call('/v1/stores', {
      ...{ method: 'POST', key: api.adminKey, body: { name: 'Lamps', url: 'https://lamps.example' } },
    });
    const key = created.json.apiKey.key;
    const { json } = await api.call('/v1/audit', { key });
    expect(json.items).toMatchObject([
      { actorKind: 'operator', actorId: null, action: 'stores:create', subjectId: created.json.store.id },
    ]);
    expect((await api.call('/v1/audit/installation', { key })).status).toBe(403);
    await withEngine(api.database, (tx) =>
      recordAudit(tx, {
        ...{ actor: { kind: 'operator', storeId: null }, storeId: null, action: 'schemas:write' },
        subject: { kind: 'schema_subject', id: 'a-subject' },
      }),
    );
    const installation = await api.call('/v1/audit/installation?actorKind=operator', { key: api.adminKey });
    expect(installation.json.items.map(({ subjectId }: Row) => subjectId)).toEqual(['a-subject']);
  });

  test('is closed to a key without the permission, open to one with nothing else', async ({ api }) => {
    const [reader, auditor] = [await open(api, 'carts:read'), await open(api, 'audit:read')];
    const status = async ({ request }: Opened) => (await request('GET', '/v1/audit')).status;
    expect([await status(reader), await status(auditor)]).toEqual([403, 200]);
  });
});

describe('a key', () => {
  test('with a fine scope does that and nothing else', async ({ api }) => {
    const { request } = await open(api, 'orders:read');
    const statuses = [];
    for (const path of ['/v1/orders', '/v1/carts', '/v1/customers', '/v1/store'])
      statuses.push((await request('GET', path)).status);
    expect(statuses).toEqual([200, 403, 403, 403]);
  });

  test('gives no key more than it holds itself, but those that administer the store equip programs that send events', async ({
    api,
  }) => {
    const [limited, admin] = [await open(api, 'api-keys:write', 'orders:read'), await open(api, 'store:admin')];
    const create = async ({ request }: Opened, scope: KeyScope) =>
      (await request('POST', '/v1/api-keys', { name: 'x', scopes: [scope] })).status;
    expect([await create(limited, 'orders:read'), await create(limited, 'store:admin')]).toEqual([201, 403]);
    expect([await create(admin, 'campaigns:write'), await create(admin, 'events:write')]).toEqual([403, 201]);
  });
});
