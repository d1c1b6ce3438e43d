import { randomUUID } from 'node:crypto';
import type { OpenedStore } from './opened-store.ts';
import { asks, changes, changesAfter, changesTriedIn, type OperationCases, reads } from './operation.ts';

/** What messages say and offer. */
export const contentOperations: OperationCases = {
  listTemplates: reads('campaigns:read'),
  getTemplate: reads('campaigns:read'),
  listTemplateVersions: reads('campaigns:read'),
  getTemplateVersion: reads('campaigns:read'),
  checkTemplate: asks('campaigns:read'),
  previewTemplate: asks('campaigns:read'),
  createTemplate: changes('campaigns:write', 'template', (store) =>
    store.post('/v1/templates', templateOf('own-made')),
  ),
  changeTemplate: changesAfter('campaigns:write', 'template', async (store) => {
    await store.post('/v1/templates', templateOf('own-changed'));
    const { content } = templateOf('own-changed', 'Other words');
    return () => store.request('PUT', '/v1/templates/own-changed', { content });
  }),
  publishTemplate: changesAfter('campaigns:write', 'template', async (store) => {
    await store.post('/v1/templates', templateOf('own-published'));
    return () => store.post('/v1/templates/own-published/publish', { version: 1 });
  }),
  deleteTemplate: changesAfter('campaigns:write', 'template', async (store) => {
    await store.post('/v1/templates', templateOf('own-deleted'));
    return () => store.request('DELETE', '/v1/templates/own-deleted');
  }),

  // They ask a model.
  draftTemplate: changesTriedIn('campaigns:write', 'api/routes/drafts/drafts.integration.test.ts'),
  draftFlow: changesTriedIn('campaigns:write', 'api/routes/drafts/drafts.integration.test.ts'),
  testDraftModel: changesTriedIn('store:write', 'api/routes/drafts/drafts.integration.test.ts'),

  listOffers: reads('offers:read'),
  getOffer: reads('offers:read'),
  listOfferCodes: reads('offers:read'),
  createOffer: changes('offers:write', 'offer', (store) => store.post('/v1/offers', offerInput())),
  updateOffer: changesAfter('offers:write', 'offer', async (store) => {
    const id = await newOffer(store);
    return () => store.request('PATCH', `/v1/offers/${id}`, { status: 'off' });
  }),
  importOfferCodes: changesAfter('offers:write', 'offer', async (store) => {
    const id = await newOffer(store);
    return () => store.post(`/v1/offers/${id}/codes`, { codes: 'SAVE-1' });
  }),
};

function templateOf(name: string, text = 'Your cart') {
  return { name, content: { variants: [{ locale: 'en', push: { title: text, body: text } }] } };
}

const offerInput = () => ({
  ...{ key: `offer-${randomUUID().slice(0, 8)}`, name: 'Ten', minter: 'pool' },
  terms: { kind: 'percent', value: 10, currency: 'EUR' },
});

async function newOffer(store: OpenedStore): Promise<string> {
  return (await store.post('/v1/offers', offerInput())).json.offer.id;
}
