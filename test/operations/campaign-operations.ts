import { campaignInputExample } from '../../api/routes/campaigns/campaign-schemas.ts';
import { splitWinners } from '../../db/postgres/schema/index.ts';
import type { OpenedStore } from './opened-store.ts';
import { asks, changes, changesAfter, changesTriedIn, type OperationCases, reads } from './operation.ts';

/** Campaigns, what is learned by their splits, and trying them out. */
export const campaignOperations: OperationCases = {
  listCampaigns: reads('campaigns:read'),
  getCampaign: reads('campaigns:read'),
  listCampaignVersions: reads('campaigns:read'),
  getCampaignVersion: reads('campaigns:read'),
  getCampaignFile: reads('campaigns:read'),
  checkCampaign: asks('campaigns:read'),
  checkCampaignMove: asks('campaigns:read'),
  dryRunCampaign: asks('campaigns:read'),
  explainCampaign: asks('campaigns:read'),
  getCampaignSuggestion: reads('campaigns:read'),
  readCampaignFile: asks('campaigns:read'),
  previewCampaign: asks('campaigns:read'),
  createCampaign: changes('campaigns:write', 'campaign', (store) => store.post('/v1/campaigns', campaignInputExample)),
  updateCampaign: changesAfter('campaigns:write', 'campaign', async (store) => {
    const id = await store.campaign();
    return () => store.request('PUT', `/v1/campaigns/${id}`, edited);
  }),
  activateCampaign: command('activate'),
  pauseCampaign: command('pause', 'activate'),
  setCampaignHoldout: changesAfter('campaigns:write', 'campaign', async (store) => {
    const id = await store.campaign();
    return () => store.request('PUT', `/v1/campaigns/${id}/holdout`, { percent: 20 });
  }),
  saveCampaignDraft: changesAfter('campaigns:write', 'campaign', async (store) => {
    const id = await store.campaign();
    return () => store.request('PUT', `/v1/campaigns/${id}/draft`, edited);
  }),
  discardCampaignDraft: changesAfter('campaigns:write', 'campaign', async (store) => {
    const id = await editedCampaign(store);
    return () => store.request('DELETE', `/v1/campaigns/${id}/draft`);
  }),
  publishCampaign: changesAfter('campaigns:write', 'campaign', async (store) => {
    const id = await editedCampaign(store);
    return () => store.post(`/v1/campaigns/${id}/publish`);
  }),
  resumeCampaign: command('resume', 'activate', 'pause'),
  archiveCampaign: command('archive'),

  listCampaignResults: reads('stats:read'),
  countCampaignSteps: reads('stats:read'),
  listCampaignStepEntries: reads('stats:read'),
  listExperiments: reads('stats:read'),
  getExperiment: reads('stats:read'),
  listExperimentOrders: reads('stats:read'),
  listSplits: reads('stats:read'),
  getSplit: reads('stats:read'),
  objectToSplitWinner: splitCommand('object'),
  applySplitWinner: splitCommand('apply'),

  getTrialPlaces: reads('campaigns:read'),
  sendTestMessage: changesAfter('campaigns:write', 'campaign', async (store) => {
    const id = await store.campaign();
    const { json } = await store.request('GET', `/v1/campaigns/${id}`);
    const body = { stepId: json.rules[0].id, channel: 'sms', to: '+436601234567' };
    return () => store.post(`/v1/campaigns/${id}/test-messages`, body);
  }),
  listTestRuns: reads('campaigns:write'),
  getTestRun: reads('campaigns:write'),
  startTestRun: bySignedIn(),
  skipTestRunWait: bySignedIn(),
  buyTestCart: bySignedIn(),
  stopTestRun: bySignedIn(),
};

const edited = { ...campaignInputExample, name: 'Another' };

/** A campaign with an edit that is not published. */
async function editedCampaign(store: OpenedStore): Promise<string> {
  const id = await store.campaign();
  await store.request('PUT', `/v1/campaigns/${id}/draft`, edited);
  return id;
}

function command(name: string, ...before: string[]) {
  return changesAfter('campaigns:write', 'campaign', async (store) => {
    await store.archiveActive();
    const id = await store.campaign(...before);
    return () => store.post(`/v1/campaigns/${id}/${name}`);
  });
}

/** Of a split whose winner waits for a decision. */
function splitCommand(name: string) {
  return changesAfter('campaigns:write', 'campaign', async (store) => {
    const { json } = await store.post('/v1/campaigns', { name: 'Arms', flow: splitFlow });
    const proposal = {
      ...{ storeId: store.storeId, campaignId: json.id, splitId: 'split-1', design: 'learning a b', arm: 'b' },
      ...{ proposedAt: new Date(), dueAt: new Date(Date.now() + 86_400_000) },
    };
    await store.shop.write((tx) => tx.insert(splitWinners).values(proposal));
    return () => store.post(`/v1/campaigns/${json.id}/splits/split-1/${name}`);
  });
}

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

/** Only a person who is signed in does it; test/e2e/dashboard/trial.e2e.test.ts goes on from there. */
function bySignedIn() {
  return changesTriedIn('campaigns:write', 'api/routes/trial/trial.integration.test.ts');
}
