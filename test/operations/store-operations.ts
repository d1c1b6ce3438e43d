import { channelPauses, contentTemplates } from '../../db/postgres/schema/index.ts';
import { asks, changes, changesAfter, changesTriedIn, type OperationCases, reads } from './operation.ts';

/** A store's own settings. */
export const storeOperations: OperationCases = {
  getStore: reads('store:read'),
  updateStore: changes('store:write', 'store', (store) =>
    store.request('PATCH', '/v1/store', { cartIdleMs: 2_700_000 }),
  ),
  listBasisPolicies: reads('store:read'),
  listCountryPolicies: reads('store:read'),

  getBrand: reads('store:read'),
  checkBrandColours: asks('store:read'),
  replaceBrand: changes('store:write', 'brand', (store) => store.request('PUT', '/v1/brand', brandInput('Lamps'))),
  replaceBrandLogo: changes('store:write', 'brand', (store) =>
    store.request('PUT', '/v1/brand/logo', { theme: 'light', picture: onePixel }),
  ),
  resetBrand: changesAfter('store:write', 'brand', async (store) => {
    await store.request('PUT', '/v1/brand', brandInput('Rugs'));
    return () => store.request('DELETE', '/v1/brand');
  }),
  listBrandDomains: reads('store:read'),
  claimBrandDomain: changes('store:write', 'brand_domain', (store) =>
    store.post('/v1/brand/domains', { domain: 'cart.loom.shop', use: 'pages' }),
  ),
  checkBrandDomain: changesTriedIn('store:write', 'api/routes/brand/domains.integration.test.ts'),
  releaseBrandDomain: changesAfter('store:write', 'brand_domain', async (store) => {
    const { json } = await store.post('/v1/brand/domains', { domain: 'cart.rugs.shop', use: 'pages' });
    return () => store.request('DELETE', `/v1/brand/domains/${json.id}`);
  }),

  getDraftSettings: reads('store:read'),
  replaceDraftSettings: changes('store:write', 'store', (store) =>
    store.request('PUT', '/v1/draft-settings', {
      source: 'off',
      own: { url: 'https://models.example/v1', model: 'm', key: 'k-of-a-model' },
      guidance: { tone: '', lengths: {}, neverSay: [], discountPercentMax: null, languages: [] },
    }),
  ),

  getCatalogSettings: reads('store:read'),
  replaceCatalogSettings: changes('store:write', 'store', (store) =>
    store.request('PUT', '/v1/catalog-settings', {
      source: 'http',
      soldOut: 'mark',
      url: 'https://shop.example/goods',
    }),
  ),
  testCatalog: changesTriedIn('store:write', 'api/routes/catalog/catalog.integration.test.ts'),

  getPhoneSettings: reads('store:read'),
  replacePhoneSettings: changes('store:write', 'store', (store) => store.request('PUT', '/v1/store/phone', phoneInput)),
  resumeContentTemplate: changesAfter('store:write', 'store', async (store) => {
    await store.request('PUT', '/v1/store/phone', phoneInput);
    await store.shop.write((tx) => tx.update(contentTemplates).set({ stoppedCode: '63041', stoppedAt: new Date() }));
    return () => store.post(`/v1/store/phone/templates/${phoneInput.templates[0]?.contentSid}/resume`);
  }),

  listChannelPauses: reads('store:read'),
  resumeChannel: changesAfter('store:write', 'store', async (store) => {
    const stopped = { messages: 200, counted: 40, pausedAt: new Date() };
    await store.shop.write((tx) =>
      tx.insert(channelPauses).values({ storeId: store.storeId, channel: 'email', measure: 'bounce_rate', ...stopped }),
    );
    return () => store.post('/v1/channel-pauses/email/resume');
  }),

  listFlags: reads('flags:read'),
  listFlagChanges: reads('flags:read'),
  setFlag: changes('flags:write', 'flag', (store) =>
    store.request('PUT', '/v1/flags/sending_email', { rule: { kind: 'off' }, reason: 'wrong prices' }),
  ),
  resetFlag: changesAfter('flags:write', 'flag', async (store) => {
    await store.request('PUT', '/v1/flags/sending_sms', { rule: { kind: 'off' }, reason: 'wrong prices' });
    return () => store.request('DELETE', '/v1/flags/sending_sms?reason=mended');
  }),

  getUsage: reads('usage:read'),
  getUsageInvoice: reads('usage:read'),
  listUsageEvents: reads('usage:read'),
  recountUsage: asks('usage:read'),

  getSnippet: reads('snippet:read'),
  updateSnippet: changes('snippet:write', 'snippet', (store) =>
    store.request('PATCH', '/v1/snippet', { emailCapture: true }),
  ),
  rotateSnippetKey: changes('snippet:write', 'snippet', (store) => store.post('/v1/snippet/rotate-key')),
  checkSnippet: asks('snippet:read'),

  getSenderDomain: reads('stats:read'),
  checkSignatures: asks('stats:read'),
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

/** One red pixel. */
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function brandInput(name: string) {
  return { name, colours: null, supportEmail: null, supportUrl: null, madeWith: null };
}
