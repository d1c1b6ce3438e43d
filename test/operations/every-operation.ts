import { accountOperations } from './account-operations.ts';
import { analyticsOperations } from './analytics-operations.ts';
import { campaignOperations } from './campaign-operations.ts';
import { contentOperations } from './content-operations.ts';
import { installationOperations } from './installation-operations.ts';
import { intakeOperations } from './intake-operations.ts';
import type { OperationCases } from './operation.ts';
import { outgoingOperations } from './outgoing-operations.ts';
import { rolloutOperations } from './rollout-operations.ts';
import { shopperOperations } from './shopper-operations.ts';
import { storeOperations } from './store-operations.ts';
import { upliftOperations } from './uplift-operations.ts';

/** Every operation that the API's document names; a new route adds its line to one of these. */
export const everyOperation: OperationCases = {
  ...storeOperations,
  ...accountOperations,
  ...campaignOperations,
  ...contentOperations,
  ...shopperOperations,
  ...intakeOperations,
  ...analyticsOperations,
  ...outgoingOperations,
  ...rolloutOperations,
  ...installationOperations,
  ...upliftOperations,
};
