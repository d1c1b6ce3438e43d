import { exportDe } from '../analytics/export/messages.de.ts';
import { brandDe } from '../brand/messages.de.ts';
import { flagsDe } from '../flags/messages.de.ts';
import { listsDe } from '../lists/messages.de.ts';
import { liveDe } from '../live/messages.de.ts';
import { accountDe } from '../pages/account/messages.de.ts';
import { analyticsDe } from '../pages/analytics/messages.de.ts';
import { dryRunDe } from '../pages/campaigns/dry-run/messages.de.ts';
import { flowDe } from '../pages/campaigns/flow/messages.de.ts';
import { campaignsDe } from '../pages/campaigns/messages.de.ts';
import { cartsDe } from '../pages/carts/messages.de.ts';
import { customersDe } from '../pages/customers/messages.de.ts';
import { deadLettersDe } from '../pages/dead-letters/messages.de.ts';
import { errorCodesDe } from '../pages/deliverability/error-codes.de.ts';
import { deliverabilityDe } from '../pages/deliverability/messages.de.ts';
import { experimentsDe } from '../pages/experiments/messages.de.ts';
import { firstOwnerDe } from '../pages/first-owner/messages.de.ts';
import { firstStoreDe } from '../pages/first-store/messages.de.ts';
import { homeDe } from '../pages/home/messages.de.ts';
import { integrationsDe } from '../pages/integrations/messages.de.ts';
import { invitationDe } from '../pages/invitations/messages.de.ts';
import { messagesDe } from '../pages/messages/messages.de.ts';
import { driftDe } from '../pages/models/drift/messages.de.ts';
import { lineageDe } from '../pages/models/lineage/messages.de.ts';
import { modelsDe } from '../pages/models/messages.de.ts';
import { predictionsDe } from '../pages/models/predictions/messages.de.ts';
import { rolloutsDe } from '../pages/models/rollouts/messages.de.ts';
import { trainingDe } from '../pages/models/training/messages.de.ts';
import { upliftDe } from '../pages/models/uplift/messages.de.ts';
import { numbersDe } from '../pages/numbers/messages.de.ts';
import { offersDe } from '../pages/offers/messages.de.ts';
import { platformBrandDe } from '../pages/operations/brand/messages.de.ts';
import { operationsDe } from '../pages/operations/messages.de.ts';
import { plansDe } from '../pages/operations/plans/messages.de.ts';
import { resetPasswordDe } from '../pages/reset-password/messages.de.ts';
import { setUpDe } from '../pages/set-up/messages.de.ts';
import { catalogDe } from '../pages/settings/catalog/messages.de.ts';
import { draftsDe } from '../pages/settings/drafts/messages.de.ts';
import { settingsDe } from '../pages/settings/messages.de.ts';
import { phoneDe } from '../pages/settings/phone/messages.de.ts';
import { replySettingsDe } from '../pages/settings/replies/messages.de.ts';
import { reportsDe } from '../pages/settings/reports/messages.de.ts';
import { sendingDe } from '../pages/settings/sending/messages.de.ts';
import { usageDe } from '../pages/settings/usage/messages.de.ts';
import { webhooksDe } from '../pages/settings/webhooks/messages.de.ts';
import { signInDe } from '../pages/sign-in/messages.de.ts';
import { templatesDe } from '../pages/templates/messages.de.ts';
import { adviceDe } from '../reasons/advice.de.ts';
import { placesDe } from '../reasons/places.de.ts';
import { repliesDe } from '../replies/messages.de.ts';
import { statesDe } from '../states/messages.de.ts';
import { trialDe } from '../trial/messages.de.ts';
import { commonDe } from './common.de.ts';
import type { MessageKey } from './message-key.ts';
import { reasonsDe } from './reasons.de.ts';
import { rolesDe } from './roles.de.ts';

/** The German catalogue: a text that is missing does not compile. */
export const de: Readonly<Record<MessageKey, string>> = {
  ...commonDe,
  ...reasonsDe,
  ...liveDe,
  ...flagsDe,
  ...usageDe,
  ...campaignsDe,
  ...dryRunDe,
  ...experimentsDe,
  ...flowDe,
  ...templatesDe,
  ...adviceDe,
  ...placesDe,
  ...statesDe,
  ...trialDe,
  ...listsDe,
  ...cartsDe,
  ...customersDe,
  ...messagesDe,
  ...homeDe,
  ...analyticsDe,
  ...numbersDe,
  ...exportDe,
  ...deliverabilityDe,
  ...errorCodesDe,
  ...offersDe,
  ...operationsDe,
  ...plansDe,
  ...platformBrandDe,
  ...modelsDe,
  ...rolloutsDe,
  ...upliftDe,
  ...driftDe,
  ...lineageDe,
  ...predictionsDe,
  ...trainingDe,
  ...deadLettersDe,
  ...integrationsDe,
  ...setUpDe,
  ...signInDe,
  ...firstOwnerDe,
  ...firstStoreDe,
  ...invitationDe,
  ...resetPasswordDe,
  ...accountDe,
  ...settingsDe,
  ...brandDe,
  ...webhooksDe,
  ...catalogDe,
  ...draftsDe,
  ...reportsDe,
  ...repliesDe,
  ...phoneDe,
  ...replySettingsDe,
  ...sendingDe,
  ...rolesDe,
};
