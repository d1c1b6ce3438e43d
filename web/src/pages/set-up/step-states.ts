import type { SetUpFacts } from './use-set-up.ts';

export const setUpSteps = ['shop', 'connect', 'firstCart', 'campaign'] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** Which steps are done, read from what is there and stored nowhere. */
export function stepStates(facts: SetUpFacts): Readonly<Record<SetUpStep, boolean>> {
  const { settings, integrations, newestCartAt, campaigns } = facts;
  return {
    shop: settings.url !== null && settings.senderName !== null,
    // A cart that came by the snippet or the API says as much as an integration.
    connect: integrations > 0 || newestCartAt !== null,
    firstCart: newestCartAt !== null,
    campaign: campaigns.some(({ status }) => status === 'active'),
  };
}

/** The first step that is not done; null: all are. */
export function nextSetUpStep(facts: SetUpFacts): SetUpStep | null {
  const states = stepStates(facts);
  return setUpSteps.find((step) => !states[step]) ?? null;
}
