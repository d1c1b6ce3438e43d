import { findAddress } from '../../services/ingest/webhooks/address.ts';
import { createLookUpCache } from '../look-up-cache.ts';
import type { RouteDeps } from '../route-deps.ts';
import { accountRoutes } from './accounts/index.ts';
import { getAlerts } from './alerts/list.ts';
import { analyticsRoutes } from './analytics/index.ts';
import { postApiKeys } from './api-keys/create.ts';
import { getApiKeys } from './api-keys/list.ts';
import { deleteApiKey } from './api-keys/revoke.ts';
import { getAudit, getInstallationAudit } from './audit/list.ts';
import { brandRoutes } from './brand/index.ts';
import { browserRoutes } from './browser/index.ts';
import { postCallback } from './callbacks/receive.ts';
import { postCampaignCommand } from './campaigns/change-status.ts';
import { postCampaignCheck } from './campaigns/check.ts';
import { postCampaignCheckMove } from './campaigns/check-move.ts';
import { postCampaigns } from './campaigns/create.ts';
import { deleteCampaignDraft, putCampaignDraft } from './campaigns/draft.ts';
import { postCampaignDryRun } from './campaigns/dry-run.ts';
import { postCampaignExplain } from './campaigns/explain.ts';
import { getCampaignFile, postCampaignFile } from './campaigns/files.ts';
import { getCampaign } from './campaigns/get.ts';
import { putCampaignHoldout } from './campaigns/holdout.ts';
import { getCampaigns } from './campaigns/list.ts';
import { postCampaignPreview } from './campaigns/preview.ts';
import { postCampaignPublish } from './campaigns/publish.ts';
import { getCampaignResults, getCampaignStepEntries, getCampaignSteps } from './campaigns/results.ts';
import { getCampaignSuggestion } from './campaigns/suggestion.ts';
import { putCampaign } from './campaigns/update.ts';
import { getCampaignVersion, getCampaignVersions } from './campaigns/versions.ts';
import { postQuarantineCommand } from './carts/decide-quarantine.ts';
import { getCartDetail } from './carts/get.ts';
import { getCarts } from './carts/list.ts';
import { postRecoveryLink } from './carts/recovery-link.ts';
import { catalogRoutes } from './catalog/index.ts';
import { getChannelPauses } from './channel-pauses/list.ts';
import { postChannelResume } from './channel-pauses/resume.ts';
import { postCustomerExport } from './customers/export.ts';
import { postCustomerSearch } from './customers/find.ts';
import { getCustomerDetail } from './customers/get.ts';
import { getCustomers } from './customers/list.ts';
import { postCustomerUnmasking } from './customers/unmask.ts';
import { postDeadLetterApproval } from './dead-letters/approve.ts';
import { getLetterClusters } from './dead-letters/clusters.ts';
import { getLetterDetail } from './dead-letters/get.ts';
import { getLetters } from './dead-letters/list.ts';
import { postDeadLetterRejection } from './dead-letters/reject.ts';
import { postDeadLetterRetry } from './dead-letters/retry.ts';
import { getDecisions } from './decisions/list.ts';
import { getDeliverability } from './deliverability/get.ts';
import { getDomainPauses, postDomainResumption } from './domain-pauses/domain-pauses.ts';
import { draftRoutes } from './drafts/index.ts';
import { driftRoutes } from './drift/read.ts';
import { getErasureDetail } from './erasures/get.ts';
import { getErasures } from './erasures/list.ts';
import { getErasurePlan } from './erasures/plan.ts';
import { postCustomerErasure } from './erasures/request.ts';
import { postEvents } from './events/post.ts';
import { experimentRoutes } from './experiments/index.ts';
import { deleteFlag, putFlag } from './flags/change.ts';
import { getFlagChanges, getFlags, getPlatformFlags } from './flags/list.ts';
import { getHealthz } from './health/live.ts';
import { getMetrics } from './health/metrics.ts';
import { getReadyz } from './health/ready.ts';
import { postApiCheck } from './integrations/check-api.ts';
import { postIntegrations } from './integrations/create.ts';
import { getIntegrationDetail } from './integrations/get.ts';
import { getIntegrations } from './integrations/list.ts';
import { deleteIntegration } from './integrations/remove.ts';
import { postSecretRotation } from './integrations/rotate-secret.ts';
import { patchIntegration } from './integrations/update.ts';
import { lineageRoutes } from './lineage/read.ts';
import { postLiveTickets } from './live/create-ticket.ts';
import { getMessageDetail } from './messages/get.ts';
import { getMessages } from './messages/list.ts';
import { modelRoutes } from './models/index.ts';
import { offerRoutes } from './offers/index.ts';
import { getOperations } from './operations/get.ts';
import { getOrderDetail } from './orders/get.ts';
import { getOrders } from './orders/list.ts';
import { getPhone, postTemplateResume, putPhone } from './phone/settings.ts';
import { getPlatforms } from './platforms/list.ts';
import { getModel } from './predictions/model.ts';
import { postPredictions } from './predictions/post.ts';
import { getPredictionReport } from './predictions/report.ts';
import { postPrivacyRequestDone } from './privacy-requests/finish.ts';
import { getPrivacyRequests } from './privacy-requests/list.ts';
import { postRecoveryCommand } from './recoveries/command.ts';
import { getRecoveryDetail } from './recoveries/get.ts';
import { getRecoveries } from './recoveries/list.ts';
import { getRepairRules } from './repair-rules/list.ts';
import { postRuleWithdrawal } from './repair-rules/withdraw.ts';
import { replyRoutes } from './replies/index.ts';
import { reportRoutes } from './reports/index.ts';
import { rolloutRoutes } from './rollouts/index.ts';
import { scheduledReportRoutes } from './scheduled-reports/index.ts';
import { getSecrets } from './secrets/list.ts';
import { postSignatureCheck } from './sender-domain/check-signatures.ts';
import { getSenderDomain } from './sender-domain/get.ts';
import { postSenderReopening, putSender, putSenderList } from './senders/change.ts';
import { getSenders } from './senders/list.ts';
import { postSnippetCheck } from './snippet/check.ts';
import { getOwnSnippet } from './snippet/get.ts';
import { postSnippetKey } from './snippet/rotate-key.ts';
import { patchOwnSnippet } from './snippet/update.ts';
import { getStoreStats } from './stats/get.ts';
import { getBasisPolicies } from './stores/basis-policies.ts';
import { getCountryPolicies } from './stores/country-policies.ts';
import { postStores } from './stores/create.ts';
import { getOwnStore } from './stores/get.ts';
import { getStores } from './stores/list.ts';
import { patchOwnStore } from './stores/update.ts';
import { postSuppressionLift } from './suppressions/lift.ts';
import { getSuppressions } from './suppressions/list.ts';
import { templateRoutes } from './templates/index.ts';
import { trainingRoutes } from './training-runs/index.ts';
import { trialRoutes } from './trial/index.ts';
import { upliftRoutes } from './uplift/index.ts';
import { usageRoutes } from './usage/index.ts';
import { webhookEndpointRoutes } from './webhook-endpoints/index.ts';
import { getDeliveryDetail } from './webhooks/get.ts';
import { getDeliveries } from './webhooks/list.ts';
import { postWebhook } from './webhooks/receive.ts';
import { postDeliveryReplay } from './webhooks/replay.ts';

/** Every documented route: adding one is one file and one line here. */
export function apiRoutes(deps: RouteDeps) {
  const addresses = createLookUpCache((id) => findAddress(deps.integrations, id), deps.now);
  return [
    postEvents(deps),
    ...browserRoutes(deps),
    getCarts(deps),
    getCartDetail(deps),
    postQuarantineCommand(deps, 'quarantine'),
    postQuarantineCommand(deps, 'release'),
    postRecoveryLink(deps),
    getOrders(deps),
    getOrderDetail(deps),
    getCustomers(deps),
    getCustomerDetail(deps),
    postCustomerSearch(deps),
    postCustomerUnmasking(deps),
    postCustomerExport(deps),
    getErasurePlan(deps),
    postCustomerErasure(deps),
    getRecoveries(deps),
    getRecoveryDetail(deps),
    postRecoveryCommand(deps, 'pause'),
    postRecoveryCommand(deps, 'resume'),
    postRecoveryCommand(deps, 'skip-wait'),
    postRecoveryCommand(deps, 'stop'),
    getMessages(deps),
    getMessageDetail(deps),
    getDecisions(deps),
    getAlerts(deps),
    getFlags(deps),
    putFlag(deps, 'store'),
    deleteFlag(deps, 'store'),
    getPlatformFlags(deps),
    putFlag(deps, 'platform'),
    deleteFlag(deps, 'platform'),
    getFlagChanges(deps),
    getStoreStats(deps),
    ...reportRoutes(deps),
    ...scheduledReportRoutes(deps),
    ...analyticsRoutes(deps),
    getLetterClusters(deps),
    getLetters(deps),
    getLetterDetail(deps),
    postDeadLetterApproval(deps),
    postDeadLetterRejection(deps),
    postDeadLetterRetry(deps),
    getRepairRules(deps),
    postRuleWithdrawal(deps),
    postPredictions(deps),
    getPredictionReport(deps),
    getModel(deps),
    ...driftRoutes(deps),
    ...lineageRoutes(deps),
    ...modelRoutes(deps),
    ...trainingRoutes(deps),
    ...rolloutRoutes(deps),
    ...upliftRoutes(deps),
    ...usageRoutes(deps),
    postLiveTickets(deps),
    getCampaigns(deps),
    getCampaignResults(deps),
    ...templateRoutes(deps),
    ...draftRoutes(deps),
    ...catalogRoutes(deps),
    postCampaigns(deps),
    getCampaign(deps),
    putCampaign(deps),
    putCampaignHoldout(deps),
    putCampaignDraft(deps),
    deleteCampaignDraft(deps),
    postCampaignPublish(deps),
    getCampaignVersions(deps),
    getCampaignVersion(deps),
    postCampaignCheck(deps),
    postCampaignCheckMove(deps),
    postCampaignDryRun(deps),
    postCampaignExplain(deps),
    getCampaignSuggestion(deps),
    getCampaignFile(deps),
    postCampaignFile(deps),
    postCampaignPreview(deps),
    getCampaignSteps(deps),
    getCampaignStepEntries(deps),
    ...experimentRoutes(deps),
    postCampaignCommand(deps, 'activate'),
    postCampaignCommand(deps, 'pause'),
    postCampaignCommand(deps, 'resume'),
    postCampaignCommand(deps, 'archive'),
    ...trialRoutes(deps),
    getOwnStore(deps),
    getPhone(deps),
    putPhone(deps),
    postTemplateResume(deps),
    ...brandRoutes(deps),
    patchOwnStore(deps),
    getOwnSnippet(deps),
    patchOwnSnippet(deps),
    postSnippetKey(deps),
    postSnippetCheck(deps),
    ...accountRoutes(deps),
    getApiKeys(deps),
    postApiKeys(deps),
    deleteApiKey(deps),
    postWebhook(deps, addresses),
    postCallback(deps),
    ...replyRoutes(deps),
    getPlatforms(deps),
    getIntegrations(deps),
    postIntegrations(deps),
    getIntegrationDetail(deps),
    patchIntegration(deps),
    deleteIntegration(deps, addresses),
    postSecretRotation(deps, addresses),
    postApiCheck(deps),
    getDeliveries(deps),
    getDeliveryDetail(deps),
    postDeliveryReplay(deps),
    ...offerRoutes(deps),
    ...webhookEndpointRoutes(deps),
    getPrivacyRequests(deps),
    postPrivacyRequestDone(deps),
    getErasures(deps),
    getErasureDetail(deps),
    getAudit(deps),
    getInstallationAudit(deps),
    getSenderDomain(deps),
    postSignatureCheck(deps),
    getBasisPolicies(deps),
    getCountryPolicies(deps),
    getStores(deps),
    postStores(deps),
    getOperations(deps),
    getSecrets(deps),
    getDeliverability(deps),
    getSenders(deps),
    getDomainPauses(deps),
    postDomainResumption(deps),
    putSender(deps),
    postSenderReopening(deps),
    putSenderList(deps),
    getChannelPauses(deps),
    postChannelResume(deps),
    getSuppressions(deps),
    postSuppressionLift(deps),
    getHealthz(),
    getReadyz(deps),
    getMetrics(deps),
  ] as const;
}
