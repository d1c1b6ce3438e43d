import { exportEn } from '../analytics/export/messages.en.ts';
import { brandEn } from '../brand/messages.en.ts';
import { flagsEn } from '../flags/messages.en.ts';
import { listsEn } from '../lists/messages.en.ts';
import { liveEn } from '../live/messages.en.ts';
import { accountEn } from '../pages/account/messages.en.ts';
import { analyticsEn } from '../pages/analytics/messages.en.ts';
import { dryRunEn } from '../pages/campaigns/dry-run/messages.en.ts';
import { flowEn } from '../pages/campaigns/flow/messages.en.ts';
import { campaignsEn } from '../pages/campaigns/messages.en.ts';
import { cartsEn } from '../pages/carts/messages.en.ts';
import { customersEn } from '../pages/customers/messages.en.ts';
import { deadLettersEn } from '../pages/dead-letters/messages.en.ts';
import { errorCodesEn } from '../pages/deliverability/error-codes.en.ts';
import { deliverabilityEn } from '../pages/deliverability/messages.en.ts';
import { experimentsEn } from '../pages/experiments/messages.en.ts';
import { firstOwnerEn } from '../pages/first-owner/messages.en.ts';
import { firstStoreEn } from '../pages/first-store/messages.en.ts';
import { homeEn } from '../pages/home/messages.en.ts';
import { integrationsEn } from '../pages/integrations/messages.en.ts';
import { invitationEn } from '../pages/invitations/messages.en.ts';
import { messagesEn } from '../pages/messages/messages.en.ts';
import { driftEn } from '../pages/models/drift/messages.en.ts';
import { lineageEn } from '../pages/models/lineage/messages.en.ts';
import { modelsEn } from '../pages/models/messages.en.ts';
import { predictionsEn } from '../pages/models/predictions/messages.en.ts';
import { rolloutsEn } from '../pages/models/rollouts/messages.en.ts';
import { trainingEn } from '../pages/models/training/messages.en.ts';
import { upliftEn } from '../pages/models/uplift/messages.en.ts';
import { numbersEn } from '../pages/numbers/messages.en.ts';
import { offersEn } from '../pages/offers/messages.en.ts';
import { platformBrandEn } from '../pages/operations/brand/messages.en.ts';
import { operationsEn } from '../pages/operations/messages.en.ts';
import { plansEn } from '../pages/operations/plans/messages.en.ts';
import { resetPasswordEn } from '../pages/reset-password/messages.en.ts';
import { setUpEn } from '../pages/set-up/messages.en.ts';
import { catalogEn } from '../pages/settings/catalog/messages.en.ts';
import { draftsEn } from '../pages/settings/drafts/messages.en.ts';
import { settingsEn } from '../pages/settings/messages.en.ts';
import { phoneEn } from '../pages/settings/phone/messages.en.ts';
import { replySettingsEn } from '../pages/settings/replies/messages.en.ts';
import { reportsEn } from '../pages/settings/reports/messages.en.ts';
import { sendingEn } from '../pages/settings/sending/messages.en.ts';
import { usageEn } from '../pages/settings/usage/messages.en.ts';
import { webhooksEn } from '../pages/settings/webhooks/messages.en.ts';
import { signInEn } from '../pages/sign-in/messages.en.ts';
import { templatesEn } from '../pages/templates/messages.en.ts';
import { adviceEn } from '../reasons/advice.en.ts';
import { placesEn } from '../reasons/places.en.ts';
import { repliesEn } from '../replies/messages.en.ts';
import { statesEn } from '../states/messages.en.ts';
import { trialEn } from '../trial/messages.en.ts';
import { commonEn } from './common.en.ts';
import { reasonsEn } from './reasons.en.ts';
import { rolesEn } from './roles.en.ts';

/** The English catalogue: every page brings its own part. */
export const en = {
  ...commonEn,
  ...reasonsEn,
  ...liveEn,
  ...flagsEn,
  ...usageEn,
  ...campaignsEn,
  ...dryRunEn,
  ...experimentsEn,
  ...flowEn,
  ...templatesEn,
  ...adviceEn,
  ...placesEn,
  ...statesEn,
  ...trialEn,
  ...listsEn,
  ...cartsEn,
  ...customersEn,
  ...messagesEn,
  ...homeEn,
  ...analyticsEn,
  ...numbersEn,
  ...exportEn,
  ...deliverabilityEn,
  ...errorCodesEn,
  ...offersEn,
  ...operationsEn,
  ...plansEn,
  ...platformBrandEn,
  ...modelsEn,
  ...rolloutsEn,
  ...upliftEn,
  ...driftEn,
  ...lineageEn,
  ...predictionsEn,
  ...trainingEn,
  ...deadLettersEn,
  ...integrationsEn,
  ...setUpEn,
  ...signInEn,
  ...firstOwnerEn,
  ...firstStoreEn,
  ...invitationEn,
  ...resetPasswordEn,
  ...accountEn,
  ...settingsEn,
  ...brandEn,
  ...webhooksEn,
  ...catalogEn,
  ...draftsEn,
  ...reportsEn,
  ...repliesEn,
  ...phoneEn,
  ...replySettingsEn,
  ...sendingEn,
  ...rolesEn,
};
