import type { paths } from '../../api/generated/schema.ts';

type Answer<Path extends keyof paths, Method extends 'get' | 'post'> = paths[Path] extends {
  [M in Method]: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Campaign = Answer<'/v1/campaigns/{id}', 'get'>;
export type CampaignCheck = Answer<'/v1/campaigns/{id}/check', 'post'>;
export type Finding = CampaignCheck['findings'][number];
export type CampaignPreview = Answer<'/v1/campaigns/{id}/preview', 'post'>;
export type CampaignVersion = Answer<'/v1/campaigns/{id}/versions/{version}', 'get'>;
export type Difference = CampaignCheck['difference'];
export type StepCounts = Answer<'/v1/campaigns/{id}/steps', 'get'>;
export type StepCount = StepCounts['counts'][number];
export type CampaignResult = Answer<'/v1/campaign-results', 'get'>['items'][number];

export type Rule = Campaign['rules'][number];
/** What a campaign does: rules, or a flow beside which the rules are its messages. */
export type Content = Pick<Campaign, 'rules' | 'flow'>;

/** The same as the API takes it. */
export function bodyOf({ rules, flow }: Content) {
  return flow ? { flow } : { rules };
}

export type Trigger = Rule['trigger'];
export type ChannelChoice = Rule['channel'];
export type Channel = Exclude<ChannelChoice, 'all'>;
export type Conditions = NonNullable<Rule['conditions']>;
export type Stage = NonNullable<Conditions['stages']>[number];

export const channels: readonly Channel[] = ['email', 'sms', 'push'];
export const stages: readonly Stage[] = ['cart', 'checkout', 'payment', 'browsing'];
export const triggers: readonly Trigger[] = ['cart_abandoned', 'time_based', 'prediction_high'];

/** The concrete channels behind a choice. */
export function channelsOf(choice: ChannelChoice): readonly Channel[] {
  return choice === 'all' ? channels : [choice];
}

export const limits = { stepsMax: 10, delayMsMax: 30 * 86_400_000, nameLengthMax: 100, itemsMax: 1_000 } as const;
