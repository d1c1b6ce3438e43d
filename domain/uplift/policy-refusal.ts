/**
 * Why a split did what the rules do instead of what its policy says: the policy is archived or unknown, was never judged, or was found
 * surely worse than the rules; or it goes by a model of which none is served, whose version is gone, that was told nothing of the cart
 * that it knows, that broke, or that did not answer in time. Codes are part of the public API: add, never rename.
 */
export const policyRefusals = [
  'policy_gone',
  'policy_not_judged',
  'policy_worse',
  'model_not_served',
  'model_gone',
  'features_unknown',
  'model_failed',
  'model_slow',
] as const;
export type PolicyRefusal = (typeof policyRefusals)[number];
